package dev.rejeton.simulation;

import java.time.Duration;

/// What a thief has, and when he uses it.
enum Theft {
  /// The token in the jar at some moment, used for the first time a few minutes later.
  LIVE_TOKEN("live token", Duration.ofMinutes(1), Duration.ofMinutes(10)),
  /// The token that was replaced 2 s ago.
  REPLACED_2_S_AGO("replaced 2 s ago", Duration.ofSeconds(2), Duration.ofSeconds(2)),
  /// The token that was replaced an hour ago.
  REPLACED_1_H_AGO("replaced 1 h ago", Duration.ofHours(1), Duration.ofHours(1));

  private final String title;
  private final Duration least;
  private final Duration most;

  Theft(String title, Duration least, Duration most) {
    this.title = title;
    this.least = least;
    this.most = most;
  }

  String title() {
    return title;
  }

  /// {@return how long the thief waits}
  Duration wait(Dice dice) {
    return least.equals(most) ? least : dice.between(least, most);
  }
}
