package dev.rejeton.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.UpkeepService.Retention;
import dev.rejeton.application.port.in.Sessions;
import dev.rejeton.application.port.in.Upkeep;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpkeepServiceTest {
  private final Fixture fixture = new Fixture();
  private final Sessions sessions = fixture.sessionService(fixture.store);
  private final Upkeep upkeep = upkeep(fixture.store);

  private Upkeep upkeep(SessionStore store) {
    return new UpkeepService(
        store,
        fixture.store.audit(),
        fixture.verifier,
        fixture.store.denials(),
        new Retention(Duration.ofDays(7), Duration.ofDays(30)),
        fixture);
  }

  @Test
  void anAccessTokenSeenAtWorkIsStoredOnceAndClosesRecovery() {
    Session first = fixture.open();
    Session second = fixture.refreshed(first);
    Secret jwt = fixture.accessToken(second);
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
  void anOlderAccessTokenSeenAfterItDoesNotUndoAConfirmation() {
    Session first = fixture.open();
    Secret older = fixture.accessToken(first);
    Session second = fixture.refreshed(first);
    sessions.authenticate(fixture.accessToken(second));
    sessions.authenticate(older);
    upkeep.storeConfirmations();
    assertTrue(fixture.stored(first).family().confirmed());
  }

  @Test
  void aConfirmationThatIsOutOfDateIsDropped() {
    Session first = fixture.open();
    sessions.authenticate(fixture.accessToken(first));
    Session second = fixture.refreshed(first);
    upkeep.storeConfirmations();
    assertEquals(second, fixture.stored(first));
  }

  @Test
  void aConfirmationThatLosesToARefreshIsDropped() {
    Session first = fixture.open();
    sessions.authenticate(fixture.accessToken(first));
    upkeep(InterruptedStore.beforePut(fixture.store, () -> fixture.refreshed(first)))
        .storeConfirmations();
    assertEquals(1, fixture.stored(first).family().generation());
    assertFalse(fixture.stored(first).family().confirmed());
  }

  @Test
  void aSessionThatHasEndedIsNotConfirmed() {
    Session session = fixture.open();
    sessions.authenticate(fixture.accessToken(session));
    sessions.end(session, Sessions.Extent.THIS, Fixture.LAPTOP);
    Session ended = fixture.stored(session);
    upkeep.storeConfirmations();
    assertEquals(ended, fixture.stored(session));
  }

  @Test
  @Requirement("INT-13")
  void useOfAnAccessTokenDoesNotKeepASessionAwake() {
    Session session = fixture.open();
    fixture.pass(Duration.ofMinutes(5));
    sessions.authenticate(fixture.accessToken(session));
    upkeep.storeConfirmations();
    assertEquals(session.lifetime(), fixture.stored(session).lifetime());
  }

  @Test
  @Requirement({"REF-32", "STO-09"})
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

  @Test
  void aStoreThatIsOutOfReachIsNotReady() {
    Runnable failure =
        () -> {
          throw new UncheckedIOException(new IOException("out of reach"));
        };
    Upkeep unready = upkeep(InterruptedStore.beforePut(fixture.store, failure));
    assertThrows(UncheckedIOException.class, unready::checkReadiness);
  }
}
