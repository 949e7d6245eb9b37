package dev.rejeton.domain;

import static dev.rejeton.domain.Rotations.BALANCED;
import static dev.rejeton.domain.Rotations.issued;
import static dev.rejeton.domain.Rotations.rotate;
import static dev.rejeton.domain.Rotations.rotated;
import static dev.rejeton.domain.Sample.at;
import static dev.rejeton.domain.Sample.logout;
import static dev.rejeton.domain.Sample.opened;
import static dev.rejeton.domain.Sample.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.domain.RotationOutcome.Manner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which access tokens count no longer, and for how long that has to be known.
class DenialTest {
  private static final long HOUR = 3600;

  private final Session opened = opened(BALANCED);

  private static Session recovered(Session rotated, Instant now) {
    RefreshToken previous = token(rotated.family().generation() - 1, 0);
    return issued(Manner.RECOVERED, rotate(rotated, previous, now));
  }

  @Test
  void aSessionThatIsUsedAsItShouldBeDeniesNothing() {
    assertEquals(Optional.empty(), opened.denial());
    assertEquals(Optional.empty(), rotated(opened, at(1)).denial());
    assertEquals(Optional.empty(), rotated(opened, at(1)).confirm().denial());
  }

  @Test
  @Requirement("JWT-18")
  void anEndedSessionDeniesAllForAsLongAsAnyAccessTokenCanLive() {
    Session ended = rotated(opened, at(1)).revoke(logout(at(50)));
    var denial = new Denial(Sample.SID, Optional.empty(), at(50 + HOUR));
    assertEquals(Optional.of(denial), ended.denial());
    assertTrue(denial.denies(token(0, 0)));
    assertTrue(denial.denies(token(1, 0)));
    assertTrue(denial.denies(token(Integer.MAX_VALUE, Integer.MAX_VALUE)));
  }

  @Test
  void aTokenGivenByAClockThatWasAheadIsDeniedForItsWholeLife() {
    Session ahead = rotated(opened, at(8 * HOUR)).revoke(logout(at(50)));
    assertEquals(at(9 * HOUR), ahead.denial().orElseThrow().until());
    Session recovered = recovered(rotated(opened, at(1)), at(8 * HOUR)).revoke(logout(at(50)));
    assertEquals(at(9 * HOUR), recovered.denial().orElseThrow().until());
  }

  @Test
  @Requirement("JWT-18")
  void aRecoveryDeniesWhatWasGivenBeforeIt() {
    Session recovered = recovered(rotated(opened, at(1)), at(60));
    var denial = new Denial(Sample.SID, Optional.of(token(1, 1)), at(60 + HOUR));
    assertEquals(Optional.of(denial), recovered.denial());
    assertEquals(Optional.of(denial), recovered.confirm().denial());
    assertEquals(
        Optional.of(new Denial(Sample.SID, Optional.empty(), at(70 + HOUR))),
        recovered.revoke(logout(at(70))).denial(),
        "and its end denies the rest");
  }

  @Test
  void whatARecoveryDeniedIsNotToldAgainByTheRotationAfterIt() {
    assertEquals(
        Optional.empty(), rotated(recovered(rotated(opened, at(1)), at(60)), at(80)).denial());
  }

  @ParameterizedTest
  @CsvSource({"1, 9, true", "2, 0, true", "2, 1, false", "2, 2, false", "3, 0, false"})
  void aDenialWithAFloorDeniesWhatIsBelow(int generation, int variant, boolean denied) {
    var denial = new Denial(Sample.SID, Optional.of(token(2, 1)), at(0));
    assertEquals(denied, denial.denies(token(generation, variant)));
  }

  @Test
  void aDenialIsOfOneSession() {
    SessionId other = SessionId.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7});
    for (Optional<RefreshToken> floor :
        List.of(Optional.<RefreshToken>empty(), Optional.of(token(5, 0)))) {
      assertFalse(new Denial(other, floor, at(0)).denies(token(0, 0)));
    }
  }

  /// The log of denials and the row of the session are two ways to the same answer.
  @Test
  void whatIsDeniedIsWhatTheSessionDoesNotHonour() {
    Session rotated = rotated(opened, at(1));
    Session recovered = recovered(rotated, at(60));
    for (Session session :
        List.of(recovered, recovered.confirm(), recovered.revoke(logout(at(61))))) {
      for (RefreshToken givenWith : List.of(token(0, 0), token(1, 0), token(1, 1))) {
        assertEquals(
            session.honours(givenWith, at(62)),
            session.denial().stream().noneMatch(denial -> denial.denies(givenWith)));
      }
    }
  }

  @Test
  void ofTwoTokensTheNewerIsTheOneGivenLater() {
    for (RefreshToken older : List.of(token(2, 0), token(1, 5))) {
      assertEquals(token(2, 1), token(2, 1).newer(older));
      assertEquals(token(2, 1), older.newer(token(2, 1)));
    }
    assertEquals(token(2, 1), token(2, 1).newer(token(2, 1)));
  }
}
