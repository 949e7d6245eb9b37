package dev.rejeton.application.port.out;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.BOB;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.added;
import static dev.rejeton.application.port.out.Samples.replace;
import static dev.rejeton.application.port.out.Samples.revocation;
import static dev.rejeton.application.port.out.Samples.rotated;
import static dev.rejeton.application.port.out.Samples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How sessions end in a [SessionStore]: which ones are live, and revoking them all.
interface SessionEndingContract extends Stores {

  @Test
  @Requirement("SES-04")
  default void listsAUsersLiveSessionsTheNewestFirst() {
    List<Session> oldestFirst =
        Stream.of(1, 2, 3, 4, 5, 6).map(second -> session(ALICE, NOW.plusSeconds(second))).toList();
    // Neither in the order of their age nor in its reverse.
    for (int i : List.of(2, 0, 5, 1, 4, 3)) {
      added(this, oldestFirst.get(i));
    }
    added(this, BOB, NOW);

    assertEquals(oldestFirst.reversed(), live(NOW.plusSeconds(7)));
  }

  @Test
  default void doesNotListARevokedSession() {
    Session session = added(this, ALICE, NOW);
    replace(this, session.revoke(revocation(NOW.plusSeconds(1))));

    assertEquals(List.of(), live(NOW));
  }

  @Test
  @Requirement("SES-01")
  default void listsASessionUntilItIsIdleAndNotAtThatInstant() {
    Session session = added(this, ALICE, NOW);
    Instant idleAt = session.lifetime().idleAt();
    assertTrue(idleAt.isBefore(session.lifetime().endsAt()));

    assertEquals(List.of(session), live(idleAt.minusMillis(1)));
    assertEquals(List.of(), live(idleAt));
  }

  @Test
  @Requirement("SES-01")
  default void listsASessionUntilItsAbsoluteEndAndNotAtThatInstant() {
    Session session = added(this, session(ALICE, NOW, false));
    Instant endsAt = session.lifetime().endsAt();

    assertEquals(List.of(session), live(endsAt.minusMillis(1)));
    assertEquals(List.of(), live(endsAt));
  }

  @Test
  @Requirement("SES-03")
  default void aRotationKeepsASessionListedForLonger() {
    Session session = added(this, ALICE, NOW);
    Instant idleAt = session.lifetime().idleAt();
    Session next = rotated(session, idleAt.minusMillis(1));
    replace(this, next);

    assertEquals(List.of(next), live(idleAt));
  }

  @Test
  @Requirement({"SES-07", "LOG-01"})
  default void revokesAllOfAUsersSessionsOnceAndTellsOfEach() {
    Session first = added(this, ALICE, NOW);
    Session second = rotated(added(this, ALICE, NOW), NOW.plusSeconds(600));
    replace(this, second);
    Session others = added(this, BOB, NOW);
    Revocation because = revocation(NOW.plusSeconds(700));

    assertEquals(2, revokeAll(because));
    assertEquals(0, revokeAll(revocation(NOW.plusSeconds(800))));

    for (Session revoked : List.of(first, second)) {
      assertEquals(Optional.of(revoked.revoke(because)), sessions().find(revoked.id()));
      List<AuditEvent> events = audit().of(revoked.id());
      assertEquals(AuditEvent.revoked(revoked, because), events.getLast());
      assertEquals(revoked.version() + 2, events.size());
    }
    assertEquals(Optional.of(others), sessions().find(others.id()));
    assertEquals(1, audit().of(others.id()).size());
  }

  @Test
  @Requirement("SES-05")
  default void sparesOneSessionWhenItRevokesAll() {
    Session spared = added(this, ALICE, NOW);
    Session ended = added(this, ALICE, NOW);

    assertEquals(
        1, sessions().revokeAll(ALICE, Optional.of(spared.id()), revocation(NOW.plusSeconds(1))));

    assertEquals(List.of(spared), live(NOW));
    assertTrue(sessions().find(ended.id()).orElseThrow().revocation().isPresent());
    assertEquals(1, audit().of(spared.id()).size());
  }

  @Test
  default void aSessionKeepsTheFirstReasonItWasRevokedFor() {
    Session revoked = added(this, ALICE, NOW).revoke(revocation(NOW.plusSeconds(1)));
    replace(this, revoked);

    assertEquals(0, revokeAll(revocation(NOW.plusSeconds(2))));
    assertEquals(Optional.of(revoked), sessions().find(revoked.id()));
  }

  @Test
  default void revokesASessionThatIsOverAlready() {
    Session idle = added(this, ALICE, NOW);

    assertEquals(1, revokeAll(revocation(idle.lifetime().endsAt().plusSeconds(1))));
  }

  @Test
  @Requirement("STO-01")
  default void revokingAllDefeatsWhoeverReadASessionBefore() {
    Session read = added(this, ALICE, NOW);
    revokeAll(revocation(NOW.plusSeconds(1)));

    assertFalse(replace(this, rotated(read, NOW.plusSeconds(1))));
    assertEquals(List.of(), live(NOW));
  }

  private List<Session> live(Instant now) {
    return sessions().findLive(ALICE, now);
  }

  private int revokeAll(Revocation because) {
    return sessions().revokeAll(ALICE, Optional.empty(), because);
  }
}
