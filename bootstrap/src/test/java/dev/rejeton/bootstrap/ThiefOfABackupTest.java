package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Username;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup of the database is put back. What a thief had before it, he may have again.
class ThiefOfABackupTest {
  @TempDir Path directory;
  @TempDir Path backups;

  private TestServer server;
  private TestClient client;
  private Answer held;

  @BeforeEach
  void backUp() throws Exception {
    start(Map.of());
    server.addUser("ada");
    held = client.login("ada").expect(200);
    server.close();
    Files.copy(directory.resolve("rejeton.db"), backups.resolve("rejeton.db"));
    start(Map.of());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void start(Map<Setting, String> overrides) {
    server = new TestServer(directory, overrides);
    client = server.client;
  }

  private void restore(Map<Setting, String> overrides) throws Exception {
    server.close();
    Files.delete(directory.resolve("rejeton.db"));
    Files.copy(backups.resolve("rejeton.db"), directory.resolve("rejeton.db"));
    start(overrides);
  }

  @Test
  void aRestoreRevivesWhatWasRevokedSince() throws Exception {
    client.post("/v1/logout", Map.of("refresh_token", held.refreshToken())).expect(204);
    assertEquals("revoked", client.refresh(held.refreshToken()).expect(400).text("reason"));
    restore(Map.of());
    client.with("GET", "/v1/session", held.accessToken()).expect(200);
    client.refresh(held.refreshToken()).expect(200);
  }

  @Test
  void aRestoreRevivesAnOldPassword() throws Exception {
    try (OperatorDesk desk = server.desk()) {
      desk.operators().changePassword(new Username("ada"), new Secret("a new one"), desk.origin());
    }
    client.login("ada").expect(401);
    restore(Map.of());
    client.login("ada").expect(200);
  }

  @Test
  void aSessionOpenedSinceIsUnknownAfterARestore() throws Exception {
    Answer since = client.login("ada").expect(200);
    restore(Map.of());
    assertFalse(client.refresh(since.refreshToken()).expect(400).body().has("reason"));
    client.with("GET", "/v1/session", since.accessToken()).expect(401);
  }

  @Test
  void aReplacedTokenCountsAgainUntilItsOwnerComesBack() throws Exception {
    Answer second = client.refresh(held.refreshToken()).expect(200);
    server.clock.skip(Duration.ofSeconds(10));
    Answer third = client.refresh(second.refreshToken()).expect(200);
    restore(Map.of());
    Answer thiefs = client.refresh(held.refreshToken()).expect(200);
    server.clock.skip(Duration.ofMinutes(9));
    // Newer than the row, and so accepted; the thief's line is the old one from here on.
    Answer owners = client.refresh(third.refreshToken()).expect(200);
    server.clock.skip(Duration.ofSeconds(10));
    client.refresh(owners.refreshToken()).expect(200);
    String reason = client.refresh(thiefs.refreshToken()).expect(400).text("reason");
    assertEquals("reuse_detected", reason);
  }

  @Test
  void whereRestoredSessionsAreRefusedTheOwnersTokenIsNotTaken() throws Exception {
    Answer second = client.refresh(held.refreshToken()).expect(200);
    restore(Map.of(Setting.RESTORED_SESSIONS, "refuse"));
    String reason = client.refresh(second.refreshToken()).expect(400).text("reason");
    assertEquals("newer_than_stored", reason);
    client.refresh(held.refreshToken()).expect(200);
  }
}
