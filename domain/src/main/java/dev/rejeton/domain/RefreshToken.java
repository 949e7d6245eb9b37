package dev.rejeton.domain;

/// The *name* of a refresh token: the session, how many rotations came before it, and which of the
/// siblings of that generation it is. The bearer string is this name with a proof; the name alone
/// opens nothing.
public record RefreshToken(SessionId sessionId, int generation, int variant) {
  public RefreshToken {
    if (generation < 0 || variant < 0) {
      throw new IllegalArgumentException("generation and variant count from zero");
    }
  }

  /// {@return whether the other was given out after this one} Both are of one session.
  boolean isOlderThan(RefreshToken other) {
    return generation < other.generation
        || (generation == other.generation && variant < other.variant);
  }

  /// {@return the later given out of two tokens of one session}
  public RefreshToken newer(RefreshToken other) {
    return isOlderThan(other) ? other : this;
  }
}
