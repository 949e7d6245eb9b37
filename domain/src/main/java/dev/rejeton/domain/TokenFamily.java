package dev.rejeton.domain;

import java.time.Instant;
import java.util.Optional;

/// Where a session's refresh tokens stand: which one is current, which one came before it, and how
/// the current one was given out. Every token of the session's past and future has its place here.
///
/// @param generation how many rotations there have been
/// @param variant which sibling of this generation is current; others were displaced by recoveries
/// @param previousVariant which sibling of the generation before was the one rotated
/// @param rotatedAt when this generation began
/// @param answeredTo who was given the current token
/// @param recoveredAt when the current sibling displaced the one before it, if it did
/// @param recoveries how often that happened in this generation
/// @param confirmed whether an access token given with the current token was seen at work
/// @param floorGeneration the generation of the last recovery there ever was
/// @param floorVariant the sibling it gave out; access tokens given earlier count no more
public record TokenFamily(
    int generation,
    int variant,
    int previousVariant,
    Instant rotatedAt,
    Origin answeredTo,
    Optional<Instant> recoveredAt,
    int recoveries,
    boolean confirmed,
    int floorGeneration,
    int floorVariant) {

  static TokenFamily begin(Instant now, Origin origin) {
    return new TokenFamily(0, 0, 0, now, origin, Optional.empty(), 0, false, 0, 0);
  }

  /// {@return when the current token was first given out}
  public Instant answeredAt() {
    return recoveredAt.orElse(rotatedAt);
  }

  boolean isCurrent(RefreshToken token) {
    return token.generation() == generation && token.variant() == variant;
  }

  boolean isPrevious(RefreshToken token) {
    return token.generation() == generation - 1 && token.variant() == previousVariant;
  }

  /// Whether the token is one this row has yet to give out: it was, and the row is a restored older
  /// one. A sibling ahead counts as much as a generation ahead.
  boolean isAhead(RefreshToken token) {
    return token.generation() > generation
        || (token.generation() == generation && token.variant() > variant);
  }

  /// Whether a recovery gave a sibling in this token's place.
  boolean isDisplaced(RefreshToken token) {
    return (token.generation() == generation && token.variant() < variant)
        || (token.generation() == generation - 1 && token.variant() != previousVariant);
  }

  /// Whether an access token given with this token was given before the last recovery. It may be
  /// the displaced sibling's; the honest client has a newer one.
  boolean isBelowFloor(RefreshToken token) {
    return token.isOlderThan(floor(token.sessionId()));
  }

  /// {@return the first token whose access tokens count}
  RefreshToken floor(SessionId sessionId) {
    return new RefreshToken(sessionId, floorGeneration, floorVariant);
  }

  /// {@return the family after this token was rotated} The current one, or one ahead of a restored
  /// row, which then goes on as if it had never been replaced by an older one.
  TokenFamily advance(RefreshToken rotated, Instant now, Origin origin) {
    return new TokenFamily(
        rotated.generation() + 1,
        0,
        rotated.variant(),
        now,
        origin,
        Optional.empty(),
        0,
        false,
        floorGeneration,
        floorVariant);
  }

  TokenFamily recover(Instant now, Origin origin) {
    return new TokenFamily(
        generation,
        variant + 1,
        previousVariant,
        rotatedAt,
        origin,
        Optional.of(now),
        recoveries + 1,
        false,
        generation,
        variant + 1);
  }

  TokenFamily confirm() {
    return new TokenFamily(
        generation,
        variant,
        previousVariant,
        rotatedAt,
        answeredTo,
        recoveredAt,
        recoveries,
        true,
        floorGeneration,
        floorVariant);
  }
}
