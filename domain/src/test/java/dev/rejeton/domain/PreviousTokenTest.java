package dev.rejeton.domain;

import static dev.rejeton.domain.Rotations.BALANCED;
import static dev.rejeton.domain.Rotations.HOUR;
import static dev.rejeton.domain.Rotations.assertReused;
import static dev.rejeton.domain.Rotations.issued;
import static dev.rejeton.domain.Rotations.reused;
import static dev.rejeton.domain.Rotations.rotate;
import static dev.rejeton.domain.Rotations.rotated;
import static dev.rejeton.domain.Sample.APP;
import static dev.rejeton.domain.Sample.ELSEWHERE;
import static dev.rejeton.domain.Sample.at;
import static dev.rejeton.domain.Sample.opened;
import static dev.rejeton.domain.Sample.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.rejeton.Requirement;
import dev.rejeton.domain.RotationOutcome.Manner;
import dev.rejeton.domain.RotationOutcome.Reused;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lines 5, 6 and 7 of the decision table, by value, and where they end.
class PreviousTokenTest {
  private final Session session = rotated(opened(BALANCED), at(100));

  @Test
  @Requirement("REF-20")
  void getsTheSameSuccessorWithinTheGracePeriodAndChangesNothing() {
    assertSame(session, issued(Manner.RETRIED, rotate(session, token(0, 0), at(100))));
    Instant last = at(110).minusMillis(1);
    assertSame(session, issued(Manner.RETRIED, rotate(session, token(0, 0), last)));
  }

  @Test
  void theGracePeriodDoesNotBeginAnewWithARetry() {
    Session retried = issued(Manner.RETRIED, rotate(session, token(0, 0), at(109)));
    issued(Manner.RECOVERED, rotate(retried, token(0, 0), at(110)));
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
    assertReused(Reuse.Kind.RECENT, rotate(next, token(0, 0), at(9 * HOUR)));
    Session rotated = rotated(next, at(9 * HOUR));
    assertEquals(0, rotated.family().recoveries());
  }

  @Test
  void isReuseOnceTheAnswerWasSeenAtWork() {
    Session confirmed = session.confirm();
    assertEquals(session.version() + 1, confirmed.version());
    assertSame(confirmed, issued(Manner.RETRIED, rotate(confirmed, token(0, 0), at(109))));
    assertReused(Reuse.Kind.RECENT, rotate(confirmed, token(0, 0), at(110)));
  }

  @Test
  void aRecoveryAsksForAConfirmationOfItsOwn() {
    Session recovered = issued(Manner.RECOVERED, rotate(session, token(0, 0), at(500)));
    assertEquals(false, recovered.family().confirmed());
    assertEquals(true, recovered.confirm().family().confirmed());
  }

  @Test
  void theRecoveryWindowDoesNotBeginAnewWithARecovery() {
    Instant end = at(100 + 24 * HOUR);
    Session recovered =
        issued(Manner.RECOVERED, rotate(session, token(0, 0), end.minusSeconds(HOUR)));
    assertReused(Reuse.Kind.RECENT, rotate(recovered, token(0, 0), end));
  }

  @ParameterizedTest
  @CsvSource({"BALANCED, 24", "MOBILE, 168"})
  void isReuseAtTheEndOfTheRecoveryWindow(Profile profile, long hours) {
    RotationPolicy policy = profile.policy();
    Instant end = at(100 + hours * HOUR);
    issued(Manner.RECOVERED, rotate(policy, session, token(0, 0), end.minusMillis(1)));
    assertReused(Reuse.Kind.RECENT, rotate(policy, session, token(0, 0), end));
  }

  @Test
  @Requirement("REF-25")
  void isAnsweredWhenTheFirstAnswerWasLostOnTheWay() {
    assertSame(session, issued(Manner.RETRIED, rotate(session, token(0, 0), at(101))));
    reused(rotate(Profile.STRICT.policy(), session, token(0, 0), at(101)));
  }

  @Test
  @Requirement("REF-23")
  void isReuseASecondAfterTheGracePeriodUnlessItMayHaveLostTheAnswer() {
    Session confirmed = session.confirm();
    Reused reused = reused(rotate(confirmed, token(0, 0), at(111)));
    assertEquals(true, reused.next().revocation().isPresent());
    reused(rotate(Profile.STRICT.policy(), confirmed, token(0, 0), at(101)));
    issued(Manner.RECOVERED, rotate(session, token(0, 0), at(111)));
  }

  @Test
  @Requirement({"REF-09", "REF-15"})
  void isReuseAtOnceUnderStrict() {
    reused(rotate(Profile.STRICT.policy(), session, token(0, 0), at(100)));
  }
}
