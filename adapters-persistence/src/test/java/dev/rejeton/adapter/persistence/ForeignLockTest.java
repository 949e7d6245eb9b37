package dev.rejeton.adapter.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.KeyStore.MasterKeyRecord;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Virtual threads that wait for a lock which another process holds.
class ForeignLockTest {
  /// More than there are carriers, and each with a writer of its own, so that none waits in line.
  private static final int WAITING = Runtime.getRuntime().availableProcessors() + 2;

  @Test
  @Requirement("STO-05")
  void doNotKeepOthersFromRunning(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("rejeton.db");
    List<SqliteDatabase> databases =
        Stream.generate(() -> SqliteDatabase.open(file)).limit(WAITING).toList();
    // So that each has its connection, and waits for nothing but the lock.
    databases.forEach(database -> database.sessions().probe());
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      other.createStatement().execute("BEGIN IMMEDIATE");
      var waiting = new CountDownLatch(WAITING);
      List<Future<Boolean>> added = new ArrayList<>();
      for (SqliteDatabase database : databases) {
        added.add(threads.submit(adding(waiting, database, added.size())));
      }

      // Had they no carrier left to wait for their turn on, all would give up before this runs.
      threads.submit(() -> {
        waiting.await();
        return other.createStatement().execute("ROLLBACK");
      });

      for (Future<Boolean> each : added) {
        assertEquals(true, each.get());
      }
    } finally {
      databases.forEach(SqliteDatabase::close);
    }
  }

  private static Callable<Boolean> adding(
      CountDownLatch waiting, SqliteDatabase database, int number) {
    var key = new MasterKeyRecord(number, "", Instant.EPOCH);
    return () -> {
      waiting.countDown();
      return database.keys().add(key);
    };
  }
}
