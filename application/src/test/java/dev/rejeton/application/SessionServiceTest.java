package dev.rejeton.application;

import static dev.rejeton.application.Fixture.APP;
import static dev.rejeton.application.Fixture.BOB;
import static dev.rejeton.application.Fixture.GRACE_PERIOD;
import static dev.rejeton.application.Fixture.LAPTOP;
import static dev.rejeton.application.Fixture.token;
import static dev.rejeton.domain.AccessRequest.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Sessions;
import dev.rejeton.application.port.in.Sessions.Extent;
import dev.rejeton.application.port.in.Tokens;
import dev.rejeton.domain.ReuseAction;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which session a token names, and which sessions a user sees.
class SessionServiceTest {
  private final Fixture fixture = new Fixture();
  private final Sessions sessions = fixture.sessionService(fixture.store);
  private final Tokens tokens = fixture.tokenService(ReuseAction.SESSION, fixture.store);

  @Test
  void anAccessTokenNamesItsLiveSessionAndItsUseIsNotStored() {
    Session session = fixture.open();
    Secret jwt = fixture.accessToken(session);
    assertEquals(Optional.of(session), sessions.authenticate(jwt));
    Session refreshed = fixture.refreshed(session);
    assertEquals(Optional.of(refreshed), sessions.authenticate(jwt), "it was not displaced");
    assertEquals(refreshed, fixture.stored(session));
  }

  @Test
  void anExpiredAccessTokenNamesNone() {
    Session session = fixture.open();
    Secret jwt = fixture.accessToken(session);
    fixture.pass(Duration.ofMinutes(10));
    assertTrue(fixture.stored(session).isLive(fixture.instant()));
    assertEquals(Optional.empty(), sessions.authenticate(jwt));
  }

  @Test
  @Requirement("REF-28")
  void neitherGarbageNorARefreshTokenIsAnAccessToken() {
    Session session = fixture.open();
    assertEquals(Optional.empty(), sessions.authenticate(new Secret("garbage")));
    assertEquals(Optional.empty(), sessions.authenticate(token(session)));
  }

  @Test
  @Requirement("JWT-18")
  void anAccessTokenOfARevokedSessionIsRefusedAtOnce() {
    Session session = fixture.open();
    Secret jwt = fixture.accessToken(session);
    sessions.end(session, Extent.THIS, LAPTOP);
    assertEquals(Optional.empty(), sessions.authenticate(jwt));
  }

  @Test
  void anAccessTokenOfASessionThatIsOverOrForgottenIsRefused() {
    Session session = fixture.open();
    Secret jwt = ClearAccessTokens.givenWith(token(session), session.lifetime().endsAt());
    fixture.pass(Duration.ofDays(14).minusMillis(1));
    assertEquals(Optional.of(session), sessions.authenticate(jwt));
    fixture.pass(Duration.ofMillis(1));
    assertEquals(Optional.empty(), sessions.authenticate(jwt));
    fixture.store.purge(fixture.instant().plusMillis(1), 10);
    assertEquals(Optional.empty(), fixture.store.find(session.id()));
    assertEquals(Optional.empty(), sessions.authenticate(jwt));
  }

  @Test
  @Requirement("JWT-18")
  void accessTokensFromBeforeARecoveryAreRefusedForGood() {
    Session first = fixture.open();
    Session displaced = fixture.refreshed(first);
    List<Secret> before = List.of(fixture.accessToken(first), fixture.accessToken(displaced));
    fixture.pass(Duration.ofSeconds(11));
    Session recovered = Fixture.tokens(tokens.refresh(APP, token(first), ALL, LAPTOP)).session();
    assertEquals(1, recovered.family().variant(), "the answer was lost");
    Secret since = fixture.accessToken(recovered);
    for (int refreshes = 0; refreshes < 3; refreshes++) {
      for (Secret jwt : before) {
        assertEquals(Optional.empty(), sessions.authenticate(jwt));
      }
      assertEquals(Optional.of(fixture.stored(first)), sessions.authenticate(since));
      fixture.pass(GRACE_PERIOD);
      fixture.refreshed(first);
    }
  }

  @Test
  @Requirement("REV-11")
  void aRefreshTokenOfAnyGenerationNamesItsSession() {
    Session session = fixture.open();
    Secret stale = token(session);
    Secret previous = token(fixture.refreshed(session));
    fixture.pass(GRACE_PERIOD);
    Session current = fixture.refreshed(session);
    for (Secret token : List.of(stale, previous, token(current))) {
      assertEquals(Optional.of(current), sessions.holding(token));
    }
  }

  @Test
  void anAccessTokenIsEnoughToHoldASessionExpiredOrNot() {
    Session session = fixture.open();
    Secret jwt = fixture.accessToken(session);
    assertEquals(Optional.of(session), sessions.holding(jwt));
    fixture.pass(Duration.ofDays(1));
    assertEquals(Optional.of(session), sessions.holding(jwt));
  }

  @Test
  void whatIsNoTokenOfOursHoldsNothing() {
    Session session = fixture.open();
    String otherSalt = token(session).reveal().replace("salt", "pepper");
    for (String garbage : List.of("", "garbage", otherSalt)) {
      assertEquals(Optional.empty(), sessions.holding(new Secret(garbage)));
    }
    fixture.pass(Duration.ofDays(15));
    fixture.store.purge(fixture.instant(), 10);
    assertEquals(Optional.empty(), sessions.holding(token(session)), "it is forgotten");
  }

  @Test
  @Requirement("SES-04")
  void aUserSeesTheirOwnLiveSessionsTheNewestFirst() {
    fixture.open();
    fixture.pass(Duration.ofDays(14));
    Session older = fixture.open();
    fixture.open(BOB);
    fixture.pass(Duration.ofMinutes(1));
    sessions.end(fixture.open(), Extent.THIS, LAPTOP);
    fixture.pass(Duration.ofMinutes(1));
    Session newer = fixture.open();
    assertEquals(List.of(newer, older), sessions.list(older));
  }

  @Test
  @Requirement("JWT-18")
  void anAccessTokenIsAcknowledgedForAsLongAsItCounts() {
    Session session = fixture.open();
    Secret jwt = fixture.accessToken(session);
    assertTrue(sessions.acknowledge(jwt));
    assertFalse(sessions.acknowledge(token(session)));
    assertFalse(sessions.acknowledge(new Secret("garbage")));
    assertEquals(List.of(session.currentToken()), List.copyOf(fixture.confirmations.drain()));
    sessions.end(session, Extent.THIS, LAPTOP);
    assertFalse(sessions.acknowledge(jwt));
    Secret other = fixture.accessToken(fixture.open());
    fixture.pass(Duration.ofMinutes(10));
    assertFalse(sessions.acknowledge(other));
  }

  @Test
  @Requirement("CSR-09")
  void aCsrfTokenIsThatOfTheSessionOfTheRefreshToken() {
    Session session = fixture.open();
    Session other = fixture.open();
    Secret csrf = new ClearCsrfTokens().of(session.id());
    assertTrue(sessions.isCsrfToken(csrf, token(session)));
    assertTrue(sessions.isCsrfToken(csrf, token(fixture.refreshed(session))), "all its life");
    assertFalse(sessions.isCsrfToken(csrf, token(other)));
    assertFalse(sessions.isCsrfToken(new Secret("garbage"), token(session)));
    assertFalse(sessions.isCsrfToken(csrf, new Secret("garbage")));
  }
}
