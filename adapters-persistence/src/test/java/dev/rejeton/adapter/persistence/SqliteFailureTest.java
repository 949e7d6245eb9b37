package dev.rejeton.adapter.persistence;

import static dev.rejeton.application.port.out.Samples.BOB;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.WEB;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.revocation;
import static dev.rejeton.application.port.out.Samples.session;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.Session;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// A database that is locked by another process, damaged or closed.
class SqliteFailureTest {
  private final Path file;
  private SqliteDatabase database;
  private OneOfEach all;

  SqliteFailureTest(@TempDir Path directory) {
    file = directory.resolve("rejeton.db");
  }

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(file, 2, Duration.ZERO);
    all = new OneOfEach(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  @Requirement({"STO-05", "TOK-22"})
  void aLockedDatabaseRefusesEveryChangeAndStillAnswers() throws SQLException {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      other.createStatement().execute("BEGIN IMMEDIATE");
      for (Executable change : all.changes()) {
        var failure = assertThrows(UncheckedIOException.class, change);
        assertTrue(failure.getCause().getMessage().contains("SQLITE_BUSY"));
      }
      all.assertUnchanged();
      database.denials().mark();
    }

    all.assertUnchanged();
    Session next = all.live().confirm();
    assertTrue(database.sessions().replace(next, event(next, Type.TOKEN_CONFIRMED)));
  }

  @Test
  void aChangeWhoseEventCannotBeStoredIsNotMade() throws SQLException {
    Session next = all.live().confirm();
    Session another = session(BOB, NOW);

    assertNotMadeWithout(
        "audit_event",
        List.of(
            () -> database.sessions().replace(next, event(next, Type.TOKEN_CONFIRMED)),
            () -> add(another),
            () -> database.sessions().revokeAll(BOB, Optional.empty(), revocation(NOW))));
  }

  @Test
  void aChangeWhoseDenialCannotBeStoredIsNotMade() throws SQLException {
    Session revoked = all.live().revoke(revocation(NOW));

    assertNotMadeWithout(
        "denial",
        List.of(
            () -> database.sessions().replace(revoked, event(revoked, Type.SESSION_REVOKED)),
            () -> add(session(BOB, NOW).revoke(revocation(NOW))),
            () -> database.sessions().revokeAll(BOB, Optional.empty(), revocation(NOW)),
            () ->
                database
                    .clients()
                    .remove(WEB, revocation(NOW), event(revoked, Type.CLIENT_REMOVED))));
  }

  private void assertNotMadeWithout(String table, List<Executable> changes) throws SQLException {
    execute("ALTER TABLE " + table + " RENAME TO elsewhere");
    for (Executable change : changes) {
      assertThrows(UncheckedIOException.class, change);
    }
    execute("ALTER TABLE elsewhere RENAME TO " + table);
    all.assertUnchanged();
  }

  private boolean add(Session session) {
    return database.sessions().add(session, Optional.empty(), event(session, Type.SESSION_OPENED));
  }

  @Test
  @Requirement({"TOK-21", "PSW-15"})
  void noFailureTellsWhatWasAskedForOrToBeStored() throws SQLException {
    // Refused by a constraint while the tables are there, and by their absence afterwards.
    all.conflicts().forEach(this::assertTellsNothing);
    String tables = "session users audit_event denial client signing_key master_key";
    for (String table : tables.split(" ")) {
      execute("DROP TABLE " + table);
    }

    all.changes().forEach(this::assertTellsNothing);
    all.questions().forEach(this::assertTellsNothing);
  }

  private void assertTellsNothing(Executable call) {
    var trace = new StringWriter();
    assertThrows(UncheckedIOException.class, call).printStackTrace(new PrintWriter(trace, true));
    for (String value : all.values()) {
      assertFalse(trace.toString().contains(value), trace.toString());
    }
  }

  @Test
  void aClosedDatabaseAnswersNothing() {
    database.close();

    assertThrows(UncheckedIOException.class, () -> database.denials().mark());
    all.questions().forEach(question -> assertThrows(UncheckedIOException.class, question));
    all.changes().forEach(change -> assertThrows(UncheckedIOException.class, change));
  }

  private void execute(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
