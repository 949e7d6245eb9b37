package dev.rejeton.application;

import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Access tokens seen at work and not yet stored as such: proof that an answer arrived. Best
/// effort: losing one only leaves a recovery possible for longer.
public final class Confirmations {
  private static final int MOST = 100_000;

  private final Map<SessionId, RefreshToken> seen = new ConcurrentHashMap<>();

  void saw(Session session, RefreshToken givenWith) {
    boolean isNews = !session.family().confirmed() && session.currentToken().equals(givenWith);
    if (isNews && seen.size() < MOST) {
      seen.put(session.id(), givenWith);
    }
  }

  /// {@return what was seen since the last call}
  Collection<RefreshToken> drain() {
    List<RefreshToken> drained = List.copyOf(seen.values());
    drained.forEach(token -> seen.remove(token.sessionId(), token));
    return drained;
  }
}
