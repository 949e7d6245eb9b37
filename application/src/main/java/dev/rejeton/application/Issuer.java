package dev.rejeton.application;

import dev.rejeton.application.port.in.IssuedTokens;
import dev.rejeton.application.port.out.AccessTokens;
import dev.rejeton.application.port.out.RefreshTokens;
import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Session;
import java.time.Instant;

/// Makes the tokens of a session as it is stored. Called after the store has answered, so that no
/// connection is held while signing; if it fails after a refresh, the client's retry gets the
/// tokens it was owed.
public record Issuer(
    RotationPolicy policy, RefreshTokens refreshTokens, AccessTokens accessTokens) {
  IssuedTokens issue(Session session, Instant now) {
    return new IssuedTokens(
        accessTokens.mint(session, now, policy.accessTokenExpiry(session, now)),
        refreshTokens.seal(session.currentToken(), session.salt()),
        session);
  }
}
