package dev.rejeton.application;

import static dev.rejeton.application.Fixture.APP;
import static dev.rejeton.application.Fixture.GRACE_PERIOD;
import static dev.rejeton.application.Fixture.LAPTOP;
import static dev.rejeton.application.Fixture.token;
import static dev.rejeton.application.Fixture.tokens;
import static dev.rejeton.domain.AccessRequest.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.application.port.in.IssuedTokens;
import dev.rejeton.application.port.in.Tokens;
import dev.rejeton.application.port.in.Tokens.RefreshResult;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.ReuseAction;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Session;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What else happens to a session while one of its tokens is being replaced.
class RefreshRaceTest {
  private final Fixture fixture = new Fixture();

  private Tokens service() {
    return fixture.tokenService(ReuseAction.SESSION, fixture.store);
  }

  private static RefreshResult refused(Refusal reason) {
    return new RefreshResult.Refused(Optional.of(reason));
  }

  private Tokens interruptedBy(Runnable meanwhile) {
    return fixture.tokenService(
        ReuseAction.SESSION, InterruptedStore.beforePut(fixture.store, meanwhile));
  }

  @Test
  void theLoserOfARaceGetsWhatTheWinnerGot() {
    Session session = fixture.open();
    AtomicReference<IssuedTokens> winner = new AtomicReference<>();
    Tokens loser =
        interruptedBy(
            () -> winner.set(tokens(service().refresh(APP, token(session), ALL, LAPTOP))));
    IssuedTokens tokens = tokens(loser.refresh(APP, token(session), ALL, LAPTOP));
    assertEquals(winner.get().refreshToken().reveal(), tokens.refreshToken().reveal());
    assertEquals(1, fixture.stored(session).version());
  }

  @Test
  void aRefreshThatLosesToARevocationMintsNothing() {
    Session session = fixture.open();
    var logout = new Revocation(fixture.instant(), Revocation.Reason.LOGOUT, LAPTOP);
    Tokens loser = interruptedBy(() -> new Revocations(fixture.store).revoke(session.id(), logout));
    assertEquals(refused(Refusal.REVOKED), loser.refresh(APP, token(session), ALL, LAPTOP));
  }

  @Test
  void aReuseThatLosesToARotationIsStillAReuse() {
    Session first = fixture.open();
    tokens(service().refresh(APP, token(first), ALL, LAPTOP));
    fixture.pass(GRACE_PERIOD);
    Session second = fixture.stored(first);
    tokens(service().refresh(APP, token(second), ALL, LAPTOP));
    fixture.pass(GRACE_PERIOD);
    Session third = fixture.stored(first);
    Tokens loser = interruptedBy(() -> tokens(service().refresh(APP, token(third), ALL, LAPTOP)));
    assertEquals(refused(Refusal.REUSE_DETECTED), loser.refresh(APP, token(first), ALL, LAPTOP));
    assertTrue(fixture.stored(first).revocation().isPresent());
  }

  @Test
  void aSessionPurgedMeanwhileIsUnknown() {
    Session session = fixture.open();
    Tokens loser =
        interruptedBy(() -> fixture.store.purge(session.lifetime().endsAt().plusMillis(1), 10));
    assertEquals(
        new RefreshResult.Refused(Optional.empty()),
        loser.refresh(APP, token(session), ALL, LAPTOP));
  }

  @Test
  void aProcessThatDiesWhileEndingEverySessionLeavesTheReuseToBeDetectedAgain() {
    Session session = fixture.open();
    Session other = fixture.open();
    tokens(service().refresh(APP, token(session), ALL, LAPTOP));
    fixture.pass(GRACE_PERIOD);
    tokens(service().refresh(APP, token(fixture.stored(session)), ALL, LAPTOP));
    Runnable death =
        () -> {
          throw new IllegalStateException("kill -9");
        };
    Tokens dying =
        fixture.tokenService(ReuseAction.USER, InterruptedStore.beforePut(fixture.store, death));
    assertThrows(
        IllegalStateException.class, () -> dying.refresh(APP, token(session), ALL, LAPTOP));
    assertTrue(fixture.stored(other).revocation().isPresent());
    assertFalse(fixture.stored(session).revocation().isPresent());
    assertEquals(
        refused(Refusal.REUSE_DETECTED),
        fixture
            .tokenService(ReuseAction.USER, fixture.store)
            .refresh(APP, token(session), ALL, LAPTOP));
  }

  @Test
  void aRetryAfterAFailedSignatureGetsTheAnswerThatWasOwed() {
    Session session = fixture.open();
    var failing =
        new Issuer(
            Fixture.policy(ReuseAction.SESSION),
            new ClearRefreshTokens(),
            new FailingAccessTokens(),
            new ClearCsrfTokens());
    Tokens broken = new TokenService(failing, fixture.store, fixture.store.audit(), fixture);
    assertThrows(
        IllegalStateException.class, () -> broken.refresh(APP, token(session), ALL, LAPTOP));
    assertEquals(1, fixture.stored(session).family().generation());
    IssuedTokens owed = tokens(service().refresh(APP, token(session), ALL, LAPTOP));
    assertEquals(1, owed.session().family().generation());
  }
}
