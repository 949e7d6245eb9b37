package dev.rejeton.application;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Bounds how often something may be done by each of many: so many times at once, and once more
/// after every interval. Remembers the ten thousand who did it last.
final class Throttle {
  private static final int MOST = 10_000;

  private final int burst;
  private final Duration interval;

  /// When each has all their turns again.
  private final Map<String, Instant> recovered = new LinkedHashMap<>();

  Throttle(int burst, Duration interval) {
    this.burst = burst;
    this.interval = interval;
  }

  /// {@return how long this one has to wait for a turn, if there is none}
  synchronized Optional<Duration> pause(String who, Instant now) {
    Instant full = recovered.getOrDefault(who, now);
    // With one turn used, full is one interval away; with all used, as many intervals as turns.
    Duration over = Duration.between(now, full).minus(interval.multipliedBy(burst - 1L));
    // No turn is farther away than that, unless the clock was set back.
    return over.isPositive() && over.compareTo(interval) <= 0
        ? Optional.of(over)
        : Optional.empty();
  }

  /// Uses up a turn.
  synchronized void use(String who, Instant now) {
    Instant full = Optional.ofNullable(recovered.remove(who)).filter(now::isBefore).orElse(now);
    Instant next = full.plus(interval);
    Instant latest = now.plus(interval.multipliedBy(burst));
    recovered.put(who, next.isAfter(latest) ? latest : next);
    if (recovered.size() > MOST) {
      recovered.remove(recovered.keySet().iterator().next());
    }
  }
}
