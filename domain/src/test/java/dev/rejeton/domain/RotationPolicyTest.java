package dev.rejeton.domain;

import static dev.rejeton.domain.Sample.APP;
import static dev.rejeton.domain.Sample.ELSEWHERE;
import static dev.rejeton.domain.Sample.LAPTOP;
import static dev.rejeton.domain.Sample.T0;
import static dev.rejeton.domain.Sample.at;
import static dev.rejeton.domain.Sample.logout;
import static dev.rejeton.domain.Sample.opened;
import static dev.rejeton.domain.Sample.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.rejeton.domain.RotationOutcome.Issued;
import dev.rejeton.domain.RotationOutcome.Manner;
import dev.rejeton.domain.RotationOutcome.Refused;
import dev.rejeton.domain.RotationOutcome.Reused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Every row of the decision table, by value.
class RotationPolicyTest {
  private static final RotationPolicy BALANCED = Profile.BALANCED.policy();
  private static final long HOUR = 3600;
  private static final long DAY = 24 * HOUR;

  private static RotationOutcome rotate(
      RotationPolicy policy, Session session, RefreshToken presented, Instant now) {
    return policy.rotate(session, presented, APP, LAPTOP, now);
  }

  private static RotationOutcome rotate(Session session, RefreshToken presented, Instant now) {
    return rotate(BALANCED, session, presented, now);
  }

  private static Session issued(Manner manner, RotationOutcome outcome) {
    Issued issued = assertInstanceOf(Issued.class, outcome);
    assertEquals(manner, issued.manner());
    return issued.next();
  }

  private static Session rotated(Session session, Instant now) {
    return issued(Manner.ROTATED, rotate(session, session.currentToken(), now));
  }

  private static Reused reused(RotationOutcome outcome) {
    return assertInstanceOf(Reused.class, outcome);
  }

  private static void assertRefused(Refusal reason, RotationOutcome outcome) {
    assertEquals(new Refused(reason), outcome);
  }

  @Nested
  class AnotherClient {
    @Test
    @Tag("REF-04")
    void isRefusedAndTheTokenIsNotConsumed() {
      Session session = opened(BALANCED);
      var other = new ClientId("other");
      assertRefused(
          Refusal.OTHER_CLIENT,
          BALANCED.rotate(session, session.currentToken(), other, LAPTOP, at(1)));
      assertEquals(token(1, 0), rotated(session, at(2)).currentToken());
    }

    @Test
    @Tag("REF-22")
    void isRefusedBeforeAnythingElseIsLookedAt() {
      Session session = rotated(rotated(opened(BALANCED), at(1)), at(2));
      var other = new ClientId("other");
      assertRefused(
          Refusal.OTHER_CLIENT, BALANCED.rotate(session, token(0, 0), other, LAPTOP, at(3)));
    }
  }

  @Nested
  class AnEndedSession {
    @ParameterizedTest
    @EnumSource(Revocation.Reason.class)
    void isRefusedWithItsReason(Revocation.Reason reason) {
      Session ended = opened(BALANCED).revoke(new Revocation(at(1), reason, LAPTOP));
      Refusal expected =
          switch (reason) {
            case REUSE_DETECTED -> Refusal.REUSE_DETECTED;
            case USER_DISABLED -> Refusal.USER_DISABLED;
            case LOGOUT, ENDED_BY_USER, ENDED_BY_OPERATOR, REPLACED_BY_LOGIN, PASSWORD_CHANGED ->
                Refusal.REVOKED;
          };
      assertRefused(expected, rotate(ended, token(0, 0), at(2)));
    }

    @Test
    void isRefusedEvenForARetryWithinTheGracePeriod() {
      Session ended = rotated(opened(BALANCED), at(1)).revoke(logout(at(2)));
      assertRefused(Refusal.REVOKED, rotate(ended, token(0, 0), at(3)));
    }

    @Test
    void isNotRevokedAgainByAReuse() {
      Session ended = rotated(rotated(opened(BALANCED), at(1)), at(2)).revoke(logout(at(3)));
      assertRefused(Refusal.REVOKED, rotate(ended, token(0, 0), at(4)));
    }

    @Test
    @Tag("REF-17")
    @Tag("SES-01")
    void idleEndsItAtTheInstantAndNotBefore() {
      Session session = opened(BALANCED);
      Instant idle = T0.plus(Duration.ofDays(14));
      assertEquals(1, rotated(session, idle.minusMillis(1)).family().generation());
      assertRefused(Refusal.IDLE, rotate(session, token(0, 0), idle));
    }

    @Test
    @Tag("REF-16")
    @Tag("SES-02")
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
    void aSessionNotToBeRememberedEndsAfterTwelveHours() {
      Session session =
          BALANCED.open(
              Sample.SID, Sample.grant(), new Device("", LAPTOP), new TokenSalt(1, "s"), false, T0);
      assertRefused(Refusal.EXPIRED, rotate(session, token(0, 0), at(12 * HOUR)));
      assertEquals(1, rotated(session, at(12 * HOUR - 1)).family().generation());
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
    @Tag("REF-01")
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
    void twoRotationsInOneMillisecondAreTwoGenerations() {
      Session session = rotated(rotated(opened(BALANCED), at(1)), at(1));
      assertEquals(token(2, 0), session.currentToken());
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
  class ThePreviousToken {
    private final Session session = rotated(opened(BALANCED), at(100));

    @Test
    @Tag("REF-20")
    void getsTheSameSuccessorWithinTheGracePeriodAndChangesNothing() {
      assertSame(session, issued(Manner.RETRIED, rotate(session, token(0, 0), at(100))));
      Instant last = at(110).minusMillis(1);
      assertSame(session, issued(Manner.RETRIED, rotate(session, token(0, 0), last)));
    }

    @Test
    void theGracePeriodDoesNotBeginAnewWithARetry() {
      rotate(session, token(0, 0), at(109));
      assertEquals(
          Manner.RECOVERED,
          assertInstanceOf(Issued.class, rotate(session, token(0, 0), at(110))).manner());
    }

    @Test
    void isRecoveredFromAfterTheGracePeriodWhileTheAnswerWasNotSeenAtWork() {
      Session next =
          issued(
              Manner.RECOVERED,
              BALANCED.rotate(session, token(0, 0), APP, ELSEWHERE, at(100 + 70 * 60)));
      Instant recoveredAt = at(100 + 70 * 60);
      assertEquals(
          new TokenFamily(1, 1, 0, at(100), ELSEWHERE, Optional.of(recoveredAt), 1, false, 1, 1),
          next.family());
      assertEquals(session.lifetime(), next.lifetime());
      assertEquals(session.version() + 1, next.version());
    }

    @Test
    void getsTheSameRecoveredSuccessorWithinTheGraceOfTheRecovery() {
      Session recovered = issued(Manner.RECOVERED, rotate(session, token(0, 0), at(500)));
      assertSame(recovered, issued(Manner.RETRIED, rotate(recovered, token(0, 0), at(509))));
      Session again = issued(Manner.RECOVERED, rotate(recovered, token(0, 0), at(510)));
      assertEquals(token(1, 2), again.currentToken());
    }

    @Test
    void hasThreeRecoveriesAGeneration() {
      Session next = session;
      for (int recovery = 1; recovery <= 3; recovery++) {
        next = issued(Manner.RECOVERED, rotate(next, token(0, 0), at(100 + recovery * HOUR)));
      }
      assertEquals(
          Reuse.Kind.RECENT, reused(rotate(next, token(0, 0), at(9 * HOUR))).reuse().kind());
      Session rotated = rotated(next, at(9 * HOUR));
      assertEquals(0, rotated.family().recoveries());
    }

    @Test
    void isReuseOnceTheAnswerWasSeenAtWork() {
      Session confirmed = session.confirm();
      assertEquals(session.version() + 1, confirmed.version());
      assertSame(confirmed, issued(Manner.RETRIED, rotate(confirmed, token(0, 0), at(109))));
      Reused reused = reused(rotate(confirmed, token(0, 0), at(110)));
      assertEquals(Reuse.Kind.RECENT, reused.reuse().kind());
    }

    @Test
    void aRecoveryAsksForAConfirmationOfItsOwn() {
      Session recovered = issued(Manner.RECOVERED, rotate(session, token(0, 0), at(500)));
      assertEquals(false, recovered.family().confirmed());
      assertEquals(true, recovered.confirm().family().confirmed());
    }

    @ParameterizedTest
    @CsvSource({"BALANCED, 24", "MOBILE, 168"})
    void isReuseAtTheEndOfTheRecoveryWindow(Profile profile, long hours) {
      RotationPolicy policy = profile.policy();
      Instant end = at(100 + hours * HOUR);
      issued(Manner.RECOVERED, rotate(policy, session, token(0, 0), end.minusMillis(1)));
      assertEquals(
          Reuse.Kind.RECENT, reused(rotate(policy, session, token(0, 0), end)).reuse().kind());
    }

    @Test
    @Tag("REF-25")
    void isAnsweredWhenTheFirstAnswerWasLostOnTheWay() {
      assertSame(session, issued(Manner.RETRIED, rotate(session, token(0, 0), at(101))));
      reused(rotate(Profile.STRICT.policy(), session, token(0, 0), at(101)));
    }

    @Test
    @Tag("REF-23")
    void isReuseASecondAfterTheGracePeriodUnlessItMayHaveLostTheAnswer() {
      Session confirmed = session.confirm();
      Reused reused = reused(rotate(confirmed, token(0, 0), at(111)));
      assertEquals(true, reused.next().revocation().isPresent());
      reused(rotate(Profile.STRICT.policy(), confirmed, token(0, 0), at(101)));
      issued(Manner.RECOVERED, rotate(session, token(0, 0), at(111)));
    }

    @Test
    @Tag("REF-09")
    @Tag("REF-15")
    void isReuseAtOnceUnderStrict() {
      reused(rotate(Profile.STRICT.policy(), session, token(0, 0), at(100)));
    }
  }

  @Nested
  class AnythingElse {
    private final Session session = rotated(rotated(opened(BALANCED), at(1)), at(2));

    @Test
    @Tag("REF-10")
    @Tag("REF-21")
    void endsTheSessionAndTellsBothSides() {
      Reused reused = reused(BALANCED.rotate(session, token(0, 0), APP, ELSEWHERE, at(62)));
      assertEquals(
          Optional.of(new Revocation(at(62), Revocation.Reason.REUSE_DETECTED, ELSEWHERE)),
          reused.next().revocation());
      assertEquals(session.version() + 1, reused.next().version());
      assertEquals(session.family(), reused.next().family());
      assertEquals(
          new Reuse(Reuse.Kind.STALE, token(0, 0), Duration.ofSeconds(60), LAPTOP, ELSEWHERE),
          reused.reuse());
    }

    @Test
    @Tag("REF-12")
    void everyAncestorIsDetected() {
      Session old = opened(BALANCED);
      for (int rotation = 1; rotation <= 50; rotation++) {
        old = rotated(old, at(rotation));
      }
      for (int generation = 0; generation < 49; generation++) {
        assertEquals(
            Reuse.Kind.STALE, reused(rotate(old, token(generation, 0), at(51))).reuse().kind());
      }
    }

    @Test
    void aDisplacedSiblingIsReuseBeforeAndAfterTheNextRotation() {
      Session recovered =
          issued(Manner.RECOVERED, rotate(rotated(opened(BALANCED), at(1)), token(0, 0), at(60)));
      assertEquals(
          Reuse.Kind.SUPERSEDED, reused(rotate(recovered, token(1, 0), at(61))).reuse().kind());
      Session next = rotated(recovered, at(62));
      assertEquals(Reuse.Kind.SUPERSEDED, reused(rotate(next, token(1, 0), at(63))).reuse().kind());
    }

    @Test
    void isOnlyReportedWhenThePolicyObserves() {
      var observing = with(BALANCED, ReuseAction.OBSERVE, RestoredSessions.ACCEPT);
      Reused reused = reused(rotate(observing, session, token(0, 0), at(62)));
      assertSame(session, reused.next());
      assertEquals(Reuse.Kind.STALE, reused.reuse().kind());
    }

    @Test
    void endsTheSessionTooWhenThePolicyEndsAllOfTheUser() {
      var all = with(BALANCED, ReuseAction.USER, RestoredSessions.ACCEPT);
      assertEquals(
          true, reused(rotate(all, session, token(0, 0), at(62))).next().revocation().isPresent());
    }
  }

  @Nested
  class AClockThatStepsBack {
    @Test
    @Tag("REF-33")
    void isTakenToStandAtTheLastRotation() {
      Session session = rotated(opened(BALANCED), at(1000));
      Session next = rotated(session, at(700));
      assertEquals(at(1000), next.family().rotatedAt());
      assertSame(next, issued(Manner.RETRIED, rotate(next, token(1, 0), at(400))));
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
