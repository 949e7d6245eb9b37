package dev.rejeton.adapter.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.application.port.out.KeyStore.MasterKeyRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// What an operator is told when the file is not there, or is not one.
class DatabaseFileTest {
  private static final MasterKeyRecord KEY = new MasterKeyRecord(1, "fingerprint", Instant.EPOCH);

  private final Path directory;
  private final Path file;

  DatabaseFileTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = directory.resolve("rejeton.db");
  }

  @Test
  void aMissingDirectoryIsNamedAndNotCreated() {
    Path missing = directory.resolve("missing");

    assertEquals(
        "there is no directory for the database " + missing.resolve("rejeton.db"),
        failure(() -> SqliteDatabase.open(missing.resolve("rejeton.db"))));
    assertFalse(Files.exists(missing));
  }

  @Test
  void aFileThatMustExistIsOpenedOrNamedAndNotCreated() {
    assertEquals("there is no database " + file, failure(() -> SqliteDatabase.openExisting(file)));
    assertFalse(Files.exists(file));

    try (var database = SqliteDatabase.open(file)) {
      database.keys().add(KEY);
    }
    try (var database = SqliteDatabase.openExisting(file)) {
      assertEquals(List.of(KEY), database.keys().masterKeys());
    }
  }

  @Test
  void aFailureNamesTheWholePathAndTheCause() throws IOException {
    Path inside = Files.createFile(file).resolve("rejeton.db");
    Path relative = Path.of("").toAbsolutePath().relativize(directory);

    assertTrue(
        failure(() -> SqliteDatabase.open(inside))
            .matches("cannot create the database \\Q" + inside + "\\E: .*Not a directory"));
    assertTrue(
        failure(() -> SqliteDatabase.open(relative))
            .matches("cannot open the database /.*: .*SQLITE_CANTOPEN.*"));
  }

  private static String failure(Executable opening) {
    return assertThrows(UncheckedIOException.class, opening).getMessage();
  }
}
