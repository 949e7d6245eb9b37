package dev.rejeton.application;

import dev.rejeton.application.port.out.AccessTokens;
import dev.rejeton.domain.AccessToken;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.VerificationKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Access tokens that say in clear what they are: `refresh token/expiry`, with the refresh token
/// they were given with. All claim to be Ada's, whosever session it is.
public record ClearAccessTokens() implements AccessTokens {
  /// {@return the access token that is given with a refresh token}
  public static Secret givenWith(Secret refreshToken, Instant expiresAt) {
    return new Secret(refreshToken.reveal() + "/" + expiresAt);
  }

  @Override
  public AccessToken mint(Session session, Instant now, Instant expiresAt) {
    Secret refreshToken = new ClearRefreshTokens().seal(session.currentToken(), session.salt());
    return new AccessToken(givenWith(refreshToken, expiresAt), now, expiresAt);
  }

  @Override
  public Optional<AccessTokenClaims> verify(Secret jwt, Instant now) {
    return verifyEvenIfExpired(jwt, now).filter(claims -> now.isBefore(claims.expiresAt()));
  }

  @Override
  public Optional<AccessTokenClaims> verifyEvenIfExpired(Secret jwt, Instant now) {
    String[] parts = jwt.reveal().split("/");
    return parts.length == 2
        ? new ClearRefreshTokens()
            .unseal(new Secret(parts[0]))
            .map(token ->
                new AccessTokenClaims(
                    token, Fixture.ADA, Fixture.APP, Scope.parse("api"), Instant.parse(parts[1])))
        : Optional.empty();
  }

  @Override
  public List<VerificationKey> verificationKeys() {
    return List.of();
  }
}
