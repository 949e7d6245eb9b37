package dev.rejeton.adapter.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.KeyStore.MasterKeyRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What may be found where the database should be, and what becomes of it.
class SqliteDatabaseTest {
  private static final MasterKeyRecord KEY = new MasterKeyRecord(1, "fingerprint", Instant.EPOCH);

  private final Path directory;
  private final Path file;

  SqliteDatabaseTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = directory.resolve("rejeton.db");
  }

  @Test
  @Requirement("STO-06")
  void aNewFileAndThoseBesideItAreOpenToTheirOwnerOnly() throws IOException {
    try (var database = SqliteDatabase.open(file)) {
      database.keys().add(KEY);

      try (Stream<Path> files = Files.list(directory)) {
        List<Path> all = files.sorted().toList();
        assertEquals(List.of(file, beside("-shm"), beside("-wal")), all);
        for (Path each : all) {
          assertEquals(
              "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
        }
      }
    }
  }

  @Test
  void closingLeavesNothingButTheFile() {
    SqliteDatabase.open(file).close();

    assertFalse(Files.exists(beside("-wal")));
    assertTrue(Files.exists(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a?mode=memory", "a#b%20", "é漢", "a&cache=shared;b"})
  void aDirectoryMayHaveAnyName(String name) throws IOException {
    Path inside = Files.createDirectory(directory.resolve(name)).resolve("rejeton.db");
    try (var database = SqliteDatabase.open(inside)) {
      database.keys().add(KEY);
    }

    assertTrue(Files.size(inside) > 0);
    try (var database = SqliteDatabase.open(inside)) {
      assertEquals(List.of(KEY), database.keys().masterKeys());
    }
  }

  @Test
  @Requirement("STO-02")
  void everyConnectionWritesAheadAndWaitsForTheDisk() {
    try (var connections = SqliteDatabase.connect(file, 2, Duration.ofMillis(1234))) {
      for (String setting : List.of("journal_mode=wal", "synchronous=2")) {
        String name = setting.substring(0, setting.indexOf('='));
        assertEquals(setting, name + "=" + connections.read(handle -> pragma(handle, name)));
        assertEquals(setting, name + "=" + connections.write(handle -> pragma(handle, name)));
      }
    }
  }

  @Test
  @Requirement("STO-05")
  void onlyReadersWaitInSqliteForOtherProcesses() {
    try (var connections = SqliteDatabase.connect(file, 2, Duration.ofMillis(1234))) {
      assertEquals("1234", connections.read(handle -> pragma(handle, "busy_timeout")));
      assertEquals("0", connections.write(handle -> pragma(handle, "busy_timeout")));
    }
  }

  private static String pragma(Handle handle, String name) {
    return handle.createQuery("PRAGMA " + name).mapTo(String.class).one();
  }

  @Test
  @Requirement("STO-06")
  void aFileOfThisReleaseIsOpenedAsItIs() {
    try (var first = SqliteDatabase.connect(file, 1, Duration.ZERO)) {
      assertEquals(2, version(first));
    }
    try (var second = SqliteDatabase.connect(file, 1, Duration.ZERO)) {
      assertEquals(2, version(second));
    }
  }

  private static int version(Connections connections) {
    return connections.read(handle ->
        handle.createQuery("SELECT max(version) FROM schema_version").mapTo(Integer.class).one());
  }

  @Test
  @Requirement("STO-06")
  void aFileOfALaterReleaseIsRefused() throws SQLException {
    SqliteDatabase.open(file).close();
    execute("INSERT INTO schema_version (version) VALUES (99)");

    String message = refusal();

    assertTrue(message.contains(file.toString()), message);
    assertTrue(message.contains("schema version 99"), message);
    assertTrue(message.contains("none later than 2"), message);
  }

  @Test
  void aFileThatDoesNotTellItsVersionIsRefused() throws SQLException {
    SqliteDatabase.open(file).close();
    execute("DELETE FROM schema_version");

    assertTrue(refusal().contains(file + " does not tell its schema version"), refusal());
  }

  @Test
  void anotherProgramsDatabaseIsRefusedAndLeftAlone() throws SQLException, IOException {
    execute("CREATE TABLE recipe (name TEXT)");
    byte[] content = Files.readAllBytes(file);

    assertTrue(refusal().contains("another program"));
    assertArrayEquals(content, Files.readAllBytes(file));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 200, 10_000})
  void aFileThatIsNoDatabaseIsRefusedAndLeftAlone(int lines) throws IOException {
    byte[] content = "Dear diary,\n".repeat(lines).getBytes(UTF_8);
    Files.write(file, content);

    assertTrue(refusal().contains("not a SQLite database"));
    assertArrayEquals(content, Files.readAllBytes(file));
  }

  @Test
  void anEmptyFileIsANewDatabase() throws IOException {
    Files.createFile(file);

    try (var database = SqliteDatabase.open(file)) {
      assertTrue(database.keys().add(KEY));
    }
  }

  private String refusal() {
    return assertThrows(IncompatibleDatabase.class, () -> SqliteDatabase.open(file)).getMessage();
  }

  private Path beside(String suffix) {
    return directory.resolve(file.getFileName() + suffix);
  }

  private void execute(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
