package dev.rejeton.application;

import static dev.rejeton.application.Fixture.APP;
import static dev.rejeton.application.Fixture.LAPTOP;
import static dev.rejeton.application.Fixture.token;
import static dev.rejeton.application.Fixture.tokens;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.application.port.in.IssuedTokens;
import dev.rejeton.application.port.in.Tokens;
import dev.rejeton.application.port.in.Tokens.RefreshResult;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.ReuseAction;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TokenServiceTest {
  private final Fixture fixture = new Fixture();

  private Tokens service(ReuseAction reuseAction, SessionStore store) {
    return new TokenService(fixture.issuer(reuseAction), store, fixture.store.audit(), fixture);
  }

  private Tokens service() {
    return service(ReuseAction.SESSION, fixture.store);
  }

  private static RefreshResult refused(Refusal reason) {
    return new RefreshResult.Refused(Optional.of(reason));
  }

  /// Lets something happen in between, once: after the session was found, before it is replaced.
  private record Interrupted(SessionStore store, AtomicReference<Runnable> meanwhile)
      implements SessionStore {
    @Override
    public boolean replace(Session next, AuditEvent event) {
      meanwhile.getAndSet(() -> {}).run();
      return store.replace(next, event);
    }

    @Override
    public boolean add(Session session, AuditEvent event) {
      return store.add(session, event);
    }

    @Override
    public Optional<Session> find(SessionId id) {
      return store.find(id);
    }

    @Override
    public List<Session> findLive(UserId user, Instant now) {
      return store.findLive(user, now);
    }

    @Override
    public int revokeAll(UserId user, Optional<SessionId> except, Revocation because) {
      return store.revokeAll(user, except, because);
    }

    @Override
    public int purge(Instant before, int limit) {
      return store.purge(before, limit);
    }
  }

  private Tokens interruptedBy(Runnable meanwhile) {
    return service(
        ReuseAction.SESSION, new Interrupted(fixture.store, new AtomicReference<>(meanwhile)));
  }

  @Test
  void theLoserOfARaceGetsWhatTheWinnerGot() {
    Session session = fixture.open();
    AtomicReference<IssuedTokens> winner = new AtomicReference<>();
    Tokens loser =
        interruptedBy(() -> winner.set(tokens(service().refresh(APP, token(session), LAPTOP))));
    IssuedTokens tokens = tokens(loser.refresh(APP, token(session), LAPTOP));
    assertEquals(winner.get().refreshToken().reveal(), tokens.refreshToken().reveal());
    assertEquals(1, fixture.stored(session).version());
  }

  @Test
  void aRefreshThatLosesToARevocationMintsNothing() {
    Session session = fixture.open();
    var logout = new Revocation(fixture.instant(), Revocation.Reason.LOGOUT, LAPTOP);
    Tokens loser = interruptedBy(() -> new Revocations(fixture.store).revoke(session.id(), logout));
    assertEquals(refused(Refusal.REVOKED), loser.refresh(APP, token(session), LAPTOP));
  }

  @Test
  void aReuseThatLosesToARotationIsStillAReuse() {
    Session first = fixture.open();
    tokens(service().refresh(APP, token(first), LAPTOP));
    Session second = fixture.stored(first);
    tokens(service().refresh(APP, token(second), LAPTOP));
    Session third = fixture.stored(first);
    Tokens loser = interruptedBy(() -> tokens(service().refresh(APP, token(third), LAPTOP)));
    assertEquals(refused(Refusal.REUSE_DETECTED), loser.refresh(APP, token(first), LAPTOP));
    assertTrue(fixture.stored(first).revocation().isPresent());
  }

  @Test
  void aSessionPurgedMeanwhileIsUnknown() {
    Session session = fixture.open();
    Tokens loser =
        interruptedBy(() -> fixture.store.purge(session.lifetime().endsAt().plusMillis(1), 10));
    assertEquals(
        new RefreshResult.Refused(Optional.empty()), loser.refresh(APP, token(session), LAPTOP));
  }

  @Test
  void garbageAndTokensWithoutProofAreToldNothingAndChangeNothing() {
    Session session = fixture.open();
    for (String token : List.of("garbage", token(session).reveal().replace("salt", "pepper"))) {
      assertEquals(
          new RefreshResult.Refused(Optional.empty()),
          service().refresh(APP, new Secret(token), LAPTOP));
    }
    assertEquals(session, fixture.stored(session));
    assertEquals(List.of(AuditEvent.Type.SESSION_OPENED), fixture.events());
  }

  @Test
  @Tag("REF-14")
  void whatHappensIsToldOnce() {
    Session session = fixture.open();
    Secret first = token(session);
    service().refresh(APP, first, LAPTOP);
    service().refresh(APP, first, LAPTOP);
    service().refresh(new ClientId("other"), first, LAPTOP);
    fixture.pass(Duration.ofSeconds(11));
    service().refresh(APP, first, LAPTOP);
    service().refresh(APP, token(fixture.stored(session)), LAPTOP);
    service().refresh(APP, first, new Origin("198.51.100.9", "curl"));
    service().refresh(APP, first, LAPTOP);
    assertEquals(
        List.of(
            AuditEvent.Type.SESSION_OPENED,
            AuditEvent.Type.TOKEN_ROTATED,
            AuditEvent.Type.TOKEN_RETRIED,
            AuditEvent.Type.TOKEN_REFUSED,
            AuditEvent.Type.TOKEN_RECOVERED,
            AuditEvent.Type.TOKEN_ROTATED,
            AuditEvent.Type.REUSE_DETECTED,
            AuditEvent.Type.TOKEN_REFUSED),
        fixture.events());
    AuditEvent reuse = fixture.store.events().get(6);
    assertEquals("198.51.100.9", reuse.origin().ipAddress());
    assertEquals("192.0.2.1", reuse.detail().get("answered_ip_address"));
  }

  @Test
  void observingReportsAReuseAndEndsNothing() {
    Session session = fixture.open();
    Tokens observing = service(ReuseAction.OBSERVE, fixture.store);
    tokens(observing.refresh(APP, token(session), LAPTOP));
    tokens(observing.refresh(APP, token(fixture.stored(session)), LAPTOP));
    assertEquals(refused(Refusal.REUSE_DETECTED), observing.refresh(APP, token(session), LAPTOP));
    assertEquals(AuditEvent.Type.REUSE_DETECTED, fixture.events().getLast());
    tokens(observing.refresh(APP, token(fixture.stored(session)), LAPTOP));
  }

  @Test
  void aReuseCanEndEverySessionOfTheUser() {
    Session session = fixture.open();
    Session other = fixture.open();
    Tokens all = service(ReuseAction.USER, fixture.store);
    tokens(all.refresh(APP, token(session), LAPTOP));
    tokens(all.refresh(APP, token(fixture.stored(session)), LAPTOP));
    assertEquals(refused(Refusal.REUSE_DETECTED), all.refresh(APP, token(session), LAPTOP));
    assertTrue(fixture.stored(session).revocation().isPresent());
    assertTrue(fixture.stored(other).revocation().isPresent());
    assertTrue(fixture.events().contains(AuditEvent.Type.REUSE_DETECTED));
  }

  @Test
  void aProcessThatDiesWhileEndingEverySessionLeavesTheReuseToBeDetectedAgain() {
    Session session = fixture.open();
    Session other = fixture.open();
    tokens(service().refresh(APP, token(session), LAPTOP));
    tokens(service().refresh(APP, token(fixture.stored(session)), LAPTOP));
    Runnable death =
        () -> {
          throw new IllegalStateException("kill -9");
        };
    Tokens dying =
        service(ReuseAction.USER, new Interrupted(fixture.store, new AtomicReference<>(death)));
    assertThrows(IllegalStateException.class, () -> dying.refresh(APP, token(session), LAPTOP));
    assertTrue(fixture.stored(other).revocation().isPresent());
    assertFalse(fixture.stored(session).revocation().isPresent());
    assertEquals(
        refused(Refusal.REUSE_DETECTED),
        service(ReuseAction.USER, fixture.store).refresh(APP, token(session), LAPTOP));
  }

  @Test
  void aRetryAfterAFailedSignatureGetsTheAnswerThatWasOwed() {
    Session session = fixture.open();
    var failing =
        new Issuer(
            Fixture.policy(ReuseAction.SESSION),
            new Fixture.ClearRefreshTokens(),
            new FailingAccessTokens());
    Tokens broken = new TokenService(failing, fixture.store, fixture.store.audit(), fixture);
    assertThrows(IllegalStateException.class, () -> broken.refresh(APP, token(session), LAPTOP));
    assertEquals(1, fixture.stored(session).family().generation());
    IssuedTokens owed = tokens(service().refresh(APP, token(session), LAPTOP));
    assertEquals(1, owed.session().family().generation());
  }
}
