package dev.rejeton.application;

import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import java.util.Optional;

/// Ends one session, whatever a refresh does to it at the same moment.
record Revocations(SessionStore store) {
  /// {@return whether this call was the one that revoked it}
  boolean revoke(SessionId id, Revocation because) {
    while (true) {
      Optional<Session> found = store.find(id).filter(session -> session.revocation().isEmpty());
      if (found.isEmpty()) {
        return false;
      }
      Session session = found.get();
      if (store.replace(session.revoke(because), AuditEvent.revoked(session, because))) {
        return true;
      }
    }
  }
}
