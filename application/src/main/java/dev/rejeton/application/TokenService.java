package dev.rejeton.application;

import dev.rejeton.application.port.in.Tokens;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refreshed;
import dev.rejeton.application.port.out.AuditLog;
import dev.rejeton.application.port.out.RefreshTokens;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.Access.Excess;
import dev.rejeton.domain.Access.NarrowingOutcome.Exceeded;
import dev.rejeton.domain.Access.NarrowingOutcome.Narrowed;
import dev.rejeton.domain.AccessRequest;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.Reuse;
import dev.rejeton.domain.ReuseAction;
import dev.rejeton.domain.Revocation;
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
  private final RefreshTokens refreshTokens;
  private final SessionStore store;
  private final AuditLog audit;
  private final Issuer issuer;
  private final Holdings holdings;
  private final Revocations revocations;
  private final InstantSource clock;

  public TokenService(Issuer issuer, SessionStore store, AuditLog audit, InstantSource clock) {
    this.refreshTokens = issuer.refreshTokens();
    this.issuer = issuer;
    this.store = store;
    this.audit = audit;
    this.holdings = new Holdings(store, issuer);
    this.revocations = new Revocations(store);
    this.clock = clock;
  }

  /// What is asked, with the token's name read.
  private record Request(
      Client client,
      Secret presented,
      RefreshToken token,
      AccessRequest access,
      Origin origin,
      Instant now) {}

  @Override
  public RefreshResult refresh(
      Client client, Secret presented, AccessRequest access, Origin origin) {
    Instant now = clock.instant();
    return refreshTokens
        .unseal(presented)
        .map(token -> refresh(new Request(client, presented, token, access, origin, now)))
        .orElseGet(() -> new RefreshResult.Refused(Optional.empty()));
  }

  private RefreshResult refresh(Request request) {
    RotationPolicy policy = issuer.policyFor(request.client());
    while (true) {
      Optional<Session> found = find(request);
      if (found.isEmpty()) {
        return new RefreshResult.Refused(Optional.empty());
      }
      Optional<RefreshResult> answer = decide(policy, found.get(), request);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
  }

  private Optional<Session> find(Request request) {
    RefreshToken token = request.token();
    return store
        .find(token.sessionId())
        .filter(session -> refreshTokens.isGenuine(request.presented(), token, session.salt()));
  }

  /// {@return the answer, unless the session moved meanwhile}
  private Optional<RefreshResult> decide(RotationPolicy policy, Session session, Request request) {
    ClientId client = request.client().id();
    return switch (policy.rotate(
        session, request.token(), client, request.origin(), request.now())) {
      case Issued(Session next, Manner manner) ->
          switch (session.grant().access().narrow(request.access())) {
            case Exceeded(Excess excess) -> Optional.of(new RefreshResult.Exceeded(excess));
            case Narrowed(Access access) ->
                keep(next, manner, request)
                    ? Optional.of(new Refreshed(issuer.issue(next, policy, access, request.now())))
                    : Optional.empty();
          };
      case Reused(Session next, Reuse reuse) ->
          end(session, next, reuse) ? refused(Refusal.REUSE_DETECTED) : Optional.empty();
      case Refused(Refusal reason) -> {
        tellIfOdd(reason, session, request);
        yield refused(reason);
      }
    };
  }

  private static Optional<RefreshResult> refused(Refusal reason) {
    return Optional.of(new RefreshResult.Refused(Optional.of(reason)));
  }

  /// {@return whether `next` is what the store now holds}
  private boolean keep(Session next, Manner manner, Request request) {
    Origin origin = request.origin();
    AuditEvent event = AuditEvent.of(next, typeOf(manner), request.now(), origin);
    if (manner != Manner.RETRIED) {
      return store.replace(next, event);
    }
    boolean isCurrent = request.token().equals(next.currentToken());
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
    if (issuer.policy().reuseAction() == ReuseAction.USER) {
      // The others first: should the process die in between, the reuse is still there to be
      // detected.
      next.revocation()
          .ifPresent(because ->
              store.revokeAll(session.grant().userId(), Optional.of(session.id()), because));
    }
    return store.replace(next, event);
  }

  /// A token of a session that is over says nothing new, and could be sent for ever.
  private void tellIfOdd(Refusal reason, Session session, Request request) {
    if (reason == Refusal.OTHER_CLIENT || reason == Refusal.NEWER_THAN_STORED) {
      audit.record(
          AuditEvent.refused(session, request.token(), reason, request.origin(), request.now()));
    }
  }

  @Override
  public void revoke(Client client, Secret token, Origin origin) {
    Instant now = clock.instant();
    holdings
        .sessionOf(token, now)
        .ifPresent(session -> {
          if (session.grant().clientId().equals(client.id())) {
            revocations.revoke(
                session.id(), new Revocation(now, Revocation.Reason.ENDED_BY_CLIENT, origin));
          } else {
            var reason = Refusal.OTHER_CLIENT;
            audit.record(AuditEvent.refused(session, session.currentToken(), reason, origin, now));
          }
        });
  }
}
