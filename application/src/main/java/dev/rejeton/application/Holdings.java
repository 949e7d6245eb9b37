package dev.rejeton.application;

import dev.rejeton.application.port.out.RefreshTokens;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import java.time.Instant;
import java.util.Optional;

/// Whose session a genuine token of ours is of, access or refresh, current or not, expired or not.
record Holdings(SessionStore store, Issuer issuer) {
  /// A refresh token's name, and its session.
  record Held(RefreshToken name, Session session) {}

  Optional<Session> sessionOf(Secret token, Instant now) {
    return ofRefreshToken(token).map(Held::session).or(() -> ofAccessToken(token, now));
  }

  Optional<Held> ofRefreshToken(Secret token) {
    RefreshTokens refreshTokens = issuer.refreshTokens();
    return refreshTokens
        .unseal(token)
        .flatMap(name -> store.find(name.sessionId()).map(session -> new Held(name, session)))
        .filter(held -> refreshTokens.isGenuine(token, held.name(), held.session().salt()));
  }

  private Optional<Session> ofAccessToken(Secret token, Instant now) {
    return issuer
        .accessTokens()
        .verifyEvenIfExpired(token, now)
        .flatMap(claims -> store.find(claims.givenWith().sessionId()));
  }
}
