package dev.rejeton.application;

import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.SessionId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Access tokens seen at work and not yet stored as such: proof that an answer arrived. Best
/// effort: losing one only leaves a recovery possible for longer.
public final class Confirmations {
  private static final int MOST = 50_000;

  private final Map<SessionId, RefreshToken> unstored = new ConcurrentHashMap<>();

  /// What was seen of each session last, so that a token in use all day is news once.
  private final Map<SessionId, RefreshToken> newest = new ConcurrentHashMap<>();

  void saw(RefreshToken givenWith) {
    if (newest.size() >= MOST) {
      newest.clear();
    }
    boolean isKnown =
        Optional.ofNullable(newest.get(givenWith.sessionId()))
            .filter(known -> known.newer(givenWith).equals(known))
            .isPresent();
    if (!isKnown && unstored.size() < MOST) {
      newest.merge(givenWith.sessionId(), givenWith, RefreshToken::newer);
      unstored.merge(givenWith.sessionId(), givenWith, RefreshToken::newer);
    }
  }

  /// {@return what was seen since the last call}
  Collection<RefreshToken> drain() {
    List<RefreshToken> drained = List.copyOf(unstored.values());
    drained.forEach(token -> unstored.remove(token.sessionId(), token));
    return drained;
  }
}
