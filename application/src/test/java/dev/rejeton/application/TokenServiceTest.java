package dev.rejeton.application;

import static dev.rejeton.application.Fixture.APP;
import static dev.rejeton.application.Fixture.GRACE_PERIOD;
import static dev.rejeton.application.Fixture.LAPTOP;
import static dev.rejeton.application.Fixture.client;
import static dev.rejeton.application.Fixture.token;
import static dev.rejeton.application.Fixture.tokens;
import static dev.rejeton.domain.AccessRequest.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Tokens;
import dev.rejeton.application.port.in.Tokens.RefreshResult;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Profile;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.RestoredSessions;
import dev.rejeton.domain.ReuseAction;
import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenServiceTest {
  private final Fixture fixture = new Fixture();

  private Tokens service() {
    return fixture.tokenService(ReuseAction.SESSION, fixture.store);
  }

  private static RefreshResult refused(Refusal reason) {
    return new RefreshResult.Refused(Optional.of(reason));
  }

  @Test
  void garbageAndTokensWithoutProofAreToldNothingAndChangeNothing() {
    Session session = fixture.open();
    String genuine = token(session).reveal();
    String ofNoSession = genuine.replace(session.id().value(), "A".repeat(22));
    for (String token : List.of("garbage", genuine.replace("salt", "pepper"), ofNoSession)) {
      assertEquals(
          new RefreshResult.Refused(Optional.empty()),
          service().refresh(APP, new Secret(token), ALL, LAPTOP));
    }
    assertEquals(session, fixture.stored(session));
    assertEquals(List.of(AuditEvent.Type.SESSION_OPENED), fixture.events());
  }

  @Test
  @Requirement("REF-14")
  void whatHappensIsToldOnce() {
    Session session = fixture.open();
    Secret first = token(session);
    service().refresh(APP, first, ALL, LAPTOP);
    service().refresh(APP, first, ALL, LAPTOP);
    service().refresh(client("other"), first, ALL, LAPTOP);
    fixture.pass(Duration.ofSeconds(11));
    service().refresh(APP, first, ALL, LAPTOP);
    fixture.pass(GRACE_PERIOD);
    service().refresh(APP, token(fixture.stored(session)), ALL, LAPTOP);
    service().refresh(APP, first, ALL, new Origin("198.51.100.9", "curl"));
    service().refresh(APP, first, ALL, LAPTOP);
    assertEquals(
        List.of(
            AuditEvent.Type.SESSION_OPENED,
            AuditEvent.Type.TOKEN_ROTATED,
            AuditEvent.Type.TOKEN_RETRIED,
            AuditEvent.Type.TOKEN_REFUSED,
            AuditEvent.Type.TOKEN_RECOVERED,
            AuditEvent.Type.TOKEN_ROTATED,
            AuditEvent.Type.REUSE_DETECTED),
        fixture.events());
    AuditEvent reuse = fixture.store.events().get(6);
    assertEquals("198.51.100.9", reuse.origin().ipAddress());
    assertEquals("192.0.2.1", reuse.detail().get("answered_ip_address"));
  }

  @Test
  void theCurrentTokenSentAgainAtOnceIsToldOnlyIfItComesFromElsewhere() {
    Session session = fixture.open();
    Session current = tokens(service().refresh(APP, token(session), ALL, LAPTOP)).session();
    var elsewhere = new Origin("198.51.100.9", "curl");
    for (Origin origin : List.of(LAPTOP, LAPTOP, elsewhere)) {
      assertEquals(current, tokens(service().refresh(APP, token(current), ALL, origin)).session());
    }
    AuditEvent told = fixture.events(AuditEvent.Type.TOKEN_RETRIED).getFirst();
    assertEquals(1, fixture.events(AuditEvent.Type.TOKEN_RETRIED).size());
    assertEquals(elsewhere, told.origin());
    assertEquals(Map.of("presented", "current"), told.detail());
  }

  @Test
  @Requirement("REF-04")
  void aTokenFromAnotherClientIsToldByItsOwnNameAndIsNotUsedUp() {
    Session first = fixture.open();
    Secret replaced = token(first);
    Session second = tokens(service().refresh(APP, replaced, ALL, LAPTOP)).session();
    assertEquals(
        refused(Refusal.OTHER_CLIENT), service().refresh(client("other"), replaced, ALL, LAPTOP));
    AuditEvent told = fixture.store.events().getLast();
    assertEquals(Optional.of(first.currentToken()), told.token());
    assertEquals(Map.of("reason", "OTHER_CLIENT"), told.detail());
    assertEquals(second, fixture.stored(first));
    fixture.pass(GRACE_PERIOD);
    fixture.refreshed(second);
  }

  @Test
  void aTokenNewerThanARestoredRowIsToldByItsOwnName() {
    Session session = fixture.open();
    RotationPolicy strict = Profile.STRICT.policy();
    var refusing =
        new RotationPolicy(
            strict.timeouts(),
            strict.gracePeriod(),
            strict.recoveryWindow(),
            strict.recoveryLimit(),
            strict.reuseAction(),
            RestoredSessions.REFUSE);
    var issuer =
        new Issuer(
            refusing, new ClearRefreshTokens(), new ClearAccessTokens(), new ClearCsrfTokens());
    Tokens service = new TokenService(issuer, fixture.store, fixture.store.audit(), fixture);
    var newer = new RefreshToken(session.id(), 7, 1);
    Secret presented = new ClearRefreshTokens().seal(newer, session.salt());
    assertEquals(refused(Refusal.NEWER_THAN_STORED), service.refresh(APP, presented, ALL, LAPTOP));
    AuditEvent told = fixture.store.events().getLast();
    assertEquals(Optional.of(newer), told.token());
    assertEquals(Map.of("reason", "NEWER_THAN_STORED"), told.detail());
  }

  @Test
  void aSessionThatIsOverIsRefusedInSilence() {
    Session session = fixture.open();
    fixture.pass(Duration.ofDays(14));
    assertEquals(refused(Refusal.IDLE), service().refresh(APP, token(session), ALL, LAPTOP));
    fixture.pass(Duration.ofDays(76));
    assertEquals(refused(Refusal.EXPIRED), service().refresh(APP, token(session), ALL, LAPTOP));
    assertEquals(List.of(AuditEvent.Type.SESSION_OPENED), fixture.events());
  }

  @Test
  void observingReportsAReuseAndEndsNothing() {
    Session session = fixture.open();
    Tokens observing = fixture.tokenService(ReuseAction.OBSERVE, fixture.store);
    tokens(observing.refresh(APP, token(session), ALL, LAPTOP));
    fixture.pass(GRACE_PERIOD);
    tokens(observing.refresh(APP, token(fixture.stored(session)), ALL, LAPTOP));
    assertEquals(
        refused(Refusal.REUSE_DETECTED), observing.refresh(APP, token(session), ALL, LAPTOP));
    assertEquals(AuditEvent.Type.REUSE_DETECTED, fixture.events().getLast());
    fixture.pass(GRACE_PERIOD);
    tokens(observing.refresh(APP, token(fixture.stored(session)), ALL, LAPTOP));
  }

  @Test
  void aReuseCanEndEverySessionOfTheUser() {
    Session session = fixture.open();
    Session other = fixture.open();
    Tokens all = fixture.tokenService(ReuseAction.USER, fixture.store);
    tokens(all.refresh(APP, token(session), ALL, LAPTOP));
    fixture.pass(GRACE_PERIOD);
    tokens(all.refresh(APP, token(fixture.stored(session)), ALL, LAPTOP));
    assertEquals(refused(Refusal.REUSE_DETECTED), all.refresh(APP, token(session), ALL, LAPTOP));
    assertTrue(fixture.stored(session).revocation().isPresent());
    assertTrue(fixture.stored(other).revocation().isPresent());
    assertTrue(fixture.events().contains(AuditEvent.Type.REUSE_DETECTED));
  }
}
