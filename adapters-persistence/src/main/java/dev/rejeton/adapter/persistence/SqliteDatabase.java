package dev.rejeton.adapter.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rejeton.application.port.out.AuditLog;
import dev.rejeton.application.port.out.ClientStore;
import dev.rejeton.application.port.out.DenialLog;
import dev.rejeton.application.port.out.KeyStore;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.application.port.out.UserStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/// All stores in one SQLite file. Other processes may have the file open at the same time.
public final class SqliteDatabase implements AutoCloseable {
  private static final int READERS = 4;
  private static final int ATTEMPTS = 100;

  /// How long to wait for another process, and again for one's turn in this one.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Connections connections;
  private final JdbiAuditLog audit;

  private SqliteDatabase(Connections connections) {
    this.connections = connections;
    this.audit = new JdbiAuditLog(connections);
  }

  /// Opens a file, or creates it, open to its owner only, in a directory that exists.
  ///
  /// @throws IncompatibleDatabase if this release cannot work with the file
  /// @throws UncheckedIOException if the file cannot be opened
  public static SqliteDatabase open(Path file) {
    return open(file, READERS, PATIENCE);
  }

  /// Opens a file that exists, as [#open(Path)] does.
  ///
  /// @throws UncheckedIOException if there is no such file; none is created
  public static SqliteDatabase openExisting(Path file) {
    return new SqliteDatabase(connect(DatabaseFile.existing(file), READERS, PATIENCE));
  }

  static SqliteDatabase open(Path file, int readers, Duration patience) {
    return new SqliteDatabase(connect(file, readers, patience));
  }

  static Connections connect(Path file, int readers, Duration patience) {
    return connect(DatabaseFile.created(file), readers, patience);
  }

  /// @param readers how many queries can be answered at the same time
  /// @param patience how long to wait for another process
  private static Connections connect(DatabaseFile file, int readers, Duration patience) {
    SQLiteDataSource waiting = source(file.path(), patience);
    prepare(file.path(), waiting);
    DataVersion dataVersion = dataVersion(file.path(), waiting);
    HikariDataSource writer = pool("sqlite-writer", source(file.path(), Duration.ZERO), 1);
    return new Connections(
        file, pool("sqlite-readers", waiting, readers), writer, dataVersion, patience);
  }

  static SQLiteDataSource source(Path file, Duration busyTimeout) {
    var config = new SQLiteConfig();
    config.setBusyTimeout(Math.toIntExact(busyTimeout.toMillis()));
    // A file that goes missing later must not come back as an empty one.
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    // NORMAL, the usual choice beside WAL, would lose the last changes with the power.
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    var source = new SQLiteDataSource(config);
    // As a URI, so that no character of a directory's name is taken for a parameter.
    source.setUrl("jdbc:sqlite:" + file.toUri());
    return source;
  }

  /// Opens the file without a pool, which would try again and again, and tell less.
  private static void prepare(Path file, SQLiteDataSource source) {
    try (Handle handle = Connections.jdbi(source).open()) {
      handle.execute("BEGIN IMMEDIATE");
      SqliteSchema.upgrade(handle, file);
      handle.execute("COMMIT");
      // Only now: another program's file is to be left as it was.
      writeAhead(handle);
    } catch (JdbiException failure) {
      if (Connections.isDueTo(SQLiteErrorCode.SQLITE_NOTADB, failure)) {
        throw new IncompatibleDatabase(
            file + " is not a SQLite database: name a file that does not exist yet");
      }
      throw DatabaseFile.failed("open", file, Connections.withoutValues(failure));
    }
  }

  /// Has changes written to a log first (WAL), so that readers and the writer do not wait for each
  /// other. The file remembers it.
  private static void writeAhead(Handle handle) {
    for (int attempt = 1; ; attempt++) {
      try {
        handle.execute("PRAGMA journal_mode = WAL");
        return;
      } catch (JdbiException failure) {
        if (!Connections.isDueTo(SQLiteErrorCode.SQLITE_BUSY, failure) || attempt == ATTEMPTS) {
          throw failure;
        }
        // Two who create a file at once both fail, and at once, lest each wait for the other. For
        // the write lock SQLite does wait.
        handle.execute("BEGIN IMMEDIATE");
        handle.execute("COMMIT");
      }
    }
  }

  private static DataVersion dataVersion(Path file, SQLiteDataSource source) {
    try {
      return new DataVersion(source);
    } catch (SQLException failure) {
      throw DatabaseFile.failed("open", file, new IOException(failure.getMessage(), failure));
    }
  }

  private static HikariDataSource pool(String name, SQLiteDataSource source, int size) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(PATIENCE.toMillis());
    // The file was opened a moment ago, and a connection to a file does not age.
    config.setInitializationFailTimeout(-1);
    config.setMaxLifetime(0);
    config.setKeepaliveTime(0);
    return new HikariDataSource(config);
  }

  public SessionStore sessions() {
    return new JdbiSessionStore(connections);
  }

  public UserStore users() {
    return new JdbiUserStore(connections);
  }

  public AuditLog audit() {
    return audit;
  }

  public KeyStore keys() {
    return new JdbiKeyStore(connections);
  }

  public DenialLog denials() {
    return new JdbiDenialLog(connections);
  }

  public ClientStore clients() {
    return new JdbiClientStore(connections);
  }

  /// {@return how many audit events could not be kept since the file was opened}
  public long droppedEvents() {
    return audit.dropped();
  }

  /// Keeps the audit events that are still waiting, and closes the file.
  @Override
  public void close() {
    audit.close();
    connections.close();
  }
}
