package dev.rejeton.bootstrap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// The real time, plus whatever the demonstration has skipped.
final class DemoClock implements InstantSource {
  private final AtomicReference<Duration> skipped = new AtomicReference<>(Duration.ZERO);

  @Override
  public Instant instant() {
    return Worlds.CLOCK.instant().plus(skipped.get());
  }

  void skip(Duration duration) {
    skipped.accumulateAndGet(duration, Duration::plus);
  }
}
