package dev.rejeton.domain;

import java.time.Duration;

/// How long things last.
///
/// @param accessToken the longest life of an access token; at most one hour (RFC 6750 §5.3)
/// @param idle a session ends when it was not refreshed for this long
/// @param absolute a remembered session ends this long after the login, whatever happens
/// @param unremembered any other session ends this long after the login
public record Timeouts(
    Duration accessToken, Duration idle, Duration absolute, Duration unremembered) {
  private static final Duration LONGEST_ACCESS_TOKEN = Duration.ofHours(1);

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

  private static boolean isPositive(Duration duration) {
    return duration.compareTo(Duration.ofSeconds(1)) >= 0;
  }
}
