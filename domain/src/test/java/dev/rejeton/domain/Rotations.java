package dev.rejeton.domain;

import static dev.rejeton.domain.Sample.APP;
import static dev.rejeton.domain.Sample.LAPTOP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rejeton.domain.RotationOutcome.Issued;
import dev.rejeton.domain.RotationOutcome.Manner;
import dev.rejeton.domain.RotationOutcome.Refused;
import dev.rejeton.domain.RotationOutcome.Reused;
import java.time.Instant;

/// How the tests of this package present a token, and what they expect to become of it.
final class Rotations {
  static final RotationPolicy BALANCED = Profile.BALANCED.policy();
  static final long HOUR = 3600;
  static final long DAY = 24 * HOUR;

  private Rotations() {}

  static RotationOutcome rotate(
      RotationPolicy policy, Session session, RefreshToken presented, Instant now) {
    return policy.rotate(session, presented, APP, LAPTOP, now);
  }

  static RotationOutcome rotate(Session session, RefreshToken presented, Instant now) {
    return rotate(BALANCED, session, presented, now);
  }

  /// {@return the session after its current token was rotated}
  static Session rotated(Session session, Instant now) {
    return issued(Manner.ROTATED, rotate(session, session.currentToken(), now));
  }

  static Session issued(Manner manner, RotationOutcome outcome) {
    Issued issued = assertInstanceOf(Issued.class, outcome);
    assertEquals(manner, issued.manner());
    return issued.next();
  }

  static Reused reused(RotationOutcome outcome) {
    return assertInstanceOf(Reused.class, outcome);
  }

  static void assertReused(Reuse.Kind kind, RotationOutcome outcome) {
    assertEquals(kind, reused(outcome).reuse().kind());
  }

  static void assertRefused(Refusal reason, RotationOutcome outcome) {
    assertEquals(new Refused(reason), outcome);
  }

  static RotationPolicy with(
      RotationPolicy policy, ReuseAction reuseAction, RestoredSessions restoredSessions) {
    return new RotationPolicy(
        policy.timeouts(),
        policy.gracePeriod(),
        policy.recoveryWindow(),
        policy.recoveryLimit(),
        reuseAction,
        restoredSessions);
  }
}
