package dev.rejeton.adapter.persistence;

import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.locator.ClasspathSqlLocator;

/// The tables of a SQLite file, brought up to date by numbered scripts that only ever go forward.
final class SqliteSchema {
  private static final int VERSION = 2;
  private static final String SCRIPTS = "dev/rejeton/adapter/persistence/sqlite/";

  private SqliteSchema() {}

  /// Creates the tables, or upgrades them, within the caller's transaction.
  ///
  /// @throws IncompatibleDatabase if the tables are another program's, or a later release's
  static void upgrade(Handle handle, Path file) {
    int found = version(handle, file);
    if (found > VERSION) {
      throw new IncompatibleDatabase(
          "%s has schema version %d, and this release knows none later than %d: start the release"
                  .formatted(file, found, VERSION)
              + " that wrote it, or restore a backup from before its upgrade");
    }
    var scripts = ClasspathSqlLocator.create();
    for (int version = found + 1; version <= VERSION; version++) {
      handle.createScript(scripts.getResource(SCRIPTS + version + ".sql")).execute();
      handle.execute("INSERT INTO schema_version (version) VALUES (" + version + ")");
    }
  }

  private static int version(Handle handle, Path file) {
    if (number(handle, "SELECT count(*) FROM sqlite_schema") == 0) {
      return 0;
    }
    if (number(handle, "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_version'") == 0) {
      throw new IncompatibleDatabase(
          file + " belongs to another program: name a file that does not exist yet");
    }
    return handle
        .createQuery("SELECT version FROM schema_version ORDER BY version DESC LIMIT 1")
        .mapTo(Integer.class)
        .findOne()
        .orElseThrow(() ->
            new IncompatibleDatabase(
                file
                    + " does not tell its schema version: restore a backup, or name a file"
                    + " that does not exist yet"));
  }

  /// Writes what is there already: the smallest change there is.
  ///
  /// @return how many versions there have been
  static int touch(Handle handle) {
    return handle.execute("UPDATE schema_version SET version = version");
  }

  private static int number(Handle handle, String query) {
    return handle.createQuery(query).mapTo(Integer.class).one();
  }
}
