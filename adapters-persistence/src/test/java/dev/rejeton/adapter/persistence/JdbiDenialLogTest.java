package dev.rejeton.adapter.persistence;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.BOB;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.revocation;
import static dev.rejeton.application.port.out.Samples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.application.port.out.DenialLog.Entry;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What makes the mark of the denials differ, and what does not.
class JdbiDenialLogTest {
  private final Path file;
  private SqliteDatabase database;

  JdbiDenialLogTest(@TempDir Path directory) {
    file = directory.resolve("rejeton.db");
  }

  @BeforeEach
  void open() {
    database = SqliteDatabase.open(file);
  }

  @AfterEach
  void close() {
    database.close();
  }

  /// Another process, which opens the file that it is told and revokes a session in it.
  static final class Revoking {
    private Revoking() {}

    public static void main(String... arguments) {
      try (var database = SqliteDatabase.openExisting(Path.of(arguments[0]))) {
        database.sessions().revokeAll(ALICE, Optional.empty(), revocation(NOW));
      }
    }
  }

  @Test
  void theMarkDiffersAfterARevocationByAnotherProcess() throws IOException, InterruptedException {
    Session session = add(database, session(ALICE, NOW));
    long before = database.denials().mark();
    String java = ProcessHandle.current().info().command().orElseThrow();
    List<String> command =
        List.of(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Revoking.class.getName(),
            file.toString());

    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();

    assertEquals(0, exit);
    assertNotEquals(before, database.denials().mark());
    assertEquals(
        session.revoke(revocation(NOW)).denial(),
        database.denials().after(0, NOW, 1).stream().map(Entry::denial).findFirst());
  }

  @Test
  void theMarkDiffersAfterEachCommitOfOurOwnOrOfAnothers() {
    try (var other = SqliteDatabase.open(file)) {
      List<Long> marks = new ArrayList<>();
      for (SqliteDatabase writer : List.of(database, other, other, database, database)) {
        marks.add(database.denials().mark());
        add(writer, session(BOB, NOW));
      }
      marks.add(database.denials().mark());

      assertEquals(6, marks.stream().distinct().count());
    }
  }

  @Test
  void theMarkIsTheSameAfterALook() {
    Session session = add(database, session(ALICE, NOW));
    long before = database.denials().mark();

    assertEquals(Optional.of(session), database.sessions().find(session.id()));
    assertEquals(List.of(), database.denials().after(0, NOW, 10));
    assertEquals(1, database.audit().of(session.id()).size());
    assertEquals(List.of(), database.clients().all());

    assertEquals(before, database.denials().mark());
  }

  @Test
  void manyWhoAskForTheMarkAtOnceAllGetTheSame() throws Exception {
    add(database, session(ALICE, NOW));
    long mark = database.denials().mark();
    List<Future<Long>> asked = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1000; i++) {
        asked.add(threads.submit(() -> database.denials().mark()));
      }
    }

    for (Future<Long> each : asked) {
      assertEquals(mark, each.get());
    }
  }

  private static Session add(SqliteDatabase database, Session session) {
    assertTrue(
        database.sessions().add(session, Optional.empty(), event(session, Type.SESSION_OPENED)));
    return session;
  }
}
