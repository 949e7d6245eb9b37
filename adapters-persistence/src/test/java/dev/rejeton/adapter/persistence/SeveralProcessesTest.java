package dev.rejeton.adapter.persistence;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.revocation;
import static dev.rejeton.application.port.out.Samples.rotated;
import static dev.rejeton.application.port.out.Samples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.KeyStore.MasterKeyRecord;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.Session;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One file, opened several times: by a server and the command line, or by two servers by mistake.
class SeveralProcessesTest {
  private static final int ROUNDS = 20;
  private static final int OPENERS = 4;

  private final Path directory;

  SeveralProcessesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  @Requirement("STO-06")
  void severalMayCreateOneFileAtTheSameTime() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Path file = directory.resolve(round + ".db");

      List<Boolean> added = together(opener -> addKey(file, opener));

      assertEquals(List.of(true, true, true, true), added);
      try (var database = SqliteDatabase.open(file)) {
        assertEquals(OPENERS, database.keys().masterKeys().size());
      }
    }
  }

  private static boolean addKey(Path file, int opener) {
    try (var database = SqliteDatabase.open(file)) {
      return database.keys().add(new MasterKeyRecord(opener, "", Instant.EPOCH));
    }
  }

  @Test
  @Requirement("REF-15")
  void whatOneWritesTheOtherReadsAtOnceAndCannotWriteAgain() {
    Path file = directory.resolve("rejeton.db");
    try (var one = SqliteDatabase.open(file);
        var other = SqliteDatabase.open(file)) {
      Session session = session(ALICE, NOW);
      one.sessions().add(session, Optional.empty(), event(session, Type.SESSION_OPENED));
      for (int i = 1; i <= ROUNDS; i++) {
        Session next = rotated(session, NOW.plusSeconds(600 * i));

        assertEquals(Optional.of(session), other.sessions().find(session.id()));
        assertTrue(replace(other.sessions(), next));
        assertFalse(replace(one.sessions(), next));
        assertEquals(Optional.of(next), one.sessions().find(session.id()));
        session = next;
      }
      assertEquals(1 + ROUNDS, one.audit().of(session.id()).size());
    }
  }

  @Test
  @Requirement({"REF-15", "STO-05"})
  void ofSeveralThatReplaceOneVersionOneWinsAndNobodyFails() throws Exception {
    try (var opened = new Opened(directory.resolve("rejeton.db"))) {
      Session session = opened.add();
      for (int round = 1; round <= ROUNDS; round++) {
        Session next = rotated(session, NOW.plusSeconds(600 * round));

        List<Boolean> won = together(opener -> replace(opened.sessions(opener), next));

        assertEquals(1, won.stream().filter(Boolean::booleanValue).count());
        session = next;
      }
    }
  }

  @Test
  @Requirement({"REF-27", "STO-05"})
  void whatOneRevokesTheOthersCannotRefreshAndNobodyFails() throws Exception {
    try (var opened = new Opened(directory.resolve("rejeton.db"))) {
      for (int round = 1; round <= ROUNDS; round++) {
        List<Session> read = Stream.generate(opened::add).limit(OPENERS).toList();

        together(opener -> opener == 0 ? opened.revokeAll() : refreshed(opened, opener, read));

        assertEquals(List.of(), opened.sessions(0).findLive(ALICE, NOW));
      }
    }
  }

  private static boolean refreshed(Opened opened, int opener, List<Session> read) {
    return read.stream()
        .map(session -> rotated(session, NOW.plusSeconds(600)))
        .allMatch(next -> replace(opened.sessions(opener), next));
  }

  /// One file, opened by all openers.
  private record Opened(List<SqliteDatabase> databases) implements AutoCloseable {
    Opened(Path file) {
      this(Stream.generate(() -> SqliteDatabase.open(file)).limit(OPENERS).toList());
    }

    SessionStore sessions(int opener) {
      return databases.get(opener).sessions();
    }

    Session add() {
      Session session = session(ALICE, NOW);
      assertTrue(sessions(0).add(session, Optional.empty(), event(session, Type.SESSION_OPENED)));
      return session;
    }

    boolean revokeAll() {
      return sessions(0).revokeAll(ALICE, Optional.empty(), revocation(NOW)) == OPENERS;
    }

    @Override
    public void close() {
      databases.forEach(SqliteDatabase::close);
    }
  }

  private static boolean replace(SessionStore sessions, Session next) {
    return sessions.replace(next, event(next, Type.TOKEN_ROTATED));
  }

  private interface Opener {
    boolean run(int number);
  }

  private static List<Boolean> together(Opener opener)
      throws InterruptedException, ExecutionException {
    var start = new CyclicBarrier(OPENERS);
    List<Boolean> answers = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(OPENERS)) {
      List<Future<Boolean>> running = new ArrayList<>();
      for (int number = 0; number < OPENERS; number++) {
        running.add(threads.submit(starting(start, opener, number)));
      }
      for (Future<Boolean> answer : running) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  private static Callable<Boolean> starting(CyclicBarrier start, Opener opener, int number) {
    return () -> {
      start.await();
      return opener.run(number);
    };
  }
}
