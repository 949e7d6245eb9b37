package dev.rejeton.application.port.out;

import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.SecretHash;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Clients in memory, beside the sessions opened through them.
record MemoryClientStore(Map<ClientId, Registration> clients, MemoryStore sessions)
    implements ClientStore {

  @Override
  public boolean add(Registration registration, AuditEvent event) {
    synchronized (sessions) {
      if (clients.putIfAbsent(registration.client().id(), registration) != null) {
        return false;
      }
      sessions.audit().record(event);
      return true;
    }
  }

  @Override
  public Optional<Registration> find(ClientId id) {
    synchronized (sessions) {
      return Optional.ofNullable(clients.get(id));
    }
  }

  @Override
  public List<Registration> all() {
    synchronized (sessions) {
      return clients.values().stream()
          .sorted(Comparator.comparing(registration -> registration.client().id().value()))
          .toList();
    }
  }

  @Override
  public boolean replaceSecrets(Registration before, List<SecretHash> secrets, AuditEvent event) {
    synchronized (sessions) {
      ClientId id = before.client().id();
      boolean isSame =
          find(id).filter(stored -> stored.secrets().equals(before.secrets())).isPresent();
      if (isSame) {
        clients.put(id, new Registration(before.client(), secrets, before.createdAt()));
        sessions.audit().record(event);
      }
      return isSame;
    }
  }

  @Override
  public boolean remove(ClientId id, Revocation because, AuditEvent event) {
    synchronized (sessions) {
      if (clients.remove(id) == null) {
        return false;
      }
      sessions.revokeAll(id, because);
      sessions.audit().record(event);
      return true;
    }
  }
}
