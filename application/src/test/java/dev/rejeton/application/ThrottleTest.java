package dev.rejeton.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Three times at once, and once more every ten seconds.
class ThrottleTest {
  private static final Instant NOW = Fixture.T0;
  private static final int MOST = 10_000;

  private final Throttle throttle = new Throttle(3, Duration.ofSeconds(10));

  private static Instant at(double seconds) {
    return NOW.plusMillis(Math.round(seconds * 1000));
  }

  private void use(String who, Instant now, int times) {
    IntStream.range(0, times).forEach(i -> throttle.use(who, now));
  }

  private void assertPause(double seconds, String who, Instant now) {
    Optional<Duration> expected =
        seconds == 0 ? Optional.empty() : Optional.of(Duration.between(NOW, at(seconds)));
    assertEquals(expected, throttle.pause(who, now));
  }

  @Test
  void asManyAtOnceAsThereAreTurnsAndThenAWait() {
    for (int turn = 0; turn < 3; turn++) {
      assertPause(0, "a", at(0));
      use("a", at(0), 1);
    }
    assertPause(10, "a", at(0));
    assertPause(0.001, "a", at(9.999));
    assertPause(0, "a", at(10));
  }

  @Test
  void aTurnComesBackEveryInterval() {
    use("a", at(0), 3);
    use("a", at(10), 1);
    assertPause(10, "a", at(10));
    assertPause(5, "a", at(15));
    use("a", at(30), 2);
    assertPause(10, "a", at(30));
    assertPause(0, "a", at(60));
    use("a", at(100), 2);
    assertPause(0, "a", at(100));
    use("a", at(100), 1);
    assertPause(10, "a", at(100));
  }

  @Test
  void lookingIsFree() {
    IntStream.range(0, 100).forEach(i -> assertPause(0, "a", at(0)));
  }

  @Test
  void oneDoesNotWaitForAnother() {
    use("a", at(0), 3);
    assertPause(10, "a", at(0));
    assertPause(0, "b", at(0));
    use("b", at(0), 2);
    assertPause(0, "b", at(0));
  }

  @Test
  void whoeverTookMoreTurnsAtOnceThanThereAreDoesNotWaitLonger() {
    use("a", at(0), 300);
    assertPause(10, "a", at(0));
    assertPause(0, "a", at(10));
  }

  @Test
  void aClockThatIsSetBackKeepsNobodyWaiting() {
    use("a", at(3600), 3);
    assertPause(10, "a", at(3600));
    assertPause(0, "a", at(0));
    use("a", at(0), 1);
    assertPause(10, "a", at(0));
    assertPause(0, "a", at(10));
  }

  @Test
  @Requirement("RLM-09")
  void thoseWhoDidItLastAreRemembered() {
    use("first", at(0), 3);
    for (int other = 0; other < MOST - 1; other++) {
      use("other " + other, at(0), 3);
    }
    assertPause(10, "first", at(0));
    assertPause(10, "other 0", at(0));
    use("first", at(0), 1);
    use("one more", at(0), 3);
    assertPause(0, "other 0", at(0));
    assertPause(10, "first", at(0));
    assertPause(10, "other 1", at(0));
  }
}
