package dev.rejeton.domain;

import java.time.Instant;
import java.util.Optional;

/// That access tokens of a session count no longer, although they have not expired.
///
/// @param floor the refresh token from which on access tokens given with one still count; without
///   one, none does
/// @param until from when on all of those have expired
public record Denial(SessionId sessionId, Optional<RefreshToken> floor, Instant until) {
  /// {@return whether it denies an access token that was given with this refresh token}
  public boolean denies(RefreshToken givenWith) {
    return givenWith.sessionId().equals(sessionId)
        && floor.stream().allMatch(givenWith::isOlderThan);
  }
}
