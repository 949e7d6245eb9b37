package dev.rejeton.adapter.persistence;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.locator.ClasspathSqlLocator;

/// A file as the first release made it, by the script that it had.
final class VersionOne implements AutoCloseable {
  private static final String SCRIPT = "dev/rejeton/adapter/persistence/sqlite/1.sql";

  private final Handle handle;

  VersionOne(Path file) {
    Path path = DatabaseFile.created(file).path();
    handle = Connections.jdbi(SqliteDatabase.source(path, Duration.ZERO)).open();
    handle.createScript(ClasspathSqlLocator.create().getResource(SCRIPT)).execute();
    handle.execute("INSERT INTO schema_version (version) VALUES (1)");
  }

  /// Copies what the first release would have kept of the sessions, users and events of a file.
  void copyFrom(Path later) {
    handle.execute("ATTACH '" + later + "' AS later");
    for (String table : List.of("session", "users", "audit_event")) {
      String columns =
          handle
              .createQuery("SELECT group_concat(name) FROM pragma_table_info(:name, 'main')")
              .bind("name", table)
              .mapTo(String.class)
              .one();
      handle.execute(
          "INSERT INTO main.%1$s (%2$s) SELECT %2$s FROM later.%1$s".formatted(table, columns));
    }
  }

  void addKey(String purpose, int id, Instant createdAt, String open, String sealed) {
    handle.execute(
        "INSERT INTO stored_key VALUES ('%s', '%d', %d, '%s', '%s')"
            .formatted(purpose, id, createdAt.toEpochMilli(), open, sealed));
  }

  @Override
  public void close() {
    handle.close();
  }
}
