package dev.rejeton.domain;

/// Why a refresh token was refused. Told only to whoever proved to hold a token of the session.
public enum Refusal {
  /// It is no token of ours, or its session is not known.
  UNKNOWN,
  /// It was given to another client (RFC 6749 §6).
  OTHER_CLIENT,
  /// Its session was ended on purpose.
  REVOKED,
  /// Whoever held its session logged in anew.
  REPLACED,
  /// The user was disabled.
  USER_DISABLED,
  /// Its session reached its absolute end.
  EXPIRED,
  /// Its session was not used for too long.
  IDLE,
  /// It is newer than the stored session: a backup was restored, and the policy is to refuse.
  NEWER_THAN_STORED,
  /// It was replaced, and came back (RFC 9700 §4.14.2).
  REUSE_DETECTED
}
