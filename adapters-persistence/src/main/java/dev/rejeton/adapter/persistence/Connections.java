package dev.rejeton.adapter.persistence;

import com.zaxxer.hikari.HikariDataSource;
import dev.rejeton.application.port.out.UserStore.Credentials;
import dev.rejeton.domain.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.sqlite.SQLiteErrorCode;

/// The ways to a database: any number of readers, one writer at a time, and a look whether anything
/// was written. Whatever goes wrong is told as an [UncheckedIOException] that holds no bound value.
final class Connections implements AutoCloseable {
  /// The shortest text Jdbi can cut its bound values to without failing: an ellipsis and a brace.
  private static final int NO_VALUES = 2;

  /// Between two attempts to get the lock that another process holds.
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(20);

  private final DatabaseFile file;
  private final HikariDataSource readers;
  private final HikariDataSource writer;
  private final DataVersion dataVersion;
  private final Jdbi reading;
  private final Jdbi writing;

  private final Duration patience;

  /// @param writer a pool of one, whose connection does not wait for other processes itself
  /// @param patience how long to wait for another process that writes
  Connections(
      DatabaseFile file,
      HikariDataSource readers,
      HikariDataSource writer,
      DataVersion dataVersion,
      Duration patience) {
    this.file = file;
    this.patience = patience;
    this.readers = readers;
    this.writer = writer;
    this.dataVersion = dataVersion;
    this.reading = jdbi(readers);
    this.writing = jdbi(writer);
  }

  /// {@return a Jdbi that keeps bound values, salts and password hashes among them, to itself} By
  /// default it tells them in its exceptions and to the flight recorder.
  static Jdbi jdbi(DataSource source) {
    Jdbi jdbi = Jdbi.create(source).installPlugin(new SqlObjectPlugin());
    jdbi.registerRowMapper(Credentials.class, JdbiUserStore::credentials);
    jdbi.registerRowMapper(User.class, JdbiUserStore::user);
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    jdbi.getConfig(SqlStatements.class)
        .setTemplateEngine(TemplateEngine.NOP)
        .setSqlParser(new NamedParameters())
        .setJfrParamMaxLength(NO_VALUES);
    return jdbi;
  }

  /// {@return what a query answers, as of the last change that was committed}
  <T> T read(Function<Handle, T> query) {
    try (Handle handle = reading.open()) {
      return query.apply(handle);
    } catch (JdbiException failure) {
      throw new UncheckedIOException("the database failed", withoutValues(failure));
    }
  }

  /// {@return what a change answers, once it is on disk} If it throws, nothing was changed.
  <T> T write(Function<Handle, T> change) {
    try (Handle handle = writing.open()) {
      return transact(handle, change);
    } catch (JdbiException failure) {
      throw new UncheckedIOException("the database failed", withoutValues(failure));
    }
  }

  /// Locks the database before anything is read, so that no other process can write in between.
  ///
  /// The transaction is begun and ended by hand: the driver's own `commit()` begins the next one at
  /// once, and so fails after the change was stored if another process holds the lock by then.
  private <T> T transact(Handle handle, Function<Handle, T> change) {
    boolean committed = false;
    begin(handle);
    try {
      T answer = change.apply(handle);
      handle.execute("COMMIT");
      committed = true;
      return answer;
    } finally {
      if (!committed) {
        rollBack(handle);
      }
    }
  }

  /// Waits for another process here and not in SQLite, where a virtual thread would hold on to its
  /// carrier while it waits.
  private void begin(Handle handle) {
    Duration left = patience;
    Duration pause = Duration.ofMillis(1);
    while (true) {
      try {
        handle.execute("BEGIN IMMEDIATE");
        return;
      } catch (JdbiException failure) {
        if (!isDueTo(SQLiteErrorCode.SQLITE_BUSY, failure) || !left.isPositive()) {
          throw failure;
        }
      }
      LockSupport.parkNanos(pause.toNanos());
      left = left.minus(pause);
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
  }

  private void rollBack(Handle handle) {
    try {
      handle.execute("ROLLBACK");
    } catch (JdbiException failure) {
      // A full disk has rolled back already. If it is worse, nobody may inherit the transaction.
      writer.evictConnection(handle.getConnection());
    }
  }

  /// {@return a number that differs from the last one if anything was committed since}
  long dataVersion() {
    try {
      return dataVersion.read();
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  /// Makes sure that a change could be stored now, in the file that was opened.
  void probe() {
    file.check();
    write(SqliteSchema::touch);
  }

  private static UncheckedIOException failed(SQLException failure) {
    return new UncheckedIOException(
        "the database failed", new IOException(failure.getMessage(), failure));
  }

  static boolean isDueTo(SQLiteErrorCode code, JdbiException failure) {
    return failure.getCause() instanceof SQLException cause && cause.getErrorCode() == code.code;
  }

  /// The driver's own exception is all that is kept: Jdbi's hold the statement they failed at.
  static IOException withoutValues(JdbiException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return new IOException(cause.getMessage(), cause);
  }

  @Override
  public void close() {
    readers.close();
    writer.close();
    try {
      dataVersion.close();
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }
}
