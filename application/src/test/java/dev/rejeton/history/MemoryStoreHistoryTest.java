package dev.rejeton.history;

import dev.rejeton.application.port.out.AuditLog;
import dev.rejeton.application.port.out.ClientStore;
import dev.rejeton.application.port.out.DenialLog;
import dev.rejeton.application.port.out.KeyStore;
import dev.rejeton.application.port.out.MemoryKeyStore;
import dev.rejeton.application.port.out.MemoryStore;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.application.port.out.UserStore;

class MemoryStoreHistoryTest implements HistoryContract {
  private final MemoryStore store = new MemoryStore();

  @Override
  public int histories() {
    return 1200;
  }

  @Override
  public SessionStore sessions() {
    return store;
  }

  @Override
  public UserStore users() {
    return store;
  }

  @Override
  public AuditLog audit() {
    return store.audit();
  }

  @Override
  public KeyStore keys() {
    return new MemoryKeyStore();
  }

  @Override
  public DenialLog denials() {
    return store.denials();
  }

  @Override
  public ClientStore clients() {
    return store.clients();
  }

  @Override
  public void reopen() {}
}
