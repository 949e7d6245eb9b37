package dev.rejeton.application;

import dev.rejeton.application.port.in.Tokens;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refreshed;
import dev.rejeton.application.port.out.AuditLog;
import dev.rejeton.application.port.out.RefreshTokens;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.Reuse;
import dev.rejeton.domain.ReuseAction;
import dev.rejeton.domain.RotationOutcome.Issued;
import dev.rejeton.domain.RotationOutcome.Manner;
import dev.rejeton.domain.RotationOutcome.Refused;
import dev.rejeton.domain.RotationOutcome.Reused;
import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Rotation: find the session, decide, replace; if the session moved meanwhile, decide again. The
/// loop ends by itself, because whoever comes in between brings the decision closer to one that
/// needs no storing: for one presented token it only ever moves from current to previous to reused
/// or ended, and a confirmation comes once.
public final class TokenService implements Tokens {
  private final RotationPolicy policy;
  private final RefreshTokens refreshTokens;
  private final SessionStore store;
  private final AuditLog audit;
  private final Issuer issuer;
  private final InstantSource clock;

  public TokenService(Issuer issuer, SessionStore store, AuditLog audit, InstantSource clock) {
    this.policy = issuer.policy();
    this.refreshTokens = issuer.refreshTokens();
    this.issuer = issuer;
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public RefreshResult refresh(ClientId client, Secret presented, Origin origin) {
    Instant now = clock.instant();
    Optional<RefreshToken> token = refreshTokens.unseal(presented);
    while (true) {
      Optional<Session> found = token.flatMap(name -> find(name, presented));
      if (found.isEmpty()) {
        return new RefreshResult.Refused(Optional.empty());
      }
      Session session = found.get();
      switch (policy.rotate(session, token.get(), client, origin, now)) {
        case Issued(Session next, Manner manner) -> {
          if (keep(next, manner, token.get(), origin, now)) {
            return new Refreshed(issuer.issue(next, now));
          }
        }
        case Reused(Session next, Reuse reuse) -> {
          if (end(session, next, reuse)) {
            return new RefreshResult.Refused(Optional.of(Refusal.REUSE_DETECTED));
          }
        }
        case Refused(Refusal reason) -> {
          tellIfOdd(reason, session, token.get(), origin, now);
          return new RefreshResult.Refused(Optional.of(reason));
        }
      }
    }
  }

  private Optional<Session> find(RefreshToken token, Secret presented) {
    return store
        .find(token.sessionId())
        .filter(session -> refreshTokens.isGenuine(presented, token, session.salt()));
  }

  /// {@return whether `next` is what the store now holds}
  private boolean keep(
      Session next, Manner manner, RefreshToken presented, Origin origin, Instant now) {
    AuditEvent event = AuditEvent.of(next, typeOf(manner), now, origin);
    if (manner != Manner.RETRIED) {
      return store.replace(next, event);
    }
    boolean isCurrent = presented.equals(next.currentToken());
    // Whoever was given the current token may send it as often as they like; it tells nothing.
    if (!isCurrent || !origin.equals(next.family().answeredTo())) {
      audit.record(event.with(Map.of("presented", isCurrent ? "current" : "previous")));
    }
    return true;
  }

  private static AuditEvent.Type typeOf(Manner manner) {
    return switch (manner) {
      case ROTATED -> AuditEvent.Type.TOKEN_ROTATED;
      case RETRIED -> AuditEvent.Type.TOKEN_RETRIED;
      case RECOVERED -> AuditEvent.Type.TOKEN_RECOVERED;
      case RESTORED -> AuditEvent.Type.TOKEN_RESTORED;
    };
  }

  /// {@return whether the reuse has had its consequences}
  private boolean end(Session session, Session next, Reuse reuse) {
    AuditEvent event = AuditEvent.reuse(session, reuse);
    if (next.equals(session)) {
      audit.record(event);
      return true;
    }
    if (policy.reuseAction() == ReuseAction.USER) {
      // The others first: should the process die in between, the reuse is still there to be
      // detected.
      next.revocation()
          .ifPresent(because ->
              store.revokeAll(session.grant().userId(), Optional.of(session.id()), because));
    }
    return store.replace(next, event);
  }

  /// A token of a session that is over says nothing new, and could be sent for ever.
  private void tellIfOdd(
      Refusal reason, Session session, RefreshToken presented, Origin origin, Instant now) {
    if (reason == Refusal.OTHER_CLIENT || reason == Refusal.NEWER_THAN_STORED) {
      audit.record(AuditEvent.refused(session, presented, reason, origin, now));
    }
  }
}
