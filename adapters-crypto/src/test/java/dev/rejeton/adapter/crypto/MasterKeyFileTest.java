package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.KEY_1;
import static dev.rejeton.adapter.crypto.Fixtures.RANDOM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyFileTest {
  @TempDir Path directory;

  @Test
  @Requirement("JWK-10")
  void aNewFileIsForItsOwnerOnlyAndReadsAsTheSameKey() throws IOException {
    Path file = directory.resolve("master.key");
    MasterKeys created = new MasterKeyFile(file).create(RANDOM);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertTrue(Files.readString(file).startsWith("# The master key of a Rejeton server."));
    assertEquals(created.current().line(), new MasterKeyFile(file).read().current().line());
  }

  @Test
  void anExistingFileIsNeverOverwrittenAndItsKeyCounts() {
    Path file = directory.resolve("master.key");
    MasterKeys first = new MasterKeyFile(file).create(RANDOM);
    MasterKeys second = new MasterKeyFile(file).create(RANDOM);
    assertEquals(first.current().line(), second.current().line());
    assertEquals(first.current().line(), new MasterKeyFile(file).read().current().line());
    assertEquals(List.of("master.key"), List.of(directory.toFile().list()), "no draft is left");
  }

  @Test
  void serversThatStartTogetherHaveOneKey() throws Exception {
    Path file = directory.resolve("master.key");
    Callable<String> start =
        () -> new MasterKeyFile(file).create(new SecureRandom()).current().line();
    Set<String> keys = new HashSet<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var key : threads.invokeAll(Collections.nCopies(16, start))) {
        keys.add(key.get());
      }
    }
    assertEquals(1, keys.size());
  }

  @Test
  void aDirectoryThatDoesNotExistIsNamed() {
    Path file = directory.resolve("nowhere").resolve("master.key");
    var failure =
        assertThrows(UncheckedIOException.class, () -> new MasterKeyFile(file).create(RANDOM));
    assertTrue(failure.getMessage().endsWith(file.toString()), failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwxrwxrwx"})
  @Requirement("JWK-10")
  void aFileThatOthersMayUseIsRefusedWithTheRemedy(String mode) throws IOException {
    Path file = withMode(mode);
    var refused =
        assertThrows(IllegalArgumentException.class, () -> new MasterKeyFile(file).read());
    assertTrue(refused.getMessage().endsWith("chmod 600 " + file), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------", "rwx------"})
  void aFileForItsOwnerOnlyIsRead(String mode) throws IOException {
    assertEquals(KEY_1, new MasterKeyFile(withMode(mode)).read().current().line());
  }

  private Path withMode(String mode) throws IOException {
    Path file = Files.writeString(directory.resolve("master.key"), KEY_1);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void aMissingFileIsSaidToBeMissing() {
    Path file = directory.resolve("none");
    var refused = assertThrows(UncheckedIOException.class, () -> new MasterKeyFile(file).read());
    assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
  }
}
