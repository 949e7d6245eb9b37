package dev.rejeton.application;

import static dev.rejeton.application.Fixture.APP;
import static dev.rejeton.application.Fixture.LAPTOP;
import static dev.rejeton.application.Fixture.token;
import static dev.rejeton.application.Fixture.tokens;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.application.UpkeepService.Retention;
import dev.rejeton.application.port.in.Sessions;
import dev.rejeton.application.port.in.Tokens;
import dev.rejeton.application.port.in.Upkeep;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.ReuseAction;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UpkeepServiceTest {
  private final Fixture fixture = new Fixture();
  private final Issuer issuer = fixture.issuer(ReuseAction.SESSION);
  private final Tokens service =
      new TokenService(issuer, fixture.store, fixture.store.audit(), fixture);
  private final Sessions sessions =
      new SessionService(
          fixture.store, issuer, fixture.confirmations, Duration.ofMinutes(15), fixture);
  private final Upkeep upkeep =
      new UpkeepService(
          fixture.store,
          fixture.store.audit(),
          fixture.confirmations,
          new Retention(Duration.ofDays(7), Duration.ofDays(30)),
          fixture);

  private Secret accessToken(Session session) {
    return issuer.issue(session, fixture.instant()).accessToken().jwt();
  }

  @Test
  void anAccessTokenSeenAtWorkIsStoredOnceAndClosesRecovery() {
    Session first = fixture.open();
    tokens(service.refresh(APP, token(first), LAPTOP));
    Session second = fixture.stored(first);
    Secret jwt = accessToken(second);
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.of(second), sessions.authenticate(jwt));
    }
    assertFalse(fixture.stored(first).family().confirmed(), "verification writes nothing");
    upkeep.storeConfirmations();
    upkeep.storeConfirmations();
    assertTrue(fixture.stored(first).family().confirmed());
    assertEquals(second.version() + 1, fixture.stored(first).version());
    assertEquals(AuditEvent.Type.TOKEN_CONFIRMED, fixture.events().getLast());
  }

  @Test
  void aConfirmationThatIsOutOfDateIsDropped() {
    Session first = fixture.open();
    sessions.authenticate(accessToken(first));
    tokens(service.refresh(APP, token(first), LAPTOP));
    Session second = fixture.stored(first);
    upkeep.storeConfirmations();
    assertEquals(second, fixture.stored(first));
  }

  @Test
  @Tag("INT-13")
  void useOfAnAccessTokenDoesNotKeepASessionAwake() {
    Session session = fixture.open();
    fixture.pass(Duration.ofMinutes(5));
    sessions.authenticate(accessToken(session));
    upkeep.storeConfirmations();
    assertEquals(session.lifetime(), fixture.stored(session).lifetime());
  }

  @Test
  @Tag("REF-32")
  @Tag("STO-09")
  void whatIsLongOverIsForgottenInBatchesAndWhatLivesIsKept() {
    for (int i = 0; i < 1201; i++) {
      fixture.open();
    }
    fixture.pass(Duration.ofDays(14).plusDays(7));
    Session live = fixture.open();
    fixture.pass(Duration.ofDays(7));
    Session last = fixture.open();
    upkeep.purge();
    assertEquals(2, fixture.store.findLive(Fixture.ADA, fixture.instant()).size());
    assertEquals(live, fixture.stored(live));
    assertEquals(last, fixture.stored(last));
    assertEquals(1203, fixture.events().size(), "events outlive their sessions");
    fixture.pass(Duration.ofDays(3));
    upkeep.purge();
    assertEquals(2, fixture.events().size());
  }

  @Test
  void aStoreThatAnswersIsReady() {
    upkeep.checkReadiness();
    assertEquals(0, fixture.events().size());
  }
}
