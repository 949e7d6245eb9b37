package dev.rejeton.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {
  private static RotationPolicy policy(
      Timeouts timeouts, String grace, String recovery, int limit) {
    return new RotationPolicy(
        timeouts,
        Duration.parse(grace),
        Duration.parse(recovery),
        limit,
        ReuseAction.SESSION,
        RestoredSessions.ACCEPT);
  }

  @ParameterizedTest
  @CsvSource({"STRICT, PT0S, PT0S, 0", "BALANCED, PT10S, PT24H, 3", "MOBILE, PT10S, P7D, 3"})
  void theProfilesAreTheirNumbers(Profile profile, String grace, String recovery, int limit) {
    assertEquals(policy(Timeouts.DEFAULT, grace, recovery, limit), profile.policy());
    assertEquals(Duration.parse(grace), profile.gracePeriod());
    assertEquals(Duration.parse(recovery), profile.recoveryWindow());
    assertEquals(limit, profile.recoveryLimit());
  }

  @Test
  void theDefaultsAreTheirNumbers() {
    assertEquals(
        new Timeouts(
            Duration.ofMinutes(10), Duration.ofDays(14), Duration.ofDays(90), Duration.ofHours(12)),
        Timeouts.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "PT-0.001S, PT0S, 0",
    "PT60.001S, PT0S, 0",
    "PT0S, PT-0.001S, 0",
    "PT0S, PT0S, -1",
    "PT0S, PT0S, 101"
  })
  void aPolicyOutOfItsBoundsIsRefused(String grace, String recovery, int limit) {
    assertThrows(
        IllegalArgumentException.class, () -> policy(Timeouts.DEFAULT, grace, recovery, limit));
  }

  @Test
  void aGracePeriodOfHalfAnAccessTokensLifeIsRefused() {
    Timeouts short100 = timeouts("PT100S", "P14D", "P90D", "PT12H");
    assertEquals(Duration.ofMillis(49_999), policy(short100, "PT49.999S", "PT0S", 0).gracePeriod());
    assertThrows(IllegalArgumentException.class, () -> policy(short100, "PT50S", "PT0S", 0));
    assertEquals(100, policy(Timeouts.DEFAULT, "PT60S", "PT0S", 100).recoveryLimit());
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.999S, P14D, P90D, PT12H",
    "PT1H0.001S, P14D, P90D, PT12H",
    "PT10M, PT9M59.999S, P90D, PT12H",
    "PT10M, P14D, PT11H59M59.999S, PT12H",
    "PT10M, P14D, P90D, PT0.999S"
  })
  void timeoutsThatContradictEachOtherAreRefused(
      String accessToken, String idle, String absolute, String unremembered) {
    assertThrows(
        IllegalArgumentException.class, () -> timeouts(accessToken, idle, absolute, unremembered));
  }

  @ParameterizedTest
  @CsvSource({"PT1S, PT1S, PT1S, PT1S", "PT1H, PT1H, PT12H, PT12H"})
  void timeoutsAtTheirBoundsAreAccepted(
      String accessToken, String idle, String absolute, String unremembered) {
    assertEquals(
        Duration.parse(accessToken),
        timeouts(accessToken, idle, absolute, unremembered).accessToken());
  }

  private static Timeouts timeouts(
      String accessToken, String idle, String absolute, String unremembered) {
    return new Timeouts(
        Duration.parse(accessToken),
        Duration.parse(idle),
        Duration.parse(absolute),
        Duration.parse(unremembered));
  }
}
