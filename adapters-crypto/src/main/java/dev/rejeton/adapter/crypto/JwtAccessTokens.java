package dev.rejeton.adapter.crypto;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import dev.rejeton.application.port.out.AccessTokens;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.AccessToken;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.Audience;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Grant;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Access tokens as signed JWTs (RFC 9068). Verification needs no more than the keys in memory.
public final class JwtAccessTokens implements AccessTokens {
  /// A clock that was set back must not log out everybody who got a token just before. A minute
  /// covers the corrections of a clock that is looked after, and gives nothing away: the token is
  /// ours.
  private static final Duration CLOCK_STEP = Duration.ofSeconds(60);

  private final String issuer;
  private final String audience;
  private final TokenType type;
  private final JwtSigningKeys keys;

  /// @param issuer the `iss` of every token: our own URL, exactly as others know it
  /// @param audience the `aud` of tokens that are for no other resource
  /// @param type the type that tokens are written with
  public JwtAccessTokens(String issuer, String audience, TokenType type, JwtSigningKeys keys) {
    this.issuer = issuer;
    this.audience = audience;
    this.type = type;
    this.keys = keys;
  }

  /// The `jti` names the answer that the token was given with: a retry of that answer gets another
  /// token of the same name.
  @Override
  public AccessToken mint(Session session, Access access, Instant now, Instant expiresAt) {
    Instant issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
    Instant expiry = expiresAt.truncatedTo(ChronoUnit.SECONDS);
    Grant grant = session.grant();
    JWTCreator.Builder claims =
        JWT.create()
            .withHeader(Map.of("typ", type.value()))
            .withIssuer(issuer)
            .withSubject(grant.userId().value())
            .withAudience(resources(access).toArray(String[]::new))
            .withIssuedAt(issuedAt)
            .withExpiresAt(expiry)
            .withJWTId(jti(session.currentToken()))
            .withClaim("client_id", grant.clientId().value())
            .withClaim("sid", session.id().value())
            .withClaim("auth_time", grant.authentication().time().getEpochSecond())
            .withArrayClaim("amr", grant.authentication().methods().toArray(String[]::new));
    if (!access.scope().isEmpty()) {
      claims.withClaim("scope", access.scope().toString());
    }
    return new AccessToken(keys.sign(claims, now), access, issuedAt, expiry);
  }

  /// {@return the `aud`} One resource is written as a string, several as an array (RFC 7519
  /// §4.1.3).
  private List<String> resources(Access access) {
    return access.audience().isOwn() ? List.of(audience) : access.audience().resources();
  }

  private static String jti(RefreshToken givenWith) {
    return givenWith.sessionId() + "." + givenWith.generation() + "." + givenWith.variant();
  }

  @Override
  public Optional<AccessTokenClaims> verify(Secret jwt, Instant now) {
    return verifyForAnyone(jwt, now).filter(claims -> isForUs(claims.access().audience()));
  }

  private boolean isForUs(Audience meant) {
    return meant.isOwn() || meant.contains(audience) || meant.contains(issuer);
  }

  @Override
  public Optional<AccessTokenClaims> verifyForAnyone(Secret jwt, Instant now) {
    return verifyEvenIfExpired(jwt, now).filter(claims -> now.isBefore(claims.expiresAt()));
  }

  @Override
  public Optional<AccessTokenClaims> verifyEvenIfExpired(Secret jwt, Instant now) {
    return StrictJws.parse(jwt, type)
        .filter(keys::haveSigned)
        .map(StrictJws::claims)
        .filter(claims -> claims.text("iss").filter(issuer::equals).isPresent())
        .filter(claims -> isTimely(claims, now) && isWellFormed(claims))
        .flatMap(this::read);
  }

  private static boolean isTimely(JsonObject claims, Instant now) {
    Instant latest = now.plus(CLOCK_STEP);
    return claims.instant("iat").filter(issuedAt -> !issuedAt.isAfter(latest)).isPresent()
        && (!claims.has("nbf")
            || claims.instant("nbf").filter(notBefore -> !notBefore.isAfter(now)).isPresent());
  }

  private static boolean isWellFormed(JsonObject claims) {
    return claims.instant("exp").isPresent()
        && claims.instant("auth_time").isPresent()
        && claims.texts("amr").isPresent()
        && (!claims.has("scope") || claims.text("scope").isPresent());
  }

  private Optional<AccessTokenClaims> read(JsonObject claims) {
    // What is missing is read as empty, and nothing of this but the scope may be empty.
    String id = claims.text("jti").orElse("");
    try {
      var sessionId = new SessionId(claims.text("sid").orElse(""));
      var userId = new UserId(claims.text("sub").orElse(""));
      var clientId = new ClientId(claims.text("client_id").orElse(""));
      var scope = Scope.parse(claims.text("scope").orElse(""));
      var access = new Access(scope, audience(claims));
      Instant issuedAt = claims.instant("iat").orElseThrow();
      Instant expiresAt = claims.instant("exp").orElseThrow();
      return givenWith(id, sessionId)
          .map(name ->
              new AccessTokenClaims(id, name, userId, clientId, access, issuedAt, expiresAt));
    } catch (IllegalArgumentException notAValue) {
      return Optional.empty();
    }
  }

  /// A string, or an array of them (RFC 7519 §4.1.3).
  ///
  /// @throws IllegalArgumentException if it names nobody
  private Audience audience(JsonObject claims) {
    List<String> resources =
        claims.text("aud").map(List::of).or(() -> claims.texts("aud")).orElse(List.of());
    if (resources.isEmpty()) {
      throw new IllegalArgumentException("a token is for somebody");
    }
    return resources.equals(List.of(audience)) ? Audience.OWN : new Audience(resources);
  }

  private static Optional<RefreshToken> givenWith(String jti, SessionId sessionId) {
    String[] parts = jti.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    var token = new RefreshToken(sessionId, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    return Optional.of(token).filter(read -> jti(read).equals(jti));
  }
}
