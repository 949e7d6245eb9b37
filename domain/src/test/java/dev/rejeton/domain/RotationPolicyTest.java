package dev.rejeton.domain;

import static dev.rejeton.domain.Rotations.BALANCED;
import static dev.rejeton.domain.Rotations.DAY;
import static dev.rejeton.domain.Rotations.HOUR;
import static dev.rejeton.domain.Rotations.assertRefused;
import static dev.rejeton.domain.Rotations.assertReused;
import static dev.rejeton.domain.Rotations.issued;
import static dev.rejeton.domain.Rotations.rotate;
import static dev.rejeton.domain.Rotations.rotated;
import static dev.rejeton.domain.Rotations.with;
import static dev.rejeton.domain.Sample.APP;
import static dev.rejeton.domain.Sample.ELSEWHERE;
import static dev.rejeton.domain.Sample.LAPTOP;
import static dev.rejeton.domain.Sample.T0;
import static dev.rejeton.domain.Sample.at;
import static dev.rejeton.domain.Sample.logout;
import static dev.rejeton.domain.Sample.opened;
import static dev.rejeton.domain.Sample.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.rejeton.Requirement;
import dev.rejeton.domain.RotationOutcome.Manner;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Lines 1, 3 and 4 of the decision table, by value. Line 2 is in `EndedSessionTest`, 5 to 7 are in
/// `PreviousTokenTest`, 8 is in `ReuseTest`.
class RotationPolicyTest {
  @Nested
  class ANewSession {
    @Test
    void beginsItsFamilyWithTheFirstToken() {
      Session session = opened(BALANCED);
      assertEquals(
          new TokenFamily(0, 0, 0, T0, LAPTOP, Optional.empty(), 0, false, 0, 0), session.family());
      assertEquals(token(0, 0), session.currentToken());
      assertEquals(0, session.version());
    }

    @Test
    void lastsAsLongAsItsTimeouts() {
      assertEquals(
          new Lifetime(T0, T0.plus(Duration.ofDays(90)), T0.plus(Duration.ofDays(14)), true),
          opened(BALANCED).lifetime());
    }
  }

  @Nested
  class AnotherClient {
    @Test
    @Requirement("REF-04")
    void isRefusedAndTheTokenIsNotConsumed() {
      Session session = opened(BALANCED);
      var other = new ClientId("other");
      assertRefused(
          Refusal.OTHER_CLIENT,
          BALANCED.rotate(session, session.currentToken(), other, LAPTOP, at(1)));
      assertEquals(token(1, 0), rotated(session, at(2)).currentToken());
    }

    @Test
    @Requirement("REF-04")
    void isRefusedBeforeAnythingElseIsLookedAt() {
      Session session = rotated(rotated(opened(BALANCED), at(1)), at(20));
      var other = new ClientId("other");
      assertRefused(
          Refusal.OTHER_CLIENT, BALANCED.rotate(session, token(0, 0), other, LAPTOP, at(30)));
    }
  }

  @Nested
  class ARestoredRow {
    private final Session older = rotated(opened(BALANCED), at(1));

    @ParameterizedTest
    @CsvSource({"2, 0", "7, 2", "1, 1"})
    void isFastForwardedToTheTokenByDefault(int generation, int variant) {
      Session next = issued(Manner.RESTORED, rotate(older, token(generation, variant), at(2)));
      assertEquals(token(generation + 1, 0), next.currentToken());
      assertEquals(variant, next.family().previousVariant());
      assertEquals(older.version() + 1, next.version());
      assertSame(next, issued(Manner.RETRIED, rotate(next, token(generation, variant), at(3))));
    }

    @Test
    void isRefusedByPolicyAndNothingChanges() {
      var refusing = with(BALANCED, BALANCED.reuseAction(), RestoredSessions.REFUSE);
      assertRefused(Refusal.NEWER_THAN_STORED, rotate(refusing, older, token(2, 0), at(2)));
    }
  }

  @Nested
  class TheCurrentToken {
    @ParameterizedTest
    @EnumSource(Profile.class)
    @Requirement("REF-01")
    void isReplacedByTheNextGeneration(Profile profile) {
      RotationPolicy policy = profile.policy();
      Session session = opened(policy);
      Session next =
          issued(
              Manner.ROTATED,
              policy.rotate(session, session.currentToken(), APP, ELSEWHERE, at(60)));
      assertEquals(
          new TokenFamily(1, 0, 0, at(60), ELSEWHERE, Optional.empty(), 0, false, 0, 0),
          next.family());
      assertEquals(at(60).plus(policy.timeouts().idle()), next.lifetime().idleAt());
      assertEquals(session.lifetime().endsAt(), next.lifetime().endsAt());
      assertEquals(1, next.version());
      assertEquals(session.grant(), next.grant());
    }

    @Test
    void idleNeverOutlivesTheAbsoluteEnd() {
      Session session = opened(BALANCED);
      for (int day = 10; day < 90; day += 10) {
        session = rotated(session, at(day * DAY));
      }
      assertEquals(session.lifetime().endsAt(), session.lifetime().idleAt());
    }

    @Test
    void isNotReplacedAgainWithinTheGracePeriodOfTheRefreshThatGaveIt() {
      Session session = rotated(opened(BALANCED), at(1));
      assertSame(session, issued(Manner.RETRIED, rotate(session, token(1, 0), at(1))));
      Instant last = at(11).minusMillis(1);
      assertSame(session, issued(Manner.RETRIED, rotate(session, token(1, 0), last)));
      assertEquals(token(2, 0), rotated(session, at(11)).currentToken());
    }

    @Test
    void isNotReplacedAgainWithinTheGracePeriodOfTheRecoveryThatGaveIt() {
      Session recovered =
          issued(Manner.RECOVERED, rotate(rotated(opened(BALANCED), at(1)), token(0, 0), at(60)));
      assertSame(recovered, issued(Manner.RETRIED, rotate(recovered, token(1, 1), at(69))));
      assertEquals(token(2, 0), rotated(recovered, at(70)).currentToken());
    }

    @Test
    @Requirement("REF-01")
    void ofALoginIsReplacedHoweverSoon() {
      assertEquals(token(1, 0), rotated(opened(BALANCED), at(0)).currentToken());
    }

    @Test
    void leavesNoSlowTabTwoGenerationsBehind() {
      Session session = rotated(opened(BALANCED), at(1));
      Session quick = issued(Manner.RETRIED, rotate(session, token(1, 0), at(1).plusMillis(100)));
      assertSame(quick, issued(Manner.RETRIED, rotate(quick, token(0, 0), at(2))));
    }

    @Test
    void twoRotationsInOneMillisecondAreTwoGenerationsUnderStrict() {
      RotationPolicy strict = Profile.STRICT.policy();
      Session first = issued(Manner.ROTATED, rotate(strict, opened(strict), token(0, 0), at(1)));
      Session second = issued(Manner.ROTATED, rotate(strict, first, token(1, 0), at(1)));
      assertEquals(token(2, 0), second.currentToken());
    }

    @Test
    void afterARecoveryTheRecoveredSiblingIsThePreviousOne() {
      Session recovered =
          issued(Manner.RECOVERED, rotate(rotated(opened(BALANCED), at(1)), token(0, 0), at(60)));
      Session next = rotated(recovered, at(120));
      assertEquals(1, next.family().previousVariant());
      assertEquals(token(2, 0), next.currentToken());
      assertSame(next, issued(Manner.RETRIED, rotate(next, token(1, 1), at(121))));
    }
  }

  @Nested
  class AClockThatStepsBack {
    @Test
    @Requirement("REF-33")
    void isTakenToStandAtTheLastRotation() {
      Session session = rotated(opened(BALANCED), at(1000));
      assertSame(session, issued(Manner.RETRIED, rotate(session, token(0, 0), at(700))));
      Session next = rotated(session, at(700));
      assertEquals(at(1000), next.family().rotatedAt());
      assertSame(next, issued(Manner.RETRIED, rotate(next, token(1, 0), at(400))));
    }

    @Test
    void stopsNoRotationIfItWasFarAhead() {
      Session session = rotated(opened(BALANCED), at(10 * DAY));
      Instant justBehind = at(10 * DAY - 10).plusMillis(1);
      assertSame(session, issued(Manner.RETRIED, rotate(session, token(1, 0), justBehind)));
      Session next = rotated(session, at(10 * DAY - 10));
      assertReused(Reuse.Kind.STALE, rotate(next, token(0, 0), at(HOUR)));
    }

    @Test
    void isTakenToStandAtTheLastRecovery() {
      Session recovered =
          issued(
              Manner.RECOVERED, rotate(rotated(opened(BALANCED), at(100)), token(0, 0), at(500)));
      assertSame(recovered, issued(Manner.RETRIED, rotate(recovered, token(0, 0), at(300))));
      assertEquals(at(500), rotated(recovered, at(300)).family().rotatedAt());
    }

    @Test
    void doesNotResurrectWhatEnded() {
      Session ended = opened(BALANCED).revoke(logout(at(50)));
      assertRefused(Refusal.REVOKED, rotate(ended, token(0, 0), at(10)));
    }
  }
}
