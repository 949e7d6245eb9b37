package dev.rejeton.domain;

import static dev.rejeton.domain.Sample.ELSEWHERE;
import static dev.rejeton.domain.Sample.LAPTOP;
import static dev.rejeton.domain.Sample.at;
import static dev.rejeton.domain.Sample.token;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenFamilyTest {
  /// 5.2 is current, in the place of 5.0 and 5.1; 4.1 was rotated, in the place of 4.0.
  private static final TokenFamily FAMILY =
      new TokenFamily(5, 2, 1, at(50), LAPTOP, Optional.of(at(70)), 2, false, 5, 2);

  private static String placesOf(RefreshToken token) {
    List<String> places = new ArrayList<>();
    if (FAMILY.isAhead(token)) {
      places.add("AHEAD");
    }
    if (FAMILY.isCurrent(token)) {
      places.add("CURRENT");
    }
    if (FAMILY.isPrevious(token)) {
      places.add("PREVIOUS");
    }
    if (FAMILY.isDisplaced(token)) {
      places.add("DISPLACED");
    }
    return String.join(" ", places);
  }

  @ParameterizedTest
  @CsvSource({
    "6, 0, AHEAD",
    "6, 3, AHEAD",
    "5, 3, AHEAD",
    "5, 2, CURRENT",
    "5, 1, DISPLACED",
    "5, 0, DISPLACED",
    "4, 1, PREVIOUS",
    "4, 0, DISPLACED",
    "4, 2, DISPLACED",
    "3, 2, ''",
    "3, 1, ''",
    "3, 0, ''",
    "0, 0, ''"
  })
  void everyTokenHasOnePlaceAtMost(int generation, int variant, String place) {
    assertEquals(place, placesOf(token(generation, variant)));
  }

  @ParameterizedTest
  @CsvSource({"4, 9, true", "5, 1, true", "5, 2, false", "5, 3, false", "6, 0, false"})
  void accessTokensFromBeforeTheLastRecoveryAreBelowTheFloor(
      int generation, int variant, boolean below) {
    assertEquals(below, FAMILY.isBelowFloor(token(generation, variant)));
  }

  @ParameterizedTest
  @CsvSource({"5, 2", "5, 3", "7, 1"})
  void rotatingATokenKeepsTheFloorAndCountsRecoveriesAnew(int generation, int variant) {
    assertEquals(
        new TokenFamily(
            generation + 1, 0, variant, at(90), LAPTOP, Optional.empty(), 0, false, 5, 2),
        FAMILY.advance(token(generation, variant), at(90), LAPTOP));
  }

  @Test
  void aConfirmationChangesNothingElse() {
    assertEquals(
        new TokenFamily(5, 2, 1, at(50), LAPTOP, Optional.of(at(70)), 2, true, 5, 2),
        FAMILY.confirm());
  }

  @Test
  void aRecoveryIsASiblingAndTheNewFloor() {
    assertEquals(
        new TokenFamily(5, 3, 1, at(50), ELSEWHERE, Optional.of(at(90)), 3, false, 5, 3),
        FAMILY.recover(at(90), ELSEWHERE));
  }
}
