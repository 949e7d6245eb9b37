package dev.rejeton.domain;

import java.time.Duration;

/// How forgiving rotation is: a name for a grace period, a recovery window and a recovery limit.
public enum Profile {
  /// A replaced token is reuse, at once and always (ASVS 10.4.5 to the letter).
  STRICT(Duration.ZERO, Duration.ZERO, 0),
  /// For browsers and apps.
  BALANCED(Duration.ofSeconds(10), Duration.ofHours(24), 3),
  /// For clients that sleep for days.
  MOBILE(Duration.ofSeconds(10), Duration.ofDays(7), 3);

  private final Duration gracePeriod;
  private final Duration recoveryWindow;
  private final int recoveryLimit;

  Profile(Duration gracePeriod, Duration recoveryWindow, int recoveryLimit) {
    this.gracePeriod = gracePeriod;
    this.recoveryWindow = recoveryWindow;
    this.recoveryLimit = recoveryLimit;
  }

  public Duration gracePeriod() {
    return gracePeriod;
  }

  public Duration recoveryWindow() {
    return recoveryWindow;
  }

  public int recoveryLimit() {
    return recoveryLimit;
  }

  /// {@return the policy of this profile, with everything else at its default}
  public RotationPolicy policy() {
    return new RotationPolicy(
        Timeouts.DEFAULT,
        gracePeriod,
        recoveryWindow,
        recoveryLimit,
        ReuseAction.SESSION,
        RestoredSessions.ACCEPT);
  }
}
