package dev.rejeton.adapter.http;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rejeton.adapter.http.TokenResponse.TokenType;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.Audience;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Grant;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.UserId;
import java.util.List;

/// What a token is worth (RFC 7662 §2.2). Instants are in seconds since 1970.
sealed interface IntrospectionResponse {
  /// That, and nothing else, of a token that is worth nothing.
  IntrospectionResponse INACTIVE = new OfNoToken(false);

  record OfNoToken(boolean active) implements IntrospectionResponse {}

  /// The claims of the token.
  ///
  /// @param aud a string if it is one, as in the token (RFC 7519 §4.1.3)
  record OfAccessToken(
      boolean active,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Scope scope,
      ClientId clientId,
      TokenType tokenType,
      long exp,
      long iat,
      UserId sub,
      @JsonFormat(with = JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED) List<String> aud,
      String iss,
      String jti,
      SessionId sid)
      implements IntrospectionResponse {}

  /// What the session of the token was granted. There is no type: it is none that a resource is
  /// shown (RFC 6749 §7.1).
  ///
  /// @param exp when it ends unless it is refreshed
  /// @param iat when the token was last given out
  record OfRefreshToken(
      boolean active,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Scope scope,
      ClientId clientId,
      long exp,
      long iat,
      UserId sub,
      String iss,
      SessionId sid)
      implements IntrospectionResponse {}

  /// {@return what there is to say of an access token}
  ///
  /// @param issuer what the server calls itself
  /// @param ownAudience what it calls its own audience
  static IntrospectionResponse of(AccessTokenClaims claims, String issuer, String ownAudience) {
    Audience audience = claims.access().audience();
    return new OfAccessToken(
        true,
        claims.access().scope(),
        claims.clientId(),
        TokenType.BEARER,
        claims.expiresAt().getEpochSecond(),
        claims.issuedAt().getEpochSecond(),
        claims.userId(),
        audience.isOwn() ? List.of(ownAudience) : audience.resources(),
        issuer,
        claims.id(),
        claims.givenWith().sessionId());
  }

  static IntrospectionResponse of(Session session, String issuer) {
    Grant grant = session.grant();
    return new OfRefreshToken(
        true,
        grant.access().scope(),
        grant.clientId(),
        session.lifetime().idleAt().getEpochSecond(),
        session.family().answeredAt().getEpochSecond(),
        grant.userId(),
        issuer,
        session.id());
  }
}
