package dev.rejeton.application.port.in;

import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Secret;
import java.time.Duration;
import java.util.Optional;

/// For a client that says who it is.
public interface Clients {
  sealed interface AuthenticationResult {
    record Authenticated(Client client) implements AuthenticationResult {}

    /// `invalid_client` (RFC 6749 §5.2): unknown; or the secret is wrong, missing, or one that a
    /// public client does not have. The caller is not told which.
    record InvalidClient() implements AuthenticationResult {}

    /// The same, and too many wrong secrets came from there.
    record Throttled(Duration retryAfter) implements AuthenticationResult {}
  }

  /// {@return the client of the server's own app} It needs no registration.
  Client firstParty();

  /// Tells whether it is this client that asks (RFC 6749 §2.3, §3.2.1): a confidential one by its
  /// secret, a public one by its name alone.
  AuthenticationResult authenticate(ClientId id, Optional<Secret> secret, Origin origin);
}
