package dev.rejeton.adapter.crypto;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import dev.rejeton.application.port.out.AccessTokens;
import dev.rejeton.domain.AccessToken;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Grant;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.UserId;
import dev.rejeton.domain.VerificationKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Access tokens as signed JWTs (RFC 9068). Verification needs no more than the keys in memory.
public final class JwtAccessTokens implements AccessTokens {
  private static final Map<String, Object> HEADER = Map.of("typ", "at+jwt");

  /// A clock that was set back must not log out everybody who got a token just before. A minute
  /// covers the corrections of a clock that is looked after, and gives nothing away: the token is
  /// ours.
  private static final Duration CLOCK_STEP = Duration.ofSeconds(60);

  private final String issuer;
  private final String audience;
  private final SigningKeys keys;

  /// @param issuer the `iss` of every token: our own URL, exactly as others know it
  /// @param audience the `aud` of every token: who it is for
  public JwtAccessTokens(String issuer, String audience, SigningKeys keys) {
    this.issuer = issuer;
    this.audience = audience;
    this.keys = keys;
  }

  /// The `jti` names the answer that the token was given with: a retry of that answer gets another
  /// token of the same name.
  @Override
  public AccessToken mint(Session session, Instant now, Instant expiresAt) {
    Instant issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
    Instant expiry = expiresAt.truncatedTo(ChronoUnit.SECONDS);
    Grant grant = session.grant();
    JWTCreator.Builder claims =
        JWT.create()
            .withHeader(HEADER)
            .withIssuer(issuer)
            .withSubject(grant.userId().value())
            .withAudience(audience)
            .withIssuedAt(issuedAt)
            .withExpiresAt(expiry)
            .withJWTId(jti(session.currentToken()))
            .withClaim("client_id", grant.clientId().value())
            .withClaim("sid", session.id().value())
            .withClaim("auth_time", grant.authentication().time().getEpochSecond())
            .withArrayClaim("amr", grant.authentication().methods().toArray(String[]::new));
    if (!grant.scope().isEmpty()) {
      claims.withClaim("scope", grant.scope().toString());
    }
    return new AccessToken(keys.sign(claims), issuedAt, expiry);
  }

  private static String jti(RefreshToken givenWith) {
    return givenWith.sessionId() + "." + givenWith.generation() + "." + givenWith.variant();
  }

  @Override
  public Optional<AccessTokenClaims> verify(Secret jwt, Instant now) {
    return verifyEvenIfExpired(jwt, now).filter(claims -> now.isBefore(claims.expiresAt()));
  }

  @Override
  public Optional<AccessTokenClaims> verifyEvenIfExpired(Secret jwt, Instant now) {
    return StrictJws.parse(jwt)
        .filter(keys::haveSigned)
        .map(StrictJws::claims)
        .filter(claims -> isForUs(claims) && isTimely(claims, now) && isWellFormed(claims))
        .flatMap(JwtAccessTokens::read);
  }

  private boolean isForUs(JsonObject claims) {
    // A string, or an array of them (RFC 7519 §4.1.3).
    List<String> audiences =
        claims.text("aud").map(List::of).or(() -> claims.texts("aud")).orElseGet(List::of);
    return claims.text("iss").filter(issuer::equals).isPresent() && audiences.contains(audience);
  }

  private static boolean isTimely(JsonObject claims, Instant now) {
    Instant latest = now.plus(CLOCK_STEP);
    return claims.instant("iat").filter(issuedAt -> !issuedAt.isAfter(latest)).isPresent()
        && (!claims.has("nbf")
            || claims.instant("nbf").filter(notBefore -> !notBefore.isAfter(now)).isPresent());
  }

  private static boolean isWellFormed(JsonObject claims) {
    return claims.instant("auth_time").isPresent()
        && claims.texts("amr").isPresent()
        && (!claims.has("scope") || claims.text("scope").isPresent());
  }

  private static Optional<AccessTokenClaims> read(JsonObject claims) {
    Optional<Instant> expiresAt = claims.instant("exp");
    try {
      // A name that is missing is read as an empty one, and no name may be empty.
      var sessionId = new SessionId(claims.text("sid").orElse(""));
      var userId = new UserId(claims.text("sub").orElse(""));
      var clientId = new ClientId(claims.text("client_id").orElse(""));
      var scope = Scope.parse(claims.text("scope").orElse(""));
      Optional<RefreshToken> givenWith = givenWith(claims.text("jti").orElse(""), sessionId);
      return givenWith.flatMap(
          name -> expiresAt.map(at -> new AccessTokenClaims(name, userId, clientId, scope, at)));
    } catch (IllegalArgumentException notAValue) {
      return Optional.empty();
    }
  }

  private static Optional<RefreshToken> givenWith(String jti, SessionId sessionId) {
    String[] parts = jti.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    var token = new RefreshToken(sessionId, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    return Optional.of(token).filter(read -> jti(read).equals(jti));
  }

  @Override
  public List<VerificationKey> verificationKeys() {
    return keys.verificationKeys();
  }
}
