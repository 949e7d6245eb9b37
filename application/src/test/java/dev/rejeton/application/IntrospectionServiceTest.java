package dev.rejeton.application;

import static dev.rejeton.application.Fixture.ADA;
import static dev.rejeton.application.Fixture.APP;
import static dev.rejeton.application.Fixture.GRACE_PERIOD;
import static dev.rejeton.application.Fixture.LAPTOP;
import static dev.rejeton.application.Fixture.confidential;
import static dev.rejeton.application.Fixture.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Introspections;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.ActiveAccessToken;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.ActiveRefreshToken;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.Denied;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.Inactive;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.Throttled;
import dev.rejeton.application.port.in.Sessions.Extent;
import dev.rejeton.domain.AccessRequest;
import dev.rejeton.domain.Audience;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ReuseAction;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.Username;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is told of which token, and to whom.
class IntrospectionServiceTest {
  private static final Client WEB = confidential("web", "read write", "orders");
  private static final Client ORDERS = confidential("orders-api", "", "orders");
  private static final Client STOCK = confidential("stock-api", "", "stock");
  private static final Client OWN = confidential("own-api", "", "");
  private static final Client OWN_BY_NAME = confidential("named-api", "", "stock api");
  private static final Secret GARBAGE = new Secret("garbage");
  private static final int TURNS = 600;

  private final Fixture fixture = new Fixture();
  private final Introspections introspections =
      new IntrospectionService(
          fixture.store,
          fixture.issuer(ReuseAction.SESSION),
          fixture.verifier,
          Audience.of("api"),
          fixture);

  private Session open() {
    return fixture.open(ADA, WEB);
  }

  private IntrospectionResult introspect(Client caller, Secret token) {
    return introspections.introspect(caller, token);
  }

  private void assertInactive(Client caller, Secret token) {
    assertEquals(new Inactive(), introspect(caller, token));
  }

  private Session refreshed(Session session) {
    return Fixture.tokens(
            fixture
                .tokenService(ReuseAction.SESSION, fixture.store)
                .refresh(WEB, token(fixture.stored(session)), AccessRequest.ALL, LAPTOP))
        .session();
  }

  @Test
  void anAccessTokenIsToldOfToItsClientAndToItsAudience() {
    Session session = open();
    Secret jwt = fixture.accessToken(session);
    for (Client caller : List.of(WEB, ORDERS)) {
      var active = assertInstanceOf(ActiveAccessToken.class, introspect(caller, jwt));
      assertEquals(WEB.id(), active.claims().clientId());
      assertEquals(WEB.access(), active.claims().access());
      assertEquals(session.currentToken(), active.claims().givenWith());
    }
    for (Client caller : List.of(STOCK, OWN)) {
      assertInactive(caller, jwt);
    }
  }

  @Test
  void aTokenForTheServersOwnAudienceIsToldOfToWhomeverThatIsGranted() {
    Secret jwt = fixture.accessToken(fixture.open());
    assertInstanceOf(ActiveAccessToken.class, introspect(OWN, jwt));
    assertInactive(ORDERS, jwt);
    assertInstanceOf(ActiveAccessToken.class, introspect(OWN_BY_NAME, jwt));
  }

  @Test
  @Requirement("INT-03")
  void whateverIsWrongWithATokenTheAnswerIsTheSame() {
    Session expired = open();
    Secret expiredToken = fixture.accessToken(expired);
    fixture.pass(Duration.ofMinutes(10));
    Session revoked = open();
    fixture.sessionService(fixture.store).end(revoked, Extent.THIS, LAPTOP);
    Session live = open();
    Secret unknown = new Secret(token(live).reveal().replace(live.id().value(), "A".repeat(22)));
    Secret forged = new Secret(token(live).reveal().replace("salt", "pepper"));
    for (Secret token :
        List.of(
            expiredToken,
            fixture.accessToken(revoked),
            token(revoked),
            unknown,
            forged,
            GARBAGE,
            new Secret(""))) {
      assertInactive(WEB, token);
    }
    assertInactive(STOCK, fixture.accessToken(live));
    assertInactive(STOCK, token(live));
  }

  @Test
  @Requirement("INT-08")
  void aRefreshTokenIsToldOfToItsOwnClientAlone() {
    Session session = open();
    assertEquals(new ActiveRefreshToken(session), introspect(WEB, token(session)));
    for (Client caller : List.of(ORDERS, STOCK, OWN)) {
      assertInactive(caller, token(session));
    }
  }

  @Test
  void aRefreshTokenIsActiveIfARefreshWithItWouldBeAnswered() {
    Session first = open();
    Session second = refreshed(first);
    assertEquals(new ActiveRefreshToken(second), introspect(WEB, token(first)), "as a retry");
    fixture.pass(GRACE_PERIOD);
    assertEquals(new ActiveRefreshToken(second), introspect(WEB, token(first)), "as a recovery");
    Session third = refreshed(second);
    assertInactive(WEB, token(first));
    assertEquals(third, fixture.stored(first), "and asking is no reuse");
    assertEquals(new ActiveRefreshToken(third), introspect(WEB, token(third)));
    fixture.pass(Duration.ofDays(14));
    assertInactive(WEB, token(third));
  }

  @Test
  @Requirement("INT-12")
  void aPublicClientIsToldNothingNotEvenOfItsOwn() {
    Session session = fixture.open();
    for (Secret token : List.of(token(session), fixture.accessToken(session), GARBAGE)) {
      assertEquals(new Denied(), introspect(APP, token));
    }
  }

  @Test
  @Requirement({"INT-06", "REV-08"})
  void whatEndsASessionIsSeenByTheNextQuestion() {
    fixture.register(ADA, "Ada");
    Session loggedOut = open();
    Secret jwt = fixture.accessToken(loggedOut);
    assertInstanceOf(ActiveAccessToken.class, introspect(ORDERS, jwt));
    fixture.sessionService(fixture.store).end(loggedOut, Extent.THIS, LAPTOP);
    assertInactive(ORDERS, jwt);

    Session revoked = open();
    Secret revokedToken = fixture.accessToken(revoked);
    fixture.tokenService(ReuseAction.SESSION, fixture.store).revoke(WEB, token(revoked), LAPTOP);
    assertInactive(ORDERS, revokedToken);

    Session disabled = open();
    Secret disabledToken = fixture.accessToken(disabled);
    fixture.operatorService(fixture.store).disableUser(new Username("Ada"), LAPTOP);
    assertInactive(ORDERS, disabledToken);
    assertInactive(WEB, token(disabled));
  }

  @Test
  @Requirement({"INT-06", "REF-11"})
  void aReuseMakesTheAccessTokensOfItsSessionInactive() {
    Session first = open();
    Session second = refreshed(first);
    fixture.pass(GRACE_PERIOD);
    Session third = refreshed(second);
    List<Secret> given = List.of(fixture.accessToken(second), fixture.accessToken(third));
    fixture
        .tokenService(ReuseAction.SESSION, fixture.store)
        .refresh(WEB, token(first), AccessRequest.ALL, LAPTOP);
    given.forEach(jwt -> assertInactive(ORDERS, jwt));
  }

  @Test
  @Requirement("INT-11")
  void whoeverAsksAboutManyTokensThatAreNoneHasToWait() {
    Secret jwt = fixture.accessToken(open());
    for (int i = 0; i < TURNS; i++) {
      assertInactive(ORDERS, GARBAGE);
    }
    var throttled = new Throttled(Duration.ofMillis(100));
    assertEquals(throttled, introspect(ORDERS, GARBAGE));
    assertInstanceOf(ActiveAccessToken.class, introspect(ORDERS, jwt), "what counts is told");
    assertInstanceOf(ActiveAccessToken.class, introspect(WEB, jwt), "others do not wait");
    fixture.pass(Duration.ofMillis(100));
    assertInstanceOf(ActiveAccessToken.class, introspect(ORDERS, jwt));
    assertInactive(ORDERS, GARBAGE);
    assertEquals(throttled, introspect(ORDERS, GARBAGE));
  }

  @Test
  void questionsAboutTokensThatCountAreAsManyAsOneLikes() {
    Secret jwt = fixture.accessToken(open());
    for (int i = 0; i < 2 * TURNS; i++) {
      assertInstanceOf(ActiveAccessToken.class, introspect(ORDERS, jwt));
    }
  }

  @Test
  @Requirement("INT-13")
  void askingChangesNothing() {
    Session session = open();
    fixture.pass(Duration.ofMinutes(5));
    introspect(WEB, token(session));
    introspect(WEB, fixture.accessToken(session));
    introspect(STOCK, token(session));
    assertEquals(session, fixture.stored(session));
    assertEquals(List.of(AuditEvent.Type.SESSION_OPENED), fixture.events());
    assertEquals(Optional.empty(), fixture.end(session));
  }

  @Test
  void anAnswerOfYesConfirmsThatTheTokenArrived() {
    Session session = open();
    introspect(ORDERS, fixture.accessToken(session));
    assertEquals(List.of(session.currentToken()), List.copyOf(fixture.confirmations.drain()));
    introspect(WEB, token(session));
    assertTrue(fixture.confirmations.drain().isEmpty(), "a refresh token is not seen at work");
  }
}
