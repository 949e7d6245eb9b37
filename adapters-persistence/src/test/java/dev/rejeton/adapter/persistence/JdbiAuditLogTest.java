package dev.rejeton.adapter.persistence;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.Session;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events that come too fast, or while the database cannot take them.
class JdbiAuditLogTest {
  private static final int FLOOD = 30_000;

  private final Path file;
  private final Session session = session(ALICE, NOW);
  private final AuditEvent event = event(session, Type.TOKEN_RETRIED);

  JdbiAuditLogTest(@TempDir Path directory) {
    file = directory.resolve("rejeton.db");
  }

  @Test
  @Requirement("LOG-01")
  void anEventThatCannotBeKeptIsCountedAndTheNextIsKept() throws SQLException {
    try (var database = SqliteDatabase.open(file, 1, Duration.ZERO)) {
      try (Connection other = lock()) {
        database.audit().record(event);
        assertEquals(List.of(), database.audit().of(session.id()));
        assertEquals(1, database.droppedEvents());
        other.createStatement().execute("ROLLBACK");
      }

      database.audit().record(event);

      assertEquals(List.of(event), database.audit().of(session.id()));
      assertEquals(1, database.droppedEvents());
    }
  }

  @Test
  void aFloodIsCutShortAndCounted() throws SQLException {
    try (var database = SqliteDatabase.open(file)) {
      try (Connection other = lock()) {
        for (int i = 0; i < FLOOD; i++) {
          database.audit().record(event);
        }
        other.createStatement().execute("ROLLBACK");
      }

      int kept = database.audit().of(session.id()).size();

      assertTrue(database.droppedEvents() > 0);
      assertEquals(FLOOD, kept + database.droppedEvents());
    }
  }

  @Test
  void anEventAfterTheEndIsCounted() {
    var database = SqliteDatabase.open(file);
    database.close();
    database.audit().record(event);

    assertEquals(1, database.droppedEvents());
  }

  private Connection lock() throws SQLException {
    Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
    other.createStatement().execute("BEGIN IMMEDIATE");
    return other;
  }
}
