package dev.rejeton.history;

import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.Session;
import java.time.Instant;
import java.util.Optional;

/// All that a caller was told.
sealed interface Answer {
  /// @param expiresAt when the access token expires
  record Issued(RefreshToken token, Instant expiresAt, Session session) implements Answer {}

  record Refused(Optional<Refusal> reason) implements Answer {}

  record Found(Optional<Session> session) implements Answer {}

  /// @param yes whether what was asked for was done, as far as the call tells
  record Done(boolean yes) implements Answer {}
}
