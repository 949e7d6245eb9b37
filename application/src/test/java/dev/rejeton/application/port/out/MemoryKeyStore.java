package dev.rejeton.application.port.out;

import dev.rejeton.domain.AuditEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Keys in memory.
public final class MemoryKeyStore implements KeyStore {
  private final List<MasterKeyRecord> masterKeys = new ArrayList<>();
  private final List<StoredKey> signingKeys = new ArrayList<>();
  private final AuditLog audit;

  /// Tells nobody what happens to them.
  public MemoryKeyStore() {
    this(new MemoryAuditLog());
  }

  public MemoryKeyStore(AuditLog audit) {
    this.audit = audit;
  }

  @Override
  public synchronized List<MasterKeyRecord> masterKeys() {
    return masterKeys.stream().sorted(Comparator.comparingInt(MasterKeyRecord::id)).toList();
  }

  @Override
  public synchronized boolean add(MasterKeyRecord masterKey) {
    return masterKeys.stream().noneMatch(known -> known.id() == masterKey.id())
        && masterKeys.add(masterKey);
  }

  @Override
  public synchronized List<StoredKey> signingKeys() {
    return signingKeys.stream()
        .sorted(Comparator.comparingInt(key -> key.life().number()))
        .toList();
  }

  @Override
  public synchronized boolean add(StoredKey signingKey, AuditEvent event) {
    int number = signingKey.life().number();
    return signingKeys.stream().noneMatch(known -> known.life().number() == number)
        && put(signingKey, event);
  }

  @Override
  public synchronized boolean replace(StoredKey before, StoredKey after, AuditEvent event) {
    return signingKeys.remove(before) && put(after, event);
  }

  private boolean put(StoredKey signingKey, AuditEvent event) {
    audit.record(event);
    return signingKeys.add(signingKey);
  }
}
