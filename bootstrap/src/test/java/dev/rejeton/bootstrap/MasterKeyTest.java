package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.bootstrap.TestClient.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {
  @TempDir Path directory;
  private Path file;
  private Settings settings;

  @BeforeEach
  void nameTheFile() {
    settings = TestServer.settings(directory, Map.of());
    file = directory.resolve("rejeton.db.key");
  }

  private void start(Map<String, String> environment) {
    Server.start(settings, environment, Worlds.with(Worlds.CLOCK)).close();
  }

  private String refusal(Map<String, String> environment) {
    return Failures.describe(assertThrows(RuntimeException.class, () -> start(environment)));
  }

  private static String key(Path file) throws Exception {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.startsWith("#"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Requirement("STO-06")
  void isMadeAtTheFirstStartForItsOwnerOnly() throws Exception {
    start(Map.of());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(directory.resolve("rejeton.db"))));
    byte[] before = Files.readAllBytes(file);
    start(Map.of());
    assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(file)));
  }

  @Test
  void sessionsAndSigningKeysOutliveARestart() {
    Answer login;
    try (var server = new TestServer(directory)) {
      server.addUser("ada");
      login = server.client.login("ada");
    }
    try (var server = new TestServer(directory)) {
      server.client.with("GET", "/v1/session", login.accessToken()).expect(200);
      server.client.refresh(login.refreshToken()).expect(200);
    }
  }

  @Test
  void aMissingKeyForAnExistingDatabaseIsRefusedAndNoneIsMade() throws Exception {
    start(Map.of());
    Files.delete(file);
    String message = refusal(Map.of());
    assertTrue(message.contains(file.toString()), message);
    assertTrue(message.contains("restore that file"), message);
    assertFalse(Files.exists(file));
  }

  @Test
  void anotherKeyForAnExistingDatabaseIsRefusedWithoutBeingTold() throws Exception {
    start(Map.of());
    String right = key(file);
    Files.delete(file);
    Path other = directory.resolve("other");
    Files.createDirectory(other);
    Server.start(TestServer.settings(other, Map.of()), Map.of(), Worlds.with(Worlds.CLOCK)).close();
    Files.copy(other.resolve("rejeton.db.key"), file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    String wrong = key(file);
    String message = refusal(Map.of());
    assertFalse(message.contains(wrong.substring(2)), message);
    assertFalse(message.contains(right.substring(2)), message);
    Files.delete(file);
    start(Map.of("REJETON_MASTER_KEY", right));
    assertFalse(Files.exists(file));
    assertFalse(refusal(Map.of("REJETON_MASTER_KEY", wrong)).contains(wrong.substring(2)));
  }

  @Test
  void aKeyFileThatOthersMayReadIsRefusedWithTheRemedy() throws Exception {
    start(Map.of());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    String message = refusal(Map.of());
    assertTrue(message.contains("chmod 600"), message);
  }

  @Test
  @Requirement("REF-03")
  void anotherInstallationsTokenIsWorthNothing() throws Exception {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    try (var one = new TestServer(directory);
        var two = new TestServer(elsewhere)) {
      one.addUser("ada");
      Answer login = one.client.login("ada");
      assertFalse(two.client.refresh(login.refreshToken()).expect(400).body().has("reason"));
      two.client.with("GET", "/v1/session", login.accessToken()).expect(401);
    }
  }
}
