package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.KEY_1;
import static dev.rejeton.adapter.crypto.Fixtures.KEY_2;
import static dev.rejeton.adapter.crypto.Fixtures.RANDOM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A further key in the file of the master keys.
class MasterKeyAddedTest {
  @TempDir Path directory;

  private Path path;
  private MasterKeyFile file;

  @BeforeEach
  void writeTheFile() throws IOException {
    path = directory.resolve("master.key");
    file = new MasterKeyFile(path);
    Files.writeString(path, "# ours\n" + KEY_1 + "\n\n# the next\n" + KEY_2);
    chmod("rw-------");
  }

  private void chmod(String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static List<String> lines(MasterKeys keys) {
    return keys.all().stream().map(MasterKey::line).toList();
  }

  @Test
  void theFileHasTheOldKeysTheirCommentsAndTheNewKey() throws IOException {
    MasterKeys keys = file.addKey(RANDOM);
    assertEquals(3, keys.current().id());
    assertEquals(
        List.of("# ours", KEY_1, "", "# the next", KEY_2, keys.current().line()),
        Files.readAllLines(path));
    assertEquals(lines(keys), lines(file.read()));
    assertEquals(List.of("master.key"), List.of(directory.toFile().list()), "no draft is left");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------"})
  @Requirement("JWK-10")
  void ownerAndModeStay(String mode) throws IOException {
    chmod(mode);
    var owner = Files.getOwner(path);
    file.addKey(RANDOM);
    assertEquals(mode, PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    assertEquals(owner, Files.getOwner(path));
  }

  /// Whoever reads it meanwhile has the old file open, and reads that to its end.
  @Test
  void theOldFileIsReplacedAndNotChanged() throws IOException {
    String before = Files.readString(path);
    try (var reader = Files.newBufferedReader(path)) {
      file.addKey(RANDOM);
      assertEquals(before, reader.readAllAsString());
    }
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), path);
    MasterKeys keys = new MasterKeyFile(link).addKey(RANDOM);
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(lines(keys), lines(file.read()));
  }

  @Test
  void aDraftThatWasLeftStopsItWithTheRemedyAndIsLeftAlone() throws IOException {
    Path draft = Files.writeString(directory.resolve("master.key.new"), "half a k");
    var refused = assertThrows(IllegalArgumentException.class, () -> file.addKey(RANDOM));
    assertTrue(refused.getMessage().endsWith("delete " + draft.toRealPath()), refused.getMessage());
    assertEquals("half a k", Files.readString(draft));
    assertEquals(List.of(KEY_1, KEY_2), lines(file.read()));
  }

  @Test
  void afterTheLastIdTheFileIsAsItWas() throws IOException {
    String before = "255:" + KEY_1.substring(2);
    Files.writeString(path, before);
    var refused = assertThrows(IllegalArgumentException.class, () -> file.addKey(RANDOM));
    assertTrue(refused.getMessage().contains("255"), refused.getMessage());
    assertEquals(before, Files.readString(path));
    assertEquals(List.of("master.key"), List.of(directory.toFile().list()), "no draft is left");
  }

  @Test
  void aFileThatOthersMayUseGetsNoKey() throws IOException {
    chmod("rw-r-----");
    assertThrows(IllegalArgumentException.class, () -> file.addKey(RANDOM));
    assertFalse(Files.exists(directory.resolve("master.key.new")));
  }

  @Test
  void aMissingFileIsSaidToBeMissing() throws IOException {
    Files.delete(path);
    var refused = assertThrows(UncheckedIOException.class, () -> file.addKey(RANDOM));
    assertTrue(refused.getMessage().endsWith(path.toString()), refused.getMessage());
  }

  @Test
  void ofManyThatAddAKeyAtOnceNoneLosesTheKeyOfAnother() throws Exception {
    Callable<List<String>> add =
        () -> {
          try {
            return List.of(file.addKey(new SecureRandom()).current().line());
          } catch (IllegalArgumentException anotherIsBeingAdded) {
            return List.of();
          }
        };
    List<String> added = new ArrayList<>(List.of(KEY_1, KEY_2));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var keys : threads.invokeAll(Collections.nCopies(16, add))) {
        added.addAll(keys.get());
      }
    }
    assertEquals(added.stream().sorted().toList(), lines(file.read()).stream().sorted().toList());
  }
}
