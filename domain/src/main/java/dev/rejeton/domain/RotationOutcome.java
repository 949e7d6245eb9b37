package dev.rejeton.domain;

/// What becomes of a presented refresh token.
public sealed interface RotationOutcome {
  /// The current token of `next` is the answer. Where `next` is the session as it was, this is a
  /// retry: the same answer again, and nothing to store.
  record Issued(Session next, Manner manner) implements RotationOutcome {}

  /// The token had been replaced. `next` is the session as it ends, or as it was if the policy only
  /// observes.
  record Reused(Session next, Reuse reuse) implements RotationOutcome {}

  /// The token is refused and nothing changes.
  record Refused(Refusal reason) implements RotationOutcome {}

  /// How a token came to be issued.
  enum Manner {
    /// The current token was replaced by the next generation.
    ROTATED,
    /// The current token, newer than a restored row, was replaced by the next generation.
    RESTORED,
    /// The previous or the current token got the last answer again.
    RETRIED,
    /// The previous token got a sibling of a successor that was never seen at work.
    RECOVERED
  }
}
