package dev.rejeton.domain;

import static dev.rejeton.domain.Rotations.BALANCED;
import static dev.rejeton.domain.Rotations.DAY;
import static dev.rejeton.domain.Rotations.HOUR;
import static dev.rejeton.domain.Rotations.assertRefused;
import static dev.rejeton.domain.Rotations.rotate;
import static dev.rejeton.domain.Rotations.rotated;
import static dev.rejeton.domain.Sample.LAPTOP;
import static dev.rejeton.domain.Sample.T0;
import static dev.rejeton.domain.Sample.at;
import static dev.rejeton.domain.Sample.logout;
import static dev.rejeton.domain.Sample.opened;
import static dev.rejeton.domain.Sample.token;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Line 2 of the decision table, by value.
class EndedSessionTest {
  @ParameterizedTest
  @EnumSource(Revocation.Reason.class)
  void isRefusedWithItsReason(Revocation.Reason reason) {
    Session ended = opened(BALANCED).revoke(new Revocation(at(1), reason, LAPTOP));
    Refusal expected =
        switch (reason) {
          case REUSE_DETECTED -> Refusal.REUSE_DETECTED;
          case USER_DISABLED -> Refusal.USER_DISABLED;
          case REPLACED_BY_LOGIN -> Refusal.REPLACED;
          case LOGOUT,
              ENDED_BY_USER,
              ENDED_BY_OPERATOR,
              ENDED_BY_CLIENT,
              CLIENT_REMOVED,
              PASSWORD_CHANGED ->
              Refusal.REVOKED;
        };
    assertRefused(expected, rotate(ended, token(0, 0), at(2)));
  }

  @Test
  void keepsItsReasonWhenItsTimeIsOverToo() {
    Session ended = opened(BALANCED).revoke(logout(at(1)));
    assertRefused(Refusal.REVOKED, rotate(ended, token(0, 0), ended.lifetime().idleAt()));
    assertRefused(Refusal.REVOKED, rotate(ended, token(0, 0), ended.lifetime().endsAt()));
  }

  @Test
  void isRefusedEvenForARetryWithinTheGracePeriod() {
    Session ended = rotated(opened(BALANCED), at(1)).revoke(logout(at(2)));
    assertRefused(Refusal.REVOKED, rotate(ended, token(0, 0), at(3)));
  }

  @Test
  void isRefusedEvenForATokenNewerThanItsRow() {
    Session ended = opened(BALANCED).revoke(logout(at(1)));
    assertRefused(Refusal.REVOKED, rotate(ended, token(1, 0), at(2)));
  }

  @Test
  void isNotRevokedAgainByAReuse() {
    Session ended = rotated(rotated(opened(BALANCED), at(1)), at(20)).revoke(logout(at(30)));
    assertRefused(Refusal.REVOKED, rotate(ended, token(0, 0), at(40)));
  }

  @Test
  @Requirement({"REF-17", "SES-01"})
  void idleEndsItAtTheInstantAndNotBefore() {
    Session session = opened(BALANCED);
    Instant idle = T0.plus(Duration.ofDays(14));
    assertEquals(1, rotated(session, idle.minusMillis(1)).family().generation());
    assertRefused(Refusal.IDLE, rotate(session, token(0, 0), idle));
  }

  @Test
  @Requirement({"REF-16", "SES-02"})
  void theAbsoluteEndNeverMovesHoweverOftenTheTokenRotates() {
    Session session = opened(BALANCED);
    Instant end = T0.plus(Duration.ofDays(90));
    for (Instant now = at(HOUR); now.isBefore(end); now = now.plusSeconds(DAY)) {
      session = rotated(session, now);
      assertEquals(end, session.lifetime().endsAt());
    }
    session = rotated(session, end.minusMillis(1));
    assertRefused(Refusal.EXPIRED, rotate(session, session.currentToken(), end));
  }

  @Test
  @Requirement("SES-02")
  void theGracePeriodDoesNotReachBeyondTheAbsoluteEnd() {
    Session session =
        BALANCED.open(
            Sample.SID, Sample.grant(), new Device("", LAPTOP), new TokenSalt(1, "s"), false, T0);
    Session next = rotated(session, at(12 * HOUR - 1));
    assertRefused(Refusal.EXPIRED, rotate(next, token(0, 0), at(12 * HOUR)));
  }

  @Test
  void aSessionNotToBeRememberedEndsAfterTwelveHours() {
    Session session =
        BALANCED.open(
            Sample.SID, Sample.grant(), new Device("", LAPTOP), new TokenSalt(1, "s"), false, T0);
    assertRefused(Refusal.EXPIRED, rotate(session, token(0, 0), at(12 * HOUR)));
    assertEquals(1, rotated(session, at(12 * HOUR - 1)).family().generation());
  }
}
