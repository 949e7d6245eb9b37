package dev.rejeton.adapter.persistence;

import dev.rejeton.application.port.out.AuditLog;
import dev.rejeton.application.port.out.ClientStore;
import dev.rejeton.application.port.out.DenialLog;
import dev.rejeton.application.port.out.KeyStore;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.application.port.out.UserStore;
import dev.rejeton.history.HistoryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteHistoryTest implements HistoryContract {
  private final SqliteDatabase database;

  SqliteHistoryTest(@TempDir Path directory) {
    database = SqliteDatabase.open(directory.resolve("rejeton.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public int histories() {
    return 300;
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

  @Override
  public void reopen() {}
}
