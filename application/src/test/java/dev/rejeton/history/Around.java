package dev.rejeton.history;

import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A session store around another, which it asks for whatever it does not do itself.
interface Around extends SessionStore {
  SessionStore store();

  @Override
  default boolean add(Session session, Optional<PasswordHash> checked, AuditEvent event) {
    return store().add(session, checked, event);
  }

  @Override
  default Optional<Session> find(SessionId id) {
    return store().find(id);
  }

  @Override
  default boolean replace(Session next, AuditEvent event) {
    return store().replace(next, event);
  }

  @Override
  default List<Session> findLive(UserId user, Instant now) {
    return store().findLive(user, now);
  }

  @Override
  default int revokeAll(UserId user, Optional<SessionId> except, Revocation because) {
    return store().revokeAll(user, except, because);
  }

  @Override
  default void probe() {
    store().probe();
  }

  @Override
  default int purge(Instant before, int limit) {
    return store().purge(before, limit);
  }
}
