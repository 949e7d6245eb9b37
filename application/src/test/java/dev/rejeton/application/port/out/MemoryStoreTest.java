package dev.rejeton.application.port.out;

class MemoryStoreTest
    implements SessionStoreContract, UserStoreContract, AuditLogContract, KeyStoreContract {
  private final MemoryStore store = new MemoryStore();

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
