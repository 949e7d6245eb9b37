package dev.rejeton.application.port.in;

import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.Secret;
import java.util.Optional;

/// For a client that holds a refresh token.
public interface Tokens {
  sealed interface RefreshResult {
    record Refreshed(IssuedTokens tokens) implements RefreshResult {}

    /// `invalid_grant` (RFC 6749 §5.2).
    ///
    /// @param reason why; present only if the caller proved to hold a token of the session
    record Refused(Optional<Refusal> reason) implements RefreshResult {}
  }

  /// Exchanges a refresh token for its successor and a new access token (RFC 6749 §6).
  RefreshResult refresh(ClientId client, Secret presented, Origin origin);
}
