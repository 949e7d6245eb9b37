package dev.rejeton.application;

import dev.rejeton.application.port.in.Keys;
import dev.rejeton.application.port.in.Sessions;
import dev.rejeton.application.port.in.Sessions.EndResult.Ended;
import dev.rejeton.application.port.in.Sessions.EndResult.LoginTooOld;
import dev.rejeton.application.port.in.Sessions.EndResult.NotFound;
import dev.rejeton.application.port.out.AccessTokens;
import dev.rejeton.application.port.out.RefreshTokens;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Revocation.Reason;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.UserId;
import dev.rejeton.domain.VerificationKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What a signed-in user may see and end.
public final class SessionService implements Sessions, Keys {
  private final SessionStore store;
  private final Revocations revocations;
  private final RefreshTokens refreshTokens;
  private final AccessTokens accessTokens;
  private final Confirmations confirmations;
  private final Duration maxLoginAge;
  private final InstantSource clock;

  /// Ending other sessions asks for a login no older than `maxLoginAge` (ASVS 7.5.2).
  public SessionService(
      SessionStore store,
      Issuer issuer,
      Confirmations confirmations,
      Duration maxLoginAge,
      InstantSource clock) {
    this.store = store;
    this.revocations = new Revocations(store);
    this.refreshTokens = issuer.refreshTokens();
    this.accessTokens = issuer.accessTokens();
    this.confirmations = confirmations;
    this.maxLoginAge = maxLoginAge;
    this.clock = clock;
  }

  @Override
  public Optional<Session> authenticate(Secret accessToken) {
    Instant now = clock.instant();
    Optional<AccessTokenClaims> claims = accessTokens.verify(accessToken, now);
    return claims.flatMap(verified ->
        store
            .find(verified.givenWith().sessionId())
            .filter(session -> session.honours(verified.givenWith(), now))
            .map(session -> {
              confirmations.saw(session, verified.givenWith());
              return session;
            }));
  }

  @Override
  public Optional<Session> holding(Secret token) {
    return ofRefreshToken(token).or(() -> ofAccessToken(token));
  }

  private Optional<Session> ofRefreshToken(Secret token) {
    return refreshTokens
        .unseal(token)
        .flatMap(name ->
            store
                .find(name.sessionId())
                .filter(session -> refreshTokens.isGenuine(token, name, session.salt())));
  }

  private Optional<Session> ofAccessToken(Secret token) {
    return accessTokens
        .verifyEvenIfExpired(token, clock.instant())
        .flatMap(claims -> store.find(claims.givenWith().sessionId()));
  }

  @Override
  public EndResult end(Session own, Extent extent, Origin origin) {
    Instant now = clock.instant();
    UserId user = own.grant().userId();
    return switch (extent) {
      case THIS -> {
        revocations.revoke(own.id(), new Revocation(now, Reason.LOGOUT, origin));
        yield new Ended();
      }
      case OTHERS, ALL -> {
        if (!mayEndOthers(own, now)) {
          yield new LoginTooOld(maxLoginAge);
        }
        boolean all = extent == Extent.ALL;
        Reason reason = all ? Reason.LOGOUT : Reason.ENDED_BY_USER;
        Optional<SessionId> except = all ? Optional.empty() : Optional.of(own.id());
        store.revokeAll(user, except, new Revocation(now, reason, origin));
        yield new Ended();
      }
    };
  }

  @Override
  public EndResult end(Session own, SessionId id, Origin origin) {
    if (id.equals(own.id())) {
      return end(own, Extent.THIS, origin);
    }
    Instant now = clock.instant();
    if (!mayEndOthers(own, now)) {
      return new LoginTooOld(maxLoginAge);
    }
    UserId user = own.grant().userId();
    boolean isTheirs =
        store
            .find(id)
            .filter(other -> other.grant().userId().equals(user) && other.isLive(now))
            .isPresent();
    return isTheirs && revocations.revoke(id, new Revocation(now, Reason.ENDED_BY_USER, origin))
        ? new Ended()
        : new NotFound();
  }

  private boolean mayEndOthers(Session own, Instant now) {
    return own.isLive(now) && own.grant().authentication().isWithin(maxLoginAge, now);
  }

  @Override
  public List<Session> list(Session own) {
    return store.findLive(own.grant().userId(), clock.instant());
  }

  @Override
  public List<VerificationKey> verificationKeys() {
    return accessTokens.verificationKeys();
  }
}
