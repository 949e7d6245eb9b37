package dev.rejeton.adapter.persistence;

import static dev.rejeton.application.port.out.Samples.BOB;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.Session;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that cannot grow.
class FullDatabaseTest {
  @Test
  @Requirement("TOK-22")
  void keepsWhatItHasAndGoesOnWhenThereIsRoom(@TempDir Path directory) {
    try (var connections =
        SqliteDatabase.connect(directory.resolve("rejeton.db"), 1, Duration.ZERO)) {
      var sessions = new JdbiSessionStore(connections);
      connections.write(handle -> limitPages(handle, 30));
      List<Session> kept = new ArrayList<>();

      assertThrows(UncheckedIOException.class, () -> addForEver(sessions, kept));

      assertFalse(kept.isEmpty());
      kept.forEach(each -> assertEquals(Optional.of(each), sessions.find(each.id())));
      connections.write(handle -> limitPages(handle, 1000));
      Session another = session(BOB, NOW);
      assertTrue(sessions.add(another, Optional.empty(), event(another, Type.SESSION_OPENED)));
    }
  }

  private static int limitPages(Handle handle, int pages) {
    return handle.createQuery("PRAGMA max_page_count = " + pages).mapTo(Integer.class).one();
  }

  private static void addForEver(JdbiSessionStore sessions, List<Session> kept) {
    while (true) {
      Session next = session(BOB, NOW);
      sessions.add(next, Optional.empty(), event(next, Type.SESSION_OPENED));
      kept.add(next);
    }
  }
}
