package dev.rejeton.application;

import dev.rejeton.application.port.out.ClientStore;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.SecretHash;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// A store of clients that lets something happen before a change, once.
record InterruptedClientStore(ClientStore store, AtomicReference<Runnable> beforeChange)
    implements ClientStore {
  @Override
  public boolean add(Registration registration, AuditEvent event) {
    beforeChange.getAndSet(() -> {}).run();
    return store.add(registration, event);
  }

  @Override
  public Optional<Registration> find(ClientId id) {
    return store.find(id);
  }

  @Override
  public List<Registration> all() {
    return store.all();
  }

  @Override
  public boolean replaceSecrets(Registration before, List<SecretHash> secrets, AuditEvent event) {
    beforeChange.getAndSet(() -> {}).run();
    return store.replaceSecrets(before, secrets, event);
  }

  @Override
  public boolean remove(ClientId id, Revocation because, AuditEvent event) {
    beforeChange.getAndSet(() -> {}).run();
    return store.remove(id, because, event);
  }
}
