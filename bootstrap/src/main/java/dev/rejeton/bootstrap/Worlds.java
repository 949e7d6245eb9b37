package dev.rejeton.bootstrap;

import dev.rejeton.application.World;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Where time and randomness come from.
final class Worlds {
  /// Whole milliseconds, so that a stored session equals the one in memory.
  static final InstantSource CLOCK = () -> Instant.now().truncatedTo(ChronoUnit.MILLIS);

  static final SecureRandom RANDOM = new SecureRandom();

  private Worlds() {}

  static World with(InstantSource clock) {
    return new World(clock, RANDOM);
  }
}
