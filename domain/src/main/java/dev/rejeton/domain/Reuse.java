package dev.rejeton.domain;

import java.time.Duration;

/// Both sides of a reuse: the token that came back, and who had been given the one in its place.
///
/// @param kind what sort of token came back
/// @param presented the token that came back
/// @param age how long ago the current token was given out
/// @param answeredTo who was given it
/// @param presentedBy who presented the replaced one
public record Reuse(
    Kind kind, RefreshToken presented, Duration age, Origin answeredTo, Origin presentedBy) {
  public enum Kind {
    /// Two or more generations old.
    STALE,
    /// A sibling that a recovery had displaced.
    SUPERSEDED,
    /// The previous token: too late, or after its successor was seen at work.
    RECENT
  }
}
