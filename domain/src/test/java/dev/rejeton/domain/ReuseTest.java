package dev.rejeton.domain;

import static dev.rejeton.domain.Rotations.BALANCED;
import static dev.rejeton.domain.Rotations.assertReused;
import static dev.rejeton.domain.Rotations.issued;
import static dev.rejeton.domain.Rotations.reused;
import static dev.rejeton.domain.Rotations.rotate;
import static dev.rejeton.domain.Rotations.rotated;
import static dev.rejeton.domain.Rotations.with;
import static dev.rejeton.domain.Sample.APP;
import static dev.rejeton.domain.Sample.ELSEWHERE;
import static dev.rejeton.domain.Sample.LAPTOP;
import static dev.rejeton.domain.Sample.at;
import static dev.rejeton.domain.Sample.opened;
import static dev.rejeton.domain.Sample.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.rejeton.Requirement;
import dev.rejeton.domain.RotationOutcome.Manner;
import dev.rejeton.domain.RotationOutcome.Reused;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Line 8 of the decision table, by value.
class ReuseTest {
  private final Session session = rotated(rotated(opened(BALANCED), at(1)), at(20));

  /// {@return a session of generation 1 whose token 1.0 was displaced by 1.1}
  private static Session recovered() {
    Session session = rotated(opened(BALANCED), at(1));
    return issued(Manner.RECOVERED, rotate(session, token(0, 0), at(60)));
  }

  @Test
  @Requirement({"REF-10", "REF-21"})
  void endsTheSessionAndTellsBothSides() {
    Reused reused = reused(BALANCED.rotate(session, token(0, 0), APP, ELSEWHERE, at(80)));
    assertEquals(
        Optional.of(new Revocation(at(80), Revocation.Reason.REUSE_DETECTED, ELSEWHERE)),
        reused.next().revocation());
    assertEquals(session.version() + 1, reused.next().version());
    assertEquals(session.family(), reused.next().family());
    assertEquals(
        new Reuse(Reuse.Kind.STALE, token(0, 0), Duration.ofSeconds(60), LAPTOP, ELSEWHERE),
        reused.reuse());
  }

  @Test
  @Requirement("REF-12")
  void everyAncestorIsDetected() {
    Session old = opened(BALANCED);
    for (int rotation = 1; rotation <= 50; rotation++) {
      old = rotated(old, at(rotation * 10));
    }
    for (int generation = 0; generation < 49; generation++) {
      assertReused(Reuse.Kind.STALE, rotate(old, token(generation, 0), at(501)));
    }
  }

  @Test
  void aDisplacedSiblingIsReuseBeforeAndAfterTheNextRotation() {
    Session recovered = recovered();
    assertReused(Reuse.Kind.SUPERSEDED, rotate(recovered, token(1, 0), at(61)));
    Session next = rotated(recovered, at(70));
    assertReused(Reuse.Kind.SUPERSEDED, rotate(next, token(1, 0), at(71)));
  }

  @Test
  void anAncestorIsNotTakenForADisplacedSibling() {
    Session next = rotated(recovered(), at(70));
    assertReused(Reuse.Kind.STALE, rotate(next, token(0, 0), at(71)));
    Session again = issued(Manner.RECOVERED, rotate(next, token(1, 1), at(120)));
    assertReused(Reuse.Kind.STALE, rotate(again, token(0, 0), at(121)));
  }

  @Test
  void isOnlyReportedWhenThePolicyObserves() {
    var observing = with(BALANCED, ReuseAction.OBSERVE, RestoredSessions.ACCEPT);
    Reused reused = reused(rotate(observing, session, token(0, 0), at(80)));
    assertSame(session, reused.next());
    assertEquals(Reuse.Kind.STALE, reused.reuse().kind());
  }

  @Test
  void endsTheSessionTooWhenThePolicyEndsAllOfTheUser() {
    var all = with(BALANCED, ReuseAction.USER, RestoredSessions.ACCEPT);
    assertEquals(
        true, reused(rotate(all, session, token(0, 0), at(80))).next().revocation().isPresent());
  }
}
