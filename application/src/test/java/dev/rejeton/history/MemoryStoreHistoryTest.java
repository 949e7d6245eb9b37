package dev.rejeton.history;

import dev.rejeton.application.port.out.AuditLog;
import dev.rejeton.application.port.out.KeyStore;
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
    return store;
  }

  @Override
  public void reopen() {}
}
