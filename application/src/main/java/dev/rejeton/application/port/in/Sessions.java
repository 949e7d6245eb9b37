package dev.rejeton.application.port.in;

import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// For a signed-in user: sees and ends their own sessions.
public interface Sessions {
  /// Which of the user's sessions to end.
  enum Extent {
    THIS,
    OTHERS,
    ALL
  }

  sealed interface EndResult {
    record Ended() implements EndResult {}

    /// The user has no such live session.
    record NotFound() implements EndResult {}

    /// Ending another session asks for a login no older than this (RFC 9470).
    record LoginTooOld(Duration maxAge) implements EndResult {}
  }

  /// {@return the live session of an access token} Seeing the token at work confirms that the
  /// answer it came with arrived.
  Optional<Session> authenticate(Secret accessToken);

  /// {@return whether an access token counts} Seeing it at work is all that is done.
  boolean acknowledge(Secret accessToken);

  /// {@return the session of a genuine token of ours, access or refresh, current or not} Enough to
  /// end that session, and for nothing else.
  Optional<Session> holding(Secret token);

  /// {@return whether this is the CSRF token of the session of this refresh token} Says nothing of
  /// whether the refresh token is good for anything.
  boolean isCsrfToken(Secret presented, Secret refreshToken);

  /// Ends sessions at the wish of whoever holds one. Ending an ended session again does nothing,
  /// and an ended session cannot end others, as if its login were too old.
  EndResult end(Session own, Extent extent, Origin origin);

  EndResult end(Session own, SessionId id, Origin origin);

  /// {@return the user's live sessions, the newest first}
  List<Session> list(Session own);
}
