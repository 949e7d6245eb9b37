package dev.rejeton.simulation;

import dev.rejeton.simulation.Diary.Day;
import java.time.Duration;
import java.util.Optional;

/// What the people of a kind of device do, and what its network does to them. Set down before the
/// first run, from what such devices are like; no number was changed for what came out.
enum Habits {
  /// Work and evenings, one to three tabs, a network that hardly ever fails. A page whose answer
  /// did not come asks again almost at once; or a while later, when somebody looks at it; or it was
  /// closed, and the next visit asks.
  BROWSER(
      new Diary(
          new Day(0.95, 2, 6, Duration.ofMinutes(25), 3),
          new Day(0.5, 1, 3, Duration.ofMinutes(25), 3),
          0.2),
      0.0005,
      0.85,
      0.12,
      Duration.ofMinutes(10)),

  /// A few minutes many times a day, nights, days and journeys without it, and a radio that drops
  /// one answer in seven hundred. A tunnel may last longer than a page's outage; and if the app is
  /// put away in it, it asks again when it is next taken out.
  PHONE(
      new Diary(
          new Day(0.9, 3, 12, Duration.ofMinutes(3), 1),
          new Day(0.9, 3, 12, Duration.ofMinutes(3), 1),
          0.25),
      0.0015,
      0.75,
      0.20,
      Duration.ofMinutes(90));

  private static final Duration SOONEST = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Diary diary;
  private final double lost;
  private final double retriedSoon;
  private final double retriedLater;
  private final Duration latest;

  Habits(Diary diary, double lost, double retriedSoon, double retriedLater, Duration latest) {
    this.diary = diary;
    this.lost = lost;
    this.retriedSoon = retriedSoon;
    this.retriedLater = retriedLater;
    this.latest = latest;
  }

  Diary diary() {
    return diary;
  }

  /// {@return the share of answers that do not arrive}
  double lost() {
    return lost;
  }

  /// {@return when to ask again after an answer that did not come; nothing if at the next sitting}
  Optional<Duration> retry(Dice dice) {
    if (dice.chance(retriedSoon)) {
      return Optional.of(dice.between(SOONEST, SOON));
    }
    return dice.chance(retriedLater / (1 - retriedSoon))
        ? Optional.of(dice.between(SOON, latest))
        : Optional.empty();
  }
}
