package dev.rejeton.adapter.persistence;

import static dev.rejeton.application.port.out.Samples.randomId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a probe finds out that a query does not: each database here still answers.
@Requirement("HDR-22")
class ProbeTest {
  private final Path file;
  private Connections connections;
  private JdbiSessionStore sessions;

  ProbeTest(@TempDir Path directory) {
    file = directory.resolve("rejeton.db");
  }

  @BeforeEach
  void open() {
    connections = SqliteDatabase.connect(file, 1, Duration.ZERO);
    sessions = new JdbiSessionStore(connections);
    sessions.probe();
    assertStillAnswers();
  }

  @AfterEach
  void close() {
    connections.close();
  }

  @Test
  void writesToTheDisk() throws IOException {
    Path log = file.resolveSibling("rejeton.db-wal");
    long before = Files.size(log);
    sessions.probe();

    assertTrue(Files.size(log) > before);
  }

  @Test
  void findsThatTheFileWasRemoved() throws IOException {
    Files.delete(file);
    assertGone();
  }

  @Test
  void aConnectionOpenedAfterTheRemovalDoesNotCreateTheFileAgain() throws IOException {
    Files.delete(file);
    var source = SqliteDatabase.source(file, Duration.ZERO);

    assertThrows(SQLException.class, source::getConnection);
    assertFalse(Files.exists(file));
  }

  @Test
  void findsThatTheFileWasReplaced() throws IOException {
    Path copy = Files.copy(file, file.resolveSibling("backup.db"));
    Files.delete(file);
    Files.move(copy, file);
    assertGone();
  }

  private void assertGone() {
    String message = assertThrows(UncheckedIOException.class, sessions::probe).getMessage();
    assertEquals("the database file " + file + " was removed or replaced", message);
    assertStillAnswers();
  }

  @Test
  void findsThatNothingCanBeWritten() {
    connections.write(handle -> handle.execute("PRAGMA query_only = 1"));

    var failure = assertThrows(UncheckedIOException.class, sessions::probe);
    assertTrue(failure.getCause().getMessage().contains("SQLITE_READONLY"));
    assertStillAnswers();
  }

  @Test
  void findsThatAnotherProcessHoldsTheLock() throws SQLException {
    try (var other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      other.createStatement().execute("BEGIN IMMEDIATE");

      var failure = assertThrows(UncheckedIOException.class, sessions::probe);
      assertTrue(failure.getCause().getMessage().contains("SQLITE_BUSY"));
      assertStillAnswers();
    }
    sessions.probe();
  }

  private void assertStillAnswers() {
    assertEquals(Optional.empty(), sessions.find(randomId()));
  }
}
