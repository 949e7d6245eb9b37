package dev.rejeton.application;

import dev.rejeton.application.port.out.KeyStore;
import dev.rejeton.domain.AuditEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// A store of keys that remembers what it was told of and lets something happen before a change,
/// once.
record InterruptedKeyStore(
    KeyStore store, AtomicReference<Runnable> beforeChange, List<AuditEvent> events)
    implements KeyStore {
  @Override
  public List<MasterKeyRecord> masterKeys() {
    return store.masterKeys();
  }

  @Override
  public boolean add(MasterKeyRecord masterKey) {
    return store.add(masterKey);
  }

  @Override
  public List<StoredKey> signingKeys() {
    return store.signingKeys();
  }

  @Override
  public boolean add(StoredKey signingKey, AuditEvent event) {
    beforeChange.getAndSet(() -> {}).run();
    return store.add(signingKey, event) && events.add(event);
  }

  @Override
  public boolean replace(StoredKey before, StoredKey after, AuditEvent event) {
    beforeChange.getAndSet(() -> {}).run();
    return store.replace(before, after, event) && events.add(event);
  }
}
