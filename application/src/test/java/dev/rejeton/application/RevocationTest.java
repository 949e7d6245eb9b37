package dev.rejeton.application;

import static dev.rejeton.application.Fixture.APP;
import static dev.rejeton.application.Fixture.GRACE_PERIOD;
import static dev.rejeton.application.Fixture.LAPTOP;
import static dev.rejeton.application.Fixture.client;
import static dev.rejeton.application.Fixture.token;
import static dev.rejeton.domain.AccessRequest.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Sessions;
import dev.rejeton.application.port.in.Tokens;
import dev.rejeton.application.port.in.Tokens.RefreshResult;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.ReuseAction;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Revocation.Reason;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// A client gives its tokens back (RFC 7009).
class RevocationTest {
  private static final Client OTHER = client("other");

  private final Fixture fixture = new Fixture();
  private final Tokens tokens = fixture.tokenService(ReuseAction.SESSION, fixture.store);
  private final Sessions sessions = fixture.sessionService(fixture.store);

  private void assertEnded(Session session) {
    assertEquals(Optional.of(Reason.ENDED_BY_CLIENT), fixture.end(session));
  }

  private static RefreshResult refused(Refusal reason) {
    return new RefreshResult.Refused(Optional.of(reason));
  }

  @Test
  @Requirement({"REV-07", "REV-08"})
  void aRefreshTokenGivenBackEndsItsSessionAtOnce() {
    Session session = fixture.open();
    Secret jwt = fixture.accessToken(session);
    tokens.revoke(APP, token(session), LAPTOP);
    var because = new Revocation(fixture.instant(), Reason.ENDED_BY_CLIENT, LAPTOP);
    assertEquals(session.revoke(because), fixture.stored(session));
    assertEquals(AuditEvent.revoked(session, because), fixture.store.events().getLast());
    assertEquals(refused(Refusal.REVOKED), tokens.refresh(APP, token(session), ALL, LAPTOP));
    assertFalse(sessions.acknowledge(jwt));
  }

  @Test
  @Requirement("REV-09")
  void soDoesAnAccessTokenExpiredOrNot() {
    Session session = fixture.open();
    tokens.revoke(APP, fixture.accessToken(session), LAPTOP);
    assertEnded(session);
    Session other = fixture.open();
    Secret jwt = fixture.accessToken(other);
    fixture.pass(Duration.ofHours(2));
    tokens.revoke(APP, jwt, LAPTOP);
    assertEnded(other);
  }

  @Test
  @Requirement("REV-11")
  void soDoesARefreshTokenThatWasReplaced() {
    Session first = fixture.open();
    Session second = fixture.refreshed(first);
    fixture.pass(GRACE_PERIOD);
    Session third = fixture.refreshed(second);
    tokens.revoke(APP, token(first), LAPTOP);
    assertEnded(first);
    assertEquals(refused(Refusal.REVOKED), tokens.refresh(APP, token(third), ALL, LAPTOP));
    assertEquals(List.of(), fixture.events(AuditEvent.Type.REUSE_DETECTED));
  }

  @Test
  @Requirement("REV-04")
  void whatIsNoTokenOfALiveSessionIsRevokedInSilence() {
    Session session = fixture.open();
    String genuine = token(session).reveal();
    tokens.revoke(APP, token(session), LAPTOP);
    Session ended = fixture.stored(session);
    List<AuditEvent> before = fixture.store.events();
    String unknown = genuine.replace(session.id().value(), "A".repeat(22));
    for (String token :
        List.of(genuine, unknown, genuine.replace("salt", "pepper"), "garbage", "")) {
      tokens.revoke(APP, new Secret(token), LAPTOP);
    }
    assertEquals(ended, fixture.stored(session));
    assertEquals(before, fixture.store.events());
  }

  @Test
  @Requirement("REV-10")
  void anotherClientsTokenIsLeftAloneAndThatIsTold() {
    Session session = fixture.open();
    for (Secret token : List.of(token(session), fixture.accessToken(session))) {
      tokens.revoke(OTHER, token, LAPTOP);
      AuditEvent told = fixture.store.events().getLast();
      assertEquals(AuditEvent.Type.TOKEN_REFUSED, told.type());
      assertEquals(Map.of("reason", "OTHER_CLIENT"), told.detail());
    }
    assertEquals(session, fixture.stored(session));
    assertTrue(sessions.acknowledge(fixture.accessToken(session)));
    assertEquals(1, fixture.refreshed(session).family().generation());
  }

  @Test
  void onlyTheSessionOfTheTokenEnds() {
    Session session = fixture.open();
    Session other = fixture.open();
    tokens.revoke(APP, token(session), LAPTOP);
    assertEquals(other, fixture.stored(other));
  }

  @Test
  @Requirement("REV-15")
  void aSessionThatIsRefreshedMeanwhileEnds() {
    Session session = fixture.open();
    Runnable meanwhile = () -> fixture.refreshed(session);
    fixture
        .tokenService(ReuseAction.SESSION, InterruptedStore.beforePut(fixture.store, meanwhile))
        .revoke(APP, token(session), LAPTOP);
    assertEquals(1, fixture.stored(session).family().generation());
    assertEnded(session);
    assertFalse(sessions.acknowledge(fixture.accessToken(fixture.stored(session))));
  }

  @Test
  @Requirement("REV-15")
  void aRefreshOfASessionThatIsRevokedMeanwhileGivesNothing() {
    Session session = fixture.open();
    Runnable meanwhile = () -> tokens.revoke(APP, token(session), LAPTOP);
    Tokens loser =
        fixture.tokenService(
            ReuseAction.SESSION, InterruptedStore.beforePut(fixture.store, meanwhile));
    assertEquals(refused(Refusal.REVOKED), loser.refresh(APP, token(session), ALL, LAPTOP));
    assertEnded(session);
  }

  @Test
  @Requirement("REV-15")
  void whicheverIsFirstNoTokenThatWorksIsLeft() throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 1000; i++) {
        Session session = fixture.open();
        Future<RefreshResult> refresh =
            threads.submit(() -> tokens.refresh(APP, token(session), ALL, LAPTOP));
        threads.submit(() -> tokens.revoke(APP, token(session), LAPTOP)).get();
        if (refresh.get() instanceof RefreshResult.Refreshed(var given)) {
          assertFalse(sessions.acknowledge(given.accessToken().jwt()));
          assertEquals(
              refused(Refusal.REVOKED), tokens.refresh(APP, given.refreshToken(), ALL, LAPTOP));
        }
        assertEnded(session);
      }
    }
  }

  @Test
  void revokingTwiceIsToldOnce() {
    Session session = fixture.open();
    tokens.revoke(APP, token(session), LAPTOP);
    tokens.revoke(APP, fixture.accessToken(session), LAPTOP);
    assertEquals(1, fixture.events(AuditEvent.Type.SESSION_REVOKED).size());
  }
}
