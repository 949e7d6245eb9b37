package dev.rejeton.application.port.out;

import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps sessions. Every method is atomic, and durable when it returns; a change and the event that
/// tells of it are stored together or not at all. A store that is busy or out of reach throws an
/// [java.io.UncheckedIOException] and has changed nothing, or cannot say; asking again is safe.
public interface SessionStore {
  /// Adds a new session, unless its user is disabled, or the password hash that their password was
  /// checked against is no longer theirs. A user who is not kept here has neither.
  ///
  /// @param checked the hash, if this store keeps the user
  /// @return whether it was added
  boolean add(Session session, Optional<PasswordHash> checked, AuditEvent event);

  Optional<Session> find(SessionId id);

  /// Stores the next version of a session, if the version before it is still the stored one.
  ///
  /// @return whether it was stored; if not, nothing was
  boolean replace(Session next, AuditEvent event);

  /// {@return the user's live sessions, the newest first}
  List<Session> findLive(UserId user, Instant now);

  /// Revokes every session of the user that is not revoked, but for one that may be spared, and
  /// tells of each ([AuditEvent#revoked]).
  ///
  /// @return how many were revoked
  int revokeAll(UserId user, Optional<SessionId> except, Revocation because);

  /// Makes sure that a change could be stored now.
  void probe();

  /// Forgets sessions that were over before an instant, no more than `limit` of them at once.
  ///
  /// @return how many were forgotten
  int purge(Instant before, int limit);
}
