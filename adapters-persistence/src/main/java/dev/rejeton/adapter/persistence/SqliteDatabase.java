package dev.rejeton.adapter.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rejeton.application.port.out.AuditLog;
import dev.rejeton.application.port.out.KeyStore;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.application.port.out.UserStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

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

  /// Opens a file with as many readers as most servers need.
  ///
  /// @see #open(Path, int)
  public static SqliteDatabase open(Path file) {
    return open(file, READERS);
  }

  /// Opens a file, or creates it, open to its owner only, in a directory that exists.
  ///
  /// @param readers how many queries can be answered at the same time
  /// @throws IncompatibleDatabase if this release cannot work with the file
  /// @throws UncheckedIOException if the file cannot be opened
  public static SqliteDatabase open(Path file, int readers) {
    return open(file, readers, PATIENCE);
  }

  static SqliteDatabase open(Path file, int readers, Duration busyTimeout) {
    return new SqliteDatabase(connect(file, readers, busyTimeout));
  }

  /// @param busyTimeout how long to wait for another process
  static Connections connect(Path file, int readers, Duration busyTimeout) {
    create(file);
    SQLiteDataSource source = source(file, busyTimeout);
    prepare(file, source);
    return new Connections(
        pool("sqlite-readers", source, readers), pool("sqlite-writer", source, 1));
  }

  /// Creates the file before SQLite does, which would let others read it. The files SQLite puts
  /// beside it get the same permissions.
  private static void create(Path file) {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[] {};
    try {
      Files.createFile(file, ownerOnly);
    } catch (FileAlreadyExistsException opened) {
      // The usual case: it is opened, not created.
    } catch (NoSuchFileException missing) {
      throw new UncheckedIOException("there is no directory for the database " + file, missing);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot create the database " + file, failure);
    }
  }

  private static SQLiteDataSource source(Path file, Duration busyTimeout) {
    var config = new SQLiteConfig();
    config.setBusyTimeout(Math.toIntExact(busyTimeout.toMillis()));
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
    try (Handle handle = Jdbi.create(source).open()) {
      handle.execute("BEGIN IMMEDIATE");
      SqliteSchema.upgrade(handle, file);
      handle.execute("COMMIT");
      // Only now: another program's file is to be left as it was.
      writeAhead(handle);
    } catch (JdbiException failure) {
      if (isDueTo(SQLiteErrorCode.SQLITE_NOTADB, failure)) {
        throw new IncompatibleDatabase(
            file + " is not a SQLite database: name a file that does not exist yet");
      }
      throw new UncheckedIOException(
          "cannot open the database " + file, Connections.withoutValues(failure).getCause());
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
        if (!isDueTo(SQLiteErrorCode.SQLITE_BUSY, failure) || attempt == ATTEMPTS) {
          throw failure;
        }
        // Two who create a file at once both fail, and at once, lest each wait for the other. For
        // the write lock SQLite does wait.
        handle.execute("BEGIN IMMEDIATE");
        handle.execute("COMMIT");
      }
    }
  }

  private static boolean isDueTo(SQLiteErrorCode code, JdbiException failure) {
    return failure.getCause() instanceof SQLException cause && cause.getErrorCode() == code.code;
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
