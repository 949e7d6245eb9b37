package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.KEY_1;
import static dev.rejeton.adapter.crypto.Fixtures.KEY_2;
import static dev.rejeton.adapter.crypto.Fixtures.NOW;
import static dev.rejeton.adapter.crypto.Fixtures.RANDOM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.KeyStore;
import dev.rejeton.application.port.out.KeyStore.Purpose;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.application.port.out.MemoryStore;
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

class MasterKeysTest {
  private final MemoryStore store = new MemoryStore();

  @TempDir Path directory;

  private List<StoredKey> recorded() {
    return store.all(Purpose.MASTER);
  }

  @Test
  void keysAreReadFromLinesAndTheHighestIdIsCurrent() {
    MasterKeys keys = MasterKeys.parse("# a comment\n\n" + KEY_2 + "\r\n  " + KEY_1 + "  \n");
    assertEquals(2, keys.current().id());
    assertEquals(List.of(KEY_1, KEY_2), keys.all().stream().map(MasterKey::line).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing",
        "1:",
        "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE",
        "1:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ",
        "1:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQF",
        "1:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
        "1:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB+QE",
        "256:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE",
        "-1:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE",
        "01:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE",
        "1:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE\n"
            + "1:AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI",
      })
  void malformedKeysAreRefusedWithAMessageThatHoldsNone(String text) {
    var refused = assertThrows(IllegalArgumentException.class, () -> MasterKeys.parse(text));
    assertFalse(refused.getMessage().contains("AQEB"), refused.getMessage());
    assertFalse(refused.getMessage().contains("AgIC"), refused.getMessage());
  }

  @Test
  void keysDoNotPrint() {
    MasterKeys keys = MasterKeys.parse(KEY_1);
    assertFalse((keys + " " + keys.all() + keys.current()).contains("AQEB"));
  }

  @Test
  @Requirement("JWK-10")
  void aNewFileIsForItsOwnerOnlyAndReadsAsTheSameKey() throws IOException {
    Path file = directory.resolve("master.key");
    MasterKeys created = MasterKeys.create(file, RANDOM);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertTrue(Files.readString(file).startsWith("# The master key of a Rejeton server."));
    assertEquals(created.current().line(), MasterKeys.read(file).current().line());
  }

  @Test
  void anExistingFileIsNeverOverwrittenAndItsKeyCounts() {
    Path file = directory.resolve("master.key");
    MasterKeys first = MasterKeys.create(file, RANDOM);
    MasterKeys second = MasterKeys.create(file, RANDOM);
    assertEquals(first.current().line(), second.current().line());
    assertEquals(first.current().line(), MasterKeys.read(file).current().line());
    assertEquals(List.of("master.key"), List.of(directory.toFile().list()), "no draft is left");
  }

  @Test
  void serversThatStartTogetherHaveOneKey() throws Exception {
    Path file = directory.resolve("master.key");
    Callable<String> start = () -> MasterKeys.create(file, new SecureRandom()).current().line();
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
    var failure = assertThrows(UncheckedIOException.class, () -> MasterKeys.create(file, RANDOM));
    assertTrue(failure.getMessage().endsWith(file.toString()), failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwxrwxrwx"})
  @Requirement("JWK-10")
  void aFileThatOthersMayUseIsRefusedWithTheRemedy(String mode) throws IOException {
    Path file = withMode(mode);
    var refused = assertThrows(IllegalArgumentException.class, () -> MasterKeys.read(file));
    assertTrue(refused.getMessage().endsWith("chmod 600 " + file), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------", "rwx------"})
  void aFileForItsOwnerOnlyIsRead(String mode) throws IOException {
    assertEquals(KEY_1, MasterKeys.read(withMode(mode)).current().line());
  }

  private Path withMode(String mode) throws IOException {
    Path file = Files.writeString(directory.resolve("master.key"), KEY_1);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void aMissingFileIsSaidToBeMissing() {
    Path file = directory.resolve("none");
    var refused = assertThrows(UncheckedIOException.class, () -> MasterKeys.read(file));
    assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
  }

  @Test
  void aDatabaseIsClaimedOnceAndAgainAndByOneMoreKey() {
    MasterKeys.parse(KEY_1).claim(store, NOW);
    MasterKeys.parse(KEY_1).claim(store, NOW);
    MasterKeys.parse(KEY_1 + "\n" + KEY_2).claim(store, NOW);
    assertEquals(List.of("1", "2"), recorded().stream().map(StoredKey::id).toList());
    assertTrue(recorded().stream().allMatch(key -> key.sealed().isEmpty()));
    assertTrue(recorded().stream().allMatch(key -> key.open().length() == 22));
  }

  @Test
  void aMissingKeyIsSaidToBeMissingAndNothingIsRecorded() {
    MasterKeys.parse(KEY_1).claim(store, NOW);
    var wrong = claimFails(MasterKeys.parse(KEY_2));
    assertTrue(wrong.getMessage().startsWith("master key 1, used with this database, is missing"));
    assertEquals(1, recorded().size());
  }

  @Test
  void anotherKeyOfTheSameIdIsSaidToBeTheWrongOne() {
    MasterKeys.parse(KEY_1).claim(store, NOW);
    var wrong = claimFails(MasterKeys.parse(KEY_2.replace("2:", "1:")));
    assertTrue(wrong.getMessage().startsWith("master key 1 is not the one"), wrong.getMessage());
  }

  /// A store in which another server is a moment faster.
  @Test
  void ofTwoServersThatClaimADatabaseWithDifferentKeysOneIsRefused() {
    MasterKeys other = MasterKeys.parse(KEY_2.replace("2:", "1:"));
    KeyStore raced =
        new KeyStore() {
          @Override
          public List<StoredKey> all(Purpose purpose) {
            List<StoredKey> before = store.all(purpose);
            other.claim(store, NOW);
            return before;
          }

          @Override
          public boolean add(StoredKey key) {
            return store.add(key);
          }
        };
    assertThrows(WrongMasterKey.class, () -> MasterKeys.parse(KEY_1).claim(raced, NOW));
  }

  private WrongMasterKey claimFails(MasterKeys keys) {
    var wrong = assertThrows(WrongMasterKey.class, () -> keys.claim(store, NOW));
    assertTrue(wrong.getMessage().contains("restore the master key file"), wrong.getMessage());
    assertFalse(wrong.getMessage().contains("AQEB") || wrong.getMessage().contains("AgIC"));
    return wrong;
  }
}
