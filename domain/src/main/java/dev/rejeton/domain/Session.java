package dev.rejeton.domain;

import java.time.Instant;
import java.util.Optional;

/// One login of one user on one device, through all its refreshes, until it ends. Immutable; every
/// change yields the next version, and a store keeps a version only in place of the one before.
public record Session(
    SessionId id,
    Grant grant,
    Device device,
    Lifetime lifetime,
    TokenSalt salt,
    TokenFamily family,
    Optional<Revocation> revocation,
    int version) {

  public RefreshToken currentToken() {
    return new RefreshToken(id, family.generation(), family.variant());
  }

  public boolean isLive(Instant now) {
    return refusal(now).isEmpty();
  }

  /// {@return why no token of this session counts any more, if that is so}
  Optional<Refusal> refusal(Instant now) {
    if (revocation.isPresent()) {
      return Optional.of(
          switch (revocation.get().reason()) {
            case REUSE_DETECTED -> Refusal.REUSE_DETECTED;
            case USER_DISABLED -> Refusal.USER_DISABLED;
            case REPLACED_BY_LOGIN -> Refusal.REPLACED;
            case LOGOUT,
                ENDED_BY_USER,
                ENDED_BY_OPERATOR,
                ENDED_BY_CLIENT,
                CLIENT_REMOVED,
                PASSWORD_CHANGED ->
                Refusal.REVOKED;
          });
    }
    if (!now.isBefore(lifetime.endsAt())) {
      return Optional.of(Refusal.EXPIRED);
    }
    return now.isBefore(lifetime.idleAt()) ? Optional.empty() : Optional.of(Refusal.IDLE);
  }

  /// {@return whether an access token that was given with this refresh token still counts} It does
  /// not once the session has ended or there was a recovery since.
  public boolean honours(RefreshToken givenWith, Instant now) {
    return isLive(now) && !family.isBelowFloor(givenWith);
  }

  /// {@return which access tokens of this session are not to be honoured any more, if it has ended
  /// or there was a recovery} Of a session that ran out of time none is left.
  public Optional<Denial> denial() {
    return revocation
        .map(because -> new Denial(id, Optional.empty(), expiryOfAll(because.at())))
        .or(() ->
            family
                .recoveredAt()
                .map(at -> new Denial(id, Optional.of(family.floor(id)), expiryOfAll(at))));
  }

  /// A token may have been given under a clock that was ahead of the one that ends it.
  private Instant expiryOfAll(Instant end) {
    Instant last = end.isBefore(family.answeredAt()) ? family.answeredAt() : end;
    return last.plus(Timeouts.LONGEST_ACCESS_TOKEN);
  }

  /// {@return this session, ended; itself if it had ended already}
  public Session revoke(Revocation because) {
    return revocation.isPresent()
        ? this
        : new Session(id, grant, device, lifetime, salt, family, Optional.of(because), version + 1);
  }

  /// {@return this session, knowing that the answer with its current token arrived}
  public Session confirm() {
    return family.confirmed() ? this : with(lifetime, family.confirm());
  }

  Session rotated(TokenFamily advanced, Instant idleAt) {
    return with(lifetime.idleAt(idleAt), advanced);
  }

  Session recovered(TokenFamily recovered) {
    return with(lifetime, recovered);
  }

  private Session with(Lifetime lifetime, TokenFamily family) {
    return new Session(id, grant, device, lifetime, salt, family, revocation, version + 1);
  }
}
