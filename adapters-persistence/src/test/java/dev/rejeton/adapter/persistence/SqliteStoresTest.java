package dev.rejeton.adapter.persistence;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.AuditLog;
import dev.rejeton.application.port.out.AuditLogContract;
import dev.rejeton.application.port.out.ClientStore;
import dev.rejeton.application.port.out.ClientStoreContract;
import dev.rejeton.application.port.out.DenialLog;
import dev.rejeton.application.port.out.DenialLogContract;
import dev.rejeton.application.port.out.KeyStore;
import dev.rejeton.application.port.out.KeyStoreContract;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.application.port.out.SessionStoreContract;
import dev.rejeton.application.port.out.UserStore;
import dev.rejeton.application.port.out.UserStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Every contract, on a real file.
@Requirement("STO-03")
class SqliteStoresTest
    implements SessionStoreContract,
        UserStoreContract,
        AuditLogContract,
        KeyStoreContract,
        DenialLogContract,
        ClientStoreContract {
  private final Path file;
  private SqliteDatabase database;

  SqliteStoresTest(@TempDir Path directory) {
    file = directory.resolve("rejeton.db");
  }

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(file);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public void reopen() {
    close();
    open();
  }

  @Override
  public SessionStore sessions() {
    return database.sessions();
  }

  @Override
  public UserStore users() {
    return database.users();
  }

  @Override
  public AuditLog audit() {
    return database.audit();
  }

  @Override
  public KeyStore keys() {
    return database.keys();
  }

  @Override
  public DenialLog denials() {
    return database.denials();
  }

  @Override
  public ClientStore clients() {
    return database.clients();
  }
}
