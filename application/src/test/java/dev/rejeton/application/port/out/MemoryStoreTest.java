package dev.rejeton.application.port.out;

class MemoryStoreTest
    implements SessionStoreContract,
        UserStoreContract,
        AuditLogContract,
        KeyStoreContract,
        DenialLogContract,
        ClientStoreContract {
  private final MemoryStore store = new MemoryStore();
  private final MemoryKeyStore keys = new MemoryKeyStore(store.audit());

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
    return keys;
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
