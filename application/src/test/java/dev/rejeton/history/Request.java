package dev.rejeton.history;

import dev.rejeton.domain.Origin;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Session;
import java.time.Instant;

/// A call about the session of a history: by whom, and at what time by the clock it was given.
record Request(Call call, Origin origin, Instant now) {

  sealed interface Call {
    record Refresh(RefreshToken token) implements Call {}

    /// Presents the access token that was given with a refresh token.
    record Authenticate(RefreshToken givenWith, Instant expiresAt) implements Call {}

    /// Asks whether that access token counts, without a look at its session.
    record Acknowledge(RefreshToken givenWith, Instant expiresAt) implements Call {}

    /// Logs out everywhere.
    ///
    /// @param own the session as whoever asks last saw it
    record LogOutEverywhere(Session own) implements Call {}

    enum Plain implements Call {
      /// Reads the row, live or not.
      LOOK,
      LOG_OUT,
      /// An operator ends the session.
      REVOKE,
      DISABLE_USER,
      /// Stores what was seen at work.
      STORE_CONFIRMATIONS,
      PURGE
    }
  }
}
