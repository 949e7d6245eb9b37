package dev.rejeton.application;

import dev.rejeton.application.port.in.IssuedTokens;
import dev.rejeton.application.port.out.AccessTokens;
import dev.rejeton.application.port.out.CsrfTokens;
import dev.rejeton.application.port.out.RefreshTokens;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Session;
import java.time.Instant;

/// Makes the tokens of a session as it is stored. Called after the store has answered, so that no
/// connection is held while signing; if it fails after a refresh, the client's retry gets the
/// tokens it was owed.
///
/// @param policy the server's own; each client has its terms
public record Issuer(
    RotationPolicy policy,
    RefreshTokens refreshTokens,
    AccessTokens accessTokens,
    CsrfTokens csrfTokens) {
  RotationPolicy policyFor(Client client) {
    return client.terms().applyTo(policy);
  }

  /// @param access what the access token is to be good for: the session's grant, or less
  IssuedTokens issue(Session session, RotationPolicy policy, Access access, Instant now) {
    return new IssuedTokens(
        accessTokens.mint(session, access, now, policy.accessTokenExpiry(session, now)),
        refreshTokens.seal(session.currentToken(), session.salt()),
        csrfTokens.of(session.id()),
        session);
  }
}
