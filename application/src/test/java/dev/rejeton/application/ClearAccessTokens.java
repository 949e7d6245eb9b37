package dev.rejeton.application;

import dev.rejeton.application.port.out.AccessTokens;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.AccessToken;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.Audience;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import java.time.Instant;
import java.util.Optional;

/// Access tokens that say in clear what they are: `refresh token/expiry/client/scope/audience`,
/// with the refresh token they were given with. All claim to be Ada's, whosever session it is. The
/// short form `refresh token/expiry` is good for what the first-party client is granted.
public record ClearAccessTokens() implements AccessTokens {
  /// {@return the access token that is given with a refresh token}
  public static Secret givenWith(Secret refreshToken, Instant expiresAt) {
    return new Secret(refreshToken.reveal() + "/" + expiresAt);
  }

  @Override
  public AccessToken mint(Session session, Access access, Instant now, Instant expiresAt) {
    Secret refreshToken = new ClearRefreshTokens().seal(session.currentToken(), session.salt());
    String jwt =
        String.join(
            "/",
            givenWith(refreshToken, expiresAt).reveal(),
            session.grant().clientId().value(),
            access.scope().toString(),
            access.audience().toString());
    return new AccessToken(new Secret(jwt), access, now, expiresAt);
  }

  @Override
  public Optional<AccessTokenClaims> verify(Secret jwt, Instant now) {
    return verifyForAnyone(jwt, now).filter(claims -> claims.access().audience().isOwn());
  }

  @Override
  public Optional<AccessTokenClaims> verifyForAnyone(Secret jwt, Instant now) {
    return verifyEvenIfExpired(jwt, now).filter(claims -> now.isBefore(claims.expiresAt()));
  }

  @Override
  public Optional<AccessTokenClaims> verifyEvenIfExpired(Secret jwt, Instant now) {
    String[] parts = jwt.reveal().split("/", -1);
    return switch (parts.length) {
      case 2 -> claims(parts, Fixture.APP.id(), Access.to(Fixture.SCOPE));
      case 5 ->
          claims(
              parts,
              new ClientId(parts[2]),
              new Access(Scope.parse(parts[3]), Audience.parse(parts[4])));
      default -> Optional.empty();
    };
  }

  private static Optional<AccessTokenClaims> claims(
      String[] parts, ClientId client, Access access) {
    Instant expiresAt = Instant.parse(parts[1]);
    return new ClearRefreshTokens()
        .unseal(new Secret(parts[0]))
        .map(token ->
            new AccessTokenClaims(
                parts[0], token, Fixture.ADA, client, access, Fixture.T0, expiresAt));
  }
}
