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
}
