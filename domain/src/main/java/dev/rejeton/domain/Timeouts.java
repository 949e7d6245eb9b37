package dev.rejeton.domain;

import java.time.Duration;
import java.util.Optional;

/// How long things last.
///
/// @param accessToken the longest life of an access token; at most one hour (RFC 6750 §5.3)
/// @param idle a session ends when it was not refreshed for this long
/// @param absolute a remembered session ends this long after the login, whatever happens
/// @param unremembered any other session ends this long after the login
public record Timeouts(
    Duration accessToken, Duration idle, Duration absolute, Duration unremembered) {
  public static final Duration LONGEST_ACCESS_TOKEN = Duration.ofHours(1);

  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofMinutes(10), Duration.ofDays(14), Duration.ofDays(90), Duration.ofHours(12));

  public Timeouts {
    if (!isPositive(accessToken) || accessToken.compareTo(LONGEST_ACCESS_TOKEN) > 0) {
      throw new IllegalArgumentException("an access token lives from one second to one hour");
    }
    if (idle.compareTo(accessToken) < 0) {
      throw new IllegalArgumentException("the idle timeout is shorter than an access token's life");
    }
    if (!isPositive(unremembered) || absolute.compareTo(unremembered) < 0) {
      throw new IllegalArgumentException(
          "a session that is not remembered would outlive one that is");
    }
  }

  /// {@return these, shortened to what is given} Where one would then outlast another that bounds
  /// it, it is shortened too; an access token's life bounds the idle timeout from below.
  Timeouts atMost(
      Optional<Duration> accessToken, Optional<Duration> idle, Optional<Duration> absolute) {
    Duration sessionEnd = shorter(this.absolute, absolute);
    Duration token = shorter(this.accessToken, accessToken);
    Duration idleEnd = shorter(this.idle, idle);
    return new Timeouts(
        token,
        idleEnd.compareTo(token) < 0 ? token : idleEnd,
        sessionEnd,
        shorter(unremembered, Optional.of(sessionEnd)));
  }

  private static Duration shorter(Duration one, Optional<Duration> other) {
    return other.filter(duration -> duration.compareTo(one) < 0).orElse(one);
  }

  private static boolean isPositive(Duration duration) {
    return duration.compareTo(Duration.ofSeconds(1)) >= 0;
  }
}
