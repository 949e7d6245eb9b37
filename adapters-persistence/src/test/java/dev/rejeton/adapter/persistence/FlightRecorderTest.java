package dev.rejeton.adapter.persistence;

import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.rotated;
import static java.util.Comparator.comparing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.Session;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// What the flight recorder gets to see of the statements that are executed.
class FlightRecorderTest {

  private final Path directory;

  FlightRecorderTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  @Requirement("PSW-15")
  void recordsStatementsWithoutTheirValues() throws Throwable {
    try (var database = SqliteDatabase.open(directory.resolve("rejeton.db"))) {
      var all = new OneOfEach(database);
      List<RecordedEvent> events =
          statements(() -> {
            for (Executable call : all.questions()) {
              call.execute();
            }
            for (Executable call : all.changes()) {
              call.execute();
            }
          });

      for (String sql : List.of("INSERT INTO users", "INSERT INTO client", "UPDATE client")) {
        assertTrue(events.stream().anyMatch(event -> event.toString().contains(sql)));
      }
      for (String value : all.values()) {
        events.forEach(event -> assertFalse(event.toString().contains(value), event.toString()));
      }
    }
  }

  @Test
  void aRotationExecutesNoMoreThanItsUpdateAndItsEvent() throws Throwable {
    try (var database = SqliteDatabase.open(directory.resolve("rejeton.db"))) {
      Session rotated = rotated(new OneOfEach(database).live(), NOW.plusSeconds(600));

      List<RecordedEvent> events =
          statements(() ->
              assertTrue(database.sessions().replace(rotated, event(rotated, Type.TOKEN_ROTATED))));

      assertEquals(
          List.of("BEGIN", "UPDATE", "INSERT", "COMMIT"),
          events.stream()
              .sorted(comparing(RecordedEvent::getStartTime))
              .map(event -> event.getString("sql").strip().split("\\s")[0])
              .toList());
    }
  }

  /// {@return the statements executed meanwhile, as they are recorded}
  private List<RecordedEvent> statements(Executable calls) throws Throwable {
    Path recorded = directory.resolve("recording.jfr");
    try (var recording = new Recording()) {
      recording.enable("jdbi.statement");
      recording.start();
      calls.execute();
      recording.dump(recorded);
    }
    return RecordingFile.readAllEvents(recorded);
  }
}
