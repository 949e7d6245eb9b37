package dev.rejeton.domain;

import java.time.Duration;
import java.util.Optional;

/// How a client's tokens and sessions differ from the server's settings: never a longer life, but
/// any profile. What is empty is as the server has it.
///
/// @param profile how forgiving rotation is
/// @param accessToken the longest life of an access token; a minute or more
/// @param idle a session ends when it was not refreshed for this long
/// @param absolute a session ends this long after the login, remembered or not
public record Terms(
    Optional<Profile> profile,
    Optional<Duration> accessToken,
    Optional<Duration> idle,
    Optional<Duration> absolute) {
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  /// Nothing differs.
  public static final Terms SERVERS =
      new Terms(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public Terms {
    refuseBelowAMinute(accessToken);
    refuseBelowAMinute(idle);
    refuseBelowAMinute(absolute);
  }

  private static void refuseBelowAMinute(Optional<Duration> lifetime) {
    if (lifetime.filter(duration -> duration.compareTo(SHORTEST) < 0).isPresent()) {
      throw new IllegalArgumentException("a lifetime of a client is a minute or more");
    }
  }

  /// {@return the server's policy as it is for such a client}
  public RotationPolicy applyTo(RotationPolicy server) {
    Timeouts timeouts = server.timeouts().atMost(accessToken, idle, absolute);
    // A grace period has to be less than half of an access token's life, however short that is.
    Duration mostGrace = timeouts.accessToken().dividedBy(2).minusMillis(1);
    Duration grace = profile.map(Profile::gracePeriod).orElse(server.gracePeriod());
    return new RotationPolicy(
        timeouts,
        grace.compareTo(mostGrace) > 0 ? mostGrace : grace,
        profile.map(Profile::recoveryWindow).orElse(server.recoveryWindow()),
        profile.map(Profile::recoveryLimit).orElse(server.recoveryLimit()),
        server.reuseAction(),
        server.restoredSessions());
  }
}
