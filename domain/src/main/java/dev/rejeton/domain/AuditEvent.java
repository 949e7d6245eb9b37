package dev.rejeton.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Something a security officer would ask about. Holds names and places, never a secret.
///
/// @param at when it happened
/// @param type what happened
/// @param user to whom, where that is known
/// @param token which refresh token of which session it concerns, if it concerns one
/// @param origin who did it
/// @param detail what else there is to tell, by name
public record AuditEvent(
    Instant at,
    Type type,
    Optional<UserId> user,
    Optional<RefreshToken> token,
    Origin origin,
    Map<String, String> detail) {

  public enum Type {
    LOGIN_FAILED,
    SESSION_OPENED,
    TOKEN_ROTATED,
    TOKEN_RESTORED,
    TOKEN_RETRIED,
    TOKEN_RECOVERED,
    TOKEN_CONFIRMED,
    TOKEN_REFUSED,
    REUSE_DETECTED,
    SESSION_REVOKED,
    USER_ADDED,
    USER_DISABLED,
    USER_ENABLED,
    PASSWORD_CHANGED,
    CLIENT_ADDED,
    CLIENT_SECRET_CHANGED,
    CLIENT_REMOVED,
    CLIENT_AUTHENTICATION_FAILED,
    SIGNING_KEY_ADDED,
    SIGNING_KEY_RETIRED,
    SIGNING_KEY_RESEALED
  }

  public AuditEvent {
    detail = Collections.unmodifiableMap(new TreeMap<>(detail));
  }

  /// {@return an event of a session, naming its current token} Never earlier than the answer that
  /// token was given with: the loser of a race asked before the winner was answered, and a clock
  /// may step back.
  public static AuditEvent of(Session session, Type type, Instant time, Origin origin) {
    Instant answeredAt = session.family().answeredAt();
    return new AuditEvent(
        time.isBefore(answeredAt) ? answeredAt : time,
        type,
        Optional.of(session.grant().userId()),
        Optional.of(session.currentToken()),
        origin,
        Map.of());
  }

  /// {@return the end of a session, as its revocation tells it}
  public static AuditEvent revoked(Session session, Revocation because) {
    return of(session, Type.SESSION_REVOKED, because.at(), because.origin())
        .with(Map.of("reason", because.reason().name()));
  }

  /// {@return an event of a user and no session}
  public static AuditEvent of(UserId user, Type type, Instant at, Origin origin) {
    return new AuditEvent(at, type, Optional.of(user), Optional.empty(), origin, Map.of());
  }

  /// {@return an event of neither a user nor a session}
  public static AuditEvent of(Type type, Map<String, String> detail, Instant at, Origin origin) {
    return new AuditEvent(at, type, Optional.empty(), Optional.empty(), origin, detail);
  }

  /// {@return a refusal of a genuine token, which it names}
  public static AuditEvent refused(
      Session session, RefreshToken presented, Refusal reason, Origin origin, Instant at) {
    return new AuditEvent(
        at,
        Type.TOKEN_REFUSED,
        Optional.of(session.grant().userId()),
        Optional.of(presented),
        origin,
        Map.of("reason", reason.name()));
  }

  /// {@return a reuse, told from both sides}
  public static AuditEvent reuse(Session session, Reuse reuse) {
    return new AuditEvent(
        session.family().answeredAt().plus(reuse.age()),
        Type.REUSE_DETECTED,
        Optional.of(session.grant().userId()),
        Optional.of(reuse.presented()),
        reuse.presentedBy(),
        Map.of(
            "kind", reuse.kind().name(),
            "age", reuse.age().toString(),
            "current_generation", Integer.toString(session.family().generation()),
            "answered_ip_address", reuse.answeredTo().ipAddress(),
            "answered_user_agent", reuse.answeredTo().userAgent()));
  }

  public AuditEvent with(Map<String, String> detail) {
    return new AuditEvent(at, type, user, token, origin, detail);
  }
}
