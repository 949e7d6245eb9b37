package dev.rejeton.adapter.persistence;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.rotated;
import static dev.rejeton.application.port.out.Samples.session;
import static java.util.Comparator.comparing;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the contract can only meet by chance.
class JdbiSessionStoreTest {

  @Test
  @Requirement("REF-32")
  void aSessionRefreshedSinceItWasSeenToBeOverIsNotForgotten(@TempDir Path directory) {
    Path file = directory.resolve("rejeton.db");
    try (var connections = SqliteDatabase.connect(file, 1, Duration.ZERO)) {
      var store = new JdbiSessionStore(connections);
      Session over = session(ALICE, NOW);
      Session refreshed = session(ALICE, NOW.plusMillis(2));
      store.add(over, Optional.empty(), event(over, Type.SESSION_OPENED));
      store.add(refreshed, Optional.empty(), event(refreshed, Type.SESSION_OPENED));
      List<String> seen = List.of(refreshed.id().value(), over.id().value());
      Instant before = over.lifetime().idleAt().plusMillis(1);

      int forgotten = connections.write(handle -> JdbiSessionStore.forget(handle, seen, before));

      assertEquals(1, forgotten);
      assertEquals(Optional.empty(), store.find(over.id()));
      assertEquals(Optional.of(refreshed), store.find(refreshed.id()));
    }
  }

  @Test
  @Requirement("REF-32")
  void aSessionThatIsNotOverIsInTheWayOfNone(@TempDir Path directory) {
    Path file = directory.resolve("rejeton.db");
    try (var connections = SqliteDatabase.connect(file, 1, Duration.ZERO)) {
      var store = new JdbiSessionStore(connections);
      List<Session> byId =
          Stream.generate(() -> session(ALICE, NOW))
              .limit(2)
              .sorted(comparing(session -> session.id().value()))
              .toList();
      // The table is in the order of the ids, so that a look comes upon this one first.
      Session live = rotated(byId.getFirst(), NOW.plusSeconds(600));
      Session over = byId.getLast();
      store.add(live, Optional.empty(), event(live, Type.SESSION_OPENED));
      store.add(over, Optional.empty(), event(over, Type.SESSION_OPENED));

      assertEquals(1, store.purge(over.lifetime().idleAt().plusMillis(1), 1));
      assertEquals(Optional.of(live), store.find(live.id()));
    }
  }
}
