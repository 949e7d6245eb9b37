package dev.rejeton.adapter.persistence;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.hash;
import static dev.rejeton.application.port.out.Samples.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.AuditEvent.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the flight recorder gets to see of the statements that are executed.
class FlightRecorderTest {

  @Test
  @Requirement("PSW-15")
  void recordsStatementsWithoutTheirValues(@TempDir Path directory) throws IOException {
    Path recorded = directory.resolve("recording.jfr");
    try (var recording = new Recording();
        var database = SqliteDatabase.open(directory.resolve("rejeton.db"))) {
      recording.enable("jdbi.statement");
      recording.start();
      AuditEvent added = event(ALICE, Type.USER_ADDED);
      assertTrue(database.users().add(user(ALICE, "Wonderland"), hash("c29kaXVt"), added));
      assertEquals(1, database.users().all().size());
      recording.dump(recorded);
    }

    List<RecordedEvent> events = RecordingFile.readAllEvents(recorded);

    assertTrue(events.stream().anyMatch(event -> event.toString().contains("INSERT INTO users")));
    for (RecordedEvent event : events) {
      assertFalse(event.toString().contains("Wonderland"), event.toString());
      assertFalse(event.toString().contains("argon2id"), event.toString());
    }
  }
}
