package dev.rejeton.simulation;

import java.time.Duration;
import java.util.SplittableRandom;

/// Chance that falls the same way on every machine: a seeded generator, and no function whose last
/// digit may differ.
record Dice(SplittableRandom random) {
  Dice(long seed) {
    this(new SplittableRandom(seed));
  }

  /// {@return dice whose fall does not depend on how often these are thrown from now on}
  Dice split() {
    return new Dice(random.split());
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  Duration between(Duration least, Duration most) {
    return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis()));
  }

  /// {@return a wait for something that happens at no particular time}
  Duration exponential(Duration mean) {
    return times(mean, -StrictMath.log1p(-random.nextDouble()));
  }

  /// {@return a length of which half are shorter than the median, and few very much longer}
  Duration logNormal(Duration median, double sigma) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log1p(-random.nextDouble()));
    double normal = radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    return times(median, StrictMath.exp(sigma * normal));
  }

  private static Duration times(Duration duration, double factor) {
    return Duration.ofMillis((long) (duration.toMillis() * factor));
  }
}
