package dev.rejeton.application.port.in;

import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import java.time.Duration;

/// For a server that is shown a token and asks what it is worth (RFC 7662).
public interface Introspections {
  sealed interface IntrospectionResult {
    /// Expired, revoked, unknown, malformed, forged, or none of the caller's business: it is not
    /// told which.
    record Inactive() implements IntrospectionResult {}

    record ActiveAccessToken(AccessTokenClaims claims) implements IntrospectionResult {}

    /// A refresh with it would be answered.
    record ActiveRefreshToken(Session session) implements IntrospectionResult {}

    /// The caller is a public client: anybody could be it.
    record Denied() implements IntrospectionResult {}

    /// The same as [Inactive], and the caller asked about too many such tokens (RFC 7662 §4).
    record Throttled(Duration retryAfter) implements IntrospectionResult {}
  }

  /// An access token is told of to the client it was given to and to its audience, a refresh token
  /// to the client it was given to. Asking changes nothing and prolongs nothing.
  ///
  /// @param caller who asks, authenticated
  IntrospectionResult introspect(Client caller, Secret token);
}
