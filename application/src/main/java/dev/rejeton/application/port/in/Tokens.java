package dev.rejeton.application.port.in;

import dev.rejeton.domain.Access.Excess;
import dev.rejeton.domain.AccessRequest;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.Secret;
import java.util.Optional;

/// For a client that holds tokens.
public interface Tokens {
  sealed interface RefreshResult {
    record Refreshed(IssuedTokens tokens) implements RefreshResult {}

    /// `invalid_grant` (RFC 6749 §5.2).
    ///
    /// @param reason why; present only if the caller proved to hold a token of the session
    record Refused(Optional<Refusal> reason) implements RefreshResult {}

    /// More was asked for than was granted. The token is not used up.
    record Exceeded(Excess excess) implements RefreshResult {}
  }

  /// Exchanges a refresh token for its successor and a new access token (RFC 6749 §6).
  ///
  /// @param client who asks, authenticated
  RefreshResult refresh(Client client, Secret presented, AccessRequest request, Origin origin);

  /// Ends the session of a token, access or refresh, that was given to this client (RFC 7009). If
  /// there is none, nothing happens.
  void revoke(Client client, Secret token, Origin origin);
}
