package dev.rejeton.application.port.out;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.PHONE;
import static dev.rejeton.application.port.out.Samples.added;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.replace;
import static dev.rejeton.application.port.out.Samples.revocation;
import static dev.rejeton.application.port.out.Samples.rotated;
import static dev.rejeton.application.port.out.Samples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [SessionStore] keeps to, whatever it stores in.
public interface SessionStoreContract
    extends SessionOpeningContract,
        SessionFieldsContract,
        SessionEndingContract,
        SessionPurgeContract,
        SessionRaceContract {

  @Test
  default void findsWhatWasAdded() {
    Session session = added(this, ALICE, NOW);
    added(this, ALICE, NOW);

    assertEquals(Optional.of(session), sessions().find(session.id()));
  }

  @Test
  default void doesNotFindAnUnknownSession() {
    added(this, ALICE, NOW);

    assertEquals(Optional.empty(), sessions().find(Samples.randomId()));
  }

  @Test
  default void neverAddsASecondSessionOfTheSameId() {
    Session session = added(this, ALICE, NOW);
    Session second = session.confirm();

    assertThrows(RuntimeException.class, () -> Samples.opens(this, second, Optional.empty()));
    assertEquals(Optional.of(session), sessions().find(session.id()));
    assertEquals(1, audit().of(session.id()).size());
  }

  @Test
  @Requirement({"REF-15", "STO-01"})
  default void replacesTheVersionBeforeAndNoOther() {
    Session opened = added(this, ALICE, NOW);
    Session bystander = added(this, ALICE, NOW);
    Session first = rotated(opened, NOW.plusSeconds(600));
    Session second = rotated(first, NOW.plusSeconds(1200));

    assertFalse(replace(this, second), "a version ahead");
    assertTrue(replace(this, first));
    assertFalse(replace(this, first), "the same version again");
    assertTrue(replace(this, second));
    assertFalse(replace(this, first), "a version behind");
    assertEquals(Optional.of(second), sessions().find(opened.id()));
    assertEquals(Optional.of(bystander), sessions().find(bystander.id()));
  }

  @Test
  default void replacesNothingThatIsNotThere() {
    Session next = rotated(session(ALICE, NOW), NOW.plusSeconds(600));

    assertFalse(replace(this, next));
    assertEquals(Optional.empty(), sessions().find(next.id()));
    assertEquals(List.of(), audit().of(next.id()));
  }

  @Test
  @Requirement("LOG-01")
  default void storesAnEventWithEveryChangeAndNoneWithALostOne() {
    Session opened = added(this, ALICE, NOW);
    Session winner = rotated(opened, NOW.plusSeconds(600));
    Session loser = opened.revoke(revocation(NOW.plusSeconds(600)));

    assertTrue(sessions().replace(winner, event(winner, Type.TOKEN_ROTATED)));
    assertFalse(sessions().replace(loser, event(loser, Type.SESSION_REVOKED)));

    assertEquals(Optional.of(winner), sessions().find(opened.id()));
    assertEquals(
        List.of(event(opened, Type.SESSION_OPENED), event(winner, Type.TOKEN_ROTATED)),
        audit().of(opened.id()));
  }

  @Test
  @Requirement("HDR-22")
  default void aProbeChangesNothing() {
    Session session = added(this, ALICE, NOW);

    sessions().probe();

    assertEquals(Optional.of(session), sessions().find(session.id()));
    assertEquals(1, audit().of(session.id()).size());
  }

  @Test
  @Requirement("STO-02")
  default void keepsSessionsWhenReopened() {
    Session opened = added(this, ALICE, NOW);
    Session next = rotated(opened, NOW.plus(Duration.ofDays(1)));
    assertTrue(replace(this, next));

    reopen();

    assertEquals(Optional.of(next), sessions().find(next.id()));
    assertEquals(2, audit().of(next.id()).size());
    assertEquals(PHONE, next.device().loggedInFrom());
  }
}
