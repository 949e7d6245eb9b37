package dev.rejeton.application;

import dev.rejeton.application.port.in.Sessions;
import dev.rejeton.application.port.in.Sessions.EndResult.Ended;
import dev.rejeton.application.port.in.Sessions.EndResult.LoginTooOld;
import dev.rejeton.application.port.in.Sessions.EndResult.NotFound;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Revocation.Reason;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What a signed-in user may see and end.
public final class SessionService implements Sessions {
  private final SessionStore store;
  private final Revocations revocations;
  private final Holdings holdings;
  private final Issuer issuer;
  private final Verifier verifier;
  private final Duration maxLoginAge;
  private final InstantSource clock;

  /// Ending other sessions asks for a login no older than `maxLoginAge` (ASVS 7.5.2).
  public SessionService(
      SessionStore store,
      Issuer issuer,
      Verifier verifier,
      Duration maxLoginAge,
      InstantSource clock) {
    this.store = store;
    this.revocations = new Revocations(store);
    this.holdings = new Holdings(store, issuer);
    this.issuer = issuer;
    this.verifier = verifier;
    this.maxLoginAge = maxLoginAge;
    this.clock = clock;
  }

  @Override
  public boolean acknowledge(Secret accessToken) {
    return verifier.verify(accessToken, clock.instant()).isPresent();
  }

  @Override
  public Optional<Session> authenticate(Secret accessToken) {
    Instant now = clock.instant();
    return verifier
        .verify(accessToken, now)
        .map(AccessTokenClaims::givenWith)
        .flatMap(
            name -> store.find(name.sessionId()).filter(session -> session.honours(name, now)));
  }

  @Override
  public Optional<Session> holding(Secret token) {
    return holdings.sessionOf(token, clock.instant());
  }

  @Override
  public boolean isCsrfToken(Secret presented, Secret refreshToken) {
    return issuer
        .refreshTokens()
        .unseal(refreshToken)
        .filter(name -> issuer.csrfTokens().isGenuine(presented, name.sessionId()))
        .isPresent();
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
}
