package dev.rejeton.adapter.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rejeton.application.port.in.IssuedTokens;
import dev.rejeton.domain.AccessToken;
import dev.rejeton.domain.Lifetime;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SessionId;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The answer to a login or a refresh (RFC 6749 §5.1).
///
/// @param expiresIn the life of the access token, in seconds from its `iat`
/// @param toKeep what the client has to keep until the next refresh, under the names of members:
///   the refresh token, or the CSRF token beside a cookie
/// @param refreshExpiresIn seconds until the refresh token is of no use unless it is used, from the
///   same instant
/// @param sessionExpiresIn seconds until the session ends, whatever happens, from the same instant
record TokenResponse(
    Secret accessToken,
    TokenType tokenType,
    long expiresIn,
    @JsonAnyGetter Map<String, Secret> toKeep,
    @JsonInclude(Include.NON_EMPTY) Scope scope,
    SessionId sessionId,
    long refreshExpiresIn,
    long sessionExpiresIn) {

  enum TokenType {
    @JsonProperty("Bearer")
    BEARER
  }

  static TokenResponse of(IssuedTokens issued) {
    return of(issued, Map.of("refresh_token", issued.refreshToken()));
  }

  /// {@return the answer without the refresh token, which a cookie carries}
  ///
  /// @param csrfToken what a page has to send from now on, if it has to
  static TokenResponse besideCookie(IssuedTokens issued, Optional<Secret> csrfToken) {
    return of(issued, csrfToken.map(token -> Map.of("csrf_token", token)).orElse(Map.of()));
  }

  private static TokenResponse of(IssuedTokens issued, Map<String, Secret> toKeep) {
    AccessToken accessToken = issued.accessToken();
    Lifetime lifetime = issued.session().lifetime();
    return new TokenResponse(
        accessToken.jwt(),
        TokenType.BEARER,
        seconds(accessToken.issuedAt(), accessToken.expiresAt()),
        toKeep,
        accessToken.access().scope(),
        issued.session().id(),
        seconds(accessToken.issuedAt(), lifetime.idleAt()),
        seconds(accessToken.issuedAt(), lifetime.endsAt()));
  }

  /// Marks an answer to whoever asked for tokens (RFC 6749 §5.1).
  static void keepOutOfOldCaches(Context context) {
    context.header("Pragma", "no-cache");
  }

  private static long seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toSeconds());
  }
}
