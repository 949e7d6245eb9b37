package dev.rejeton.domain;

/// What a reuse ends.
public enum ReuseAction {
  /// Nothing: it is refused and reported, so that an operator can see what enforcing would do.
  OBSERVE,
  /// The session of the token.
  SESSION,
  /// Every session of the user.
  USER
}
