package dev.rejeton.adapter.persistence;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.BOB;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.hash;
import static dev.rejeton.application.port.out.Samples.revocation;
import static dev.rejeton.application.port.out.Samples.session;
import static dev.rejeton.application.port.out.Samples.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.KeyStore.Purpose;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.User;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// A database that is locked by another process, damaged or closed.
class SqliteFailureTest {
  private static final PasswordHash HASH = hash("c29kaXVt");
  private static final User USER = user(ALICE, "Wonderland");
  private static final AuditEvent OF_USER = event(ALICE, Type.USER_ADDED);
  private static final StoredKey KEY =
      new StoredKey(Purpose.SIGNING, "kid", NOW, "public part", "sealed part");

  private final Path file;
  private SqliteDatabase database;
  private Session session;

  SqliteFailureTest(@TempDir Path directory) {
    file = directory.resolve("rejeton.db");
  }

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(file, 2, Duration.ZERO);
    session = session(BOB, NOW);
    assertTrue(
        database.sessions().add(session, Optional.empty(), event(session, Type.SESSION_OPENED)));
    assertTrue(database.users().add(USER, HASH, OF_USER));
  }

  @AfterEach
  void close() {
    database.close();
  }

  /// Everything that writes, and would change something.
  private List<Executable> changes() {
    Session next = session.confirm();
    Session another = session(BOB, NOW);
    return List.of(
        () ->
            database.sessions().add(another, Optional.empty(), event(another, Type.SESSION_OPENED)),
        () -> database.sessions().replace(next, event(next, Type.TOKEN_CONFIRMED)),
        () -> database.sessions().revokeAll(BOB, Optional.empty(), revocation(NOW)),
        () -> database.sessions().purge(NOW.plus(Duration.ofDays(365)), 10),
        () -> database.audit().purge(NOW.plusSeconds(1), 10),
        () -> database.users().add(user(BOB, "Wonderland too"), HASH, OF_USER),
        () -> database.users().disable(ALICE, revocation(NOW), OF_USER),
        () -> database.users().enable(ALICE, OF_USER),
        () -> database.users().setPassword(ALICE, hash("bmV3"), revocation(NOW), OF_USER),
        () -> database.keys().add(KEY));
  }

  @Test
  @Requirement({"STO-05", "TOK-22"})
  void aLockedDatabaseRefusesEveryChangeAndStillAnswers() throws SQLException {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      other.createStatement().execute("BEGIN IMMEDIATE");
      for (Executable change : changes()) {
        var failure = assertThrows(UncheckedIOException.class, change);
        assertTrue(failure.getCause().getMessage().contains("SQLITE_BUSY"));
      }
      assertUnchanged();
    }

    assertUnchanged();
    Session next = session.confirm();
    assertTrue(database.sessions().replace(next, event(next, Type.TOKEN_CONFIRMED)));
  }

  private void assertUnchanged() {
    assertEquals(List.of(session), database.sessions().findLive(BOB, NOW));
    assertEquals(1, database.audit().of(session.id()).size());
    assertEquals(List.of(USER), database.users().all());
    assertEquals(HASH, database.users().find(USER.username()).orElseThrow().passwordHash());
    assertEquals(List.of(), database.keys().all(Purpose.SIGNING));
  }

  @Test
  void aChangeWhoseEventCannotBeStoredIsNotMade() throws SQLException {
    execute("ALTER TABLE audit_event RENAME TO elsewhere");
    Session next = session.confirm();
    Session another = session(BOB, NOW);

    assertThrows(
        UncheckedIOException.class,
        () -> database.sessions().replace(next, event(next, Type.TOKEN_CONFIRMED)));
    assertThrows(
        UncheckedIOException.class,
        () ->
            database
                .sessions()
                .add(another, Optional.empty(), event(another, Type.SESSION_OPENED)));
    assertThrows(
        UncheckedIOException.class,
        () -> database.sessions().revokeAll(BOB, Optional.empty(), revocation(NOW)));

    execute("ALTER TABLE elsewhere RENAME TO audit_event");
    assertUnchanged();
  }

  @Test
  @Requirement({"TOK-21", "PSW-15"})
  void noFailureTellsWhatWasAskedForOrToBeStored() throws SQLException {
    // Refused by a constraint while the tables are there, and by their absence afterwards.
    assertTellsNothing(() ->
        database.sessions().add(session, Optional.empty(), event(session, Type.SESSION_OPENED)));
    assertTellsNothing(() -> database.users().add(user(ALICE, "Wonderland too"), HASH, OF_USER));
    List<Executable> calls = new ArrayList<>(changes());
    calls.add(() -> database.sessions().find(session.id()));
    calls.add(() -> database.sessions().findLive(BOB, NOW));
    calls.add(() -> database.audit().of(session.id()));
    calls.add(() -> database.users().find(USER.username()));
    calls.add(() -> database.users().find(ALICE));
    calls.add(() -> database.users().all());
    calls.add(() -> database.keys().all(Purpose.SIGNING));
    for (String table : List.of("session", "users", "audit_event", "stored_key")) {
      execute("DROP TABLE " + table);
    }

    calls.forEach(this::assertTellsNothing);
  }

  private void assertTellsNothing(Executable call) {
    var trace = new StringWriter();
    assertThrows(UncheckedIOException.class, call).printStackTrace(new PrintWriter(trace, true));
    for (String value :
        List.of(
            "argon2id",
            "Wonderland",
            ALICE.value(),
            BOB.value(),
            session.id().value(),
            session.salt().bits(),
            KEY.open(),
            KEY.sealed())) {
      assertFalse(trace.toString().contains(value), trace.toString());
    }
  }

  @Test
  void aClosedDatabaseAnswersNothing() {
    database.close();

    assertThrows(UncheckedIOException.class, () -> database.sessions().find(session.id()));
    changes().forEach(change -> assertThrows(UncheckedIOException.class, change));
  }

  private void execute(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
