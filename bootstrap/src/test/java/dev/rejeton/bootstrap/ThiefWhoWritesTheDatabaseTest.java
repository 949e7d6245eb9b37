package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.adapter.crypto.Argon2Parameters;
import dev.rejeton.adapter.crypto.Argon2PasswordHashes;
import dev.rejeton.adapter.crypto.MasterKeys;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SessionId;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody can change the database beside the running server, and does not have the master key. He
/// has an account of his own, eve's.
class ThiefWhoWritesTheDatabaseTest {
  @TempDir Path directory;

  private TestServer server;
  private TestClient client;
  private Answer ada;
  private Answer eve;

  @BeforeEach
  void start() {
    server = new TestServer(directory);
    client = server.client;
    server.addUser("ada");
    server.addUser("eve");
    ada = client.login("ada").expect(200);
    eve = client.login("eve").expect(200);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// Puts the values in place of the question marks.
  private void write(String sql, String... values) {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("rejeton.db"));
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      assertTrue(statement.executeUpdate() > 0, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Test
  void heLogsInAsAnybodyWithAPasswordOfHisOwn() {
    try (var hashes =
        new Argon2PasswordHashes(Argon2Parameters.DEFAULT, 19_456, 1, 1, Worlds.RANDOM)) {
      String his = hashes.hash(new Secret("of his own")).orElseThrow().phc();
      write("UPDATE users SET password_hash = ? WHERE name = 'ada'", his);
    }
    Map<String, String> attempt = Map.of("username", "ada", "password", "of his own");
    Answer asAda = client.post("/v1/login", attempt).expect(200);
    assertEquals(ada.claims().path("sub"), asAda.claims().path("sub"));
  }

  @Test
  void aHashThatCannotBeComputedFailsOneLoginAndNoOther() {
    String his = "$argon2id$v=19$m=9999999,t=2,p=1$%s$%s".formatted("A".repeat(22), "A".repeat(43));
    write("UPDATE users SET password_hash = ? WHERE name = 'ada'", his);
    client.login("ada").expect(500);
    client.login("eve").expect(200);
    client.refresh(ada.refreshToken()).expect(200);
  }

  @Test
  void aSessionOfHisBecomesAnotherUsersWithAnyScope() {
    write(
        "UPDATE session SET user_id = ?, scope = 'api admin' WHERE id = ?",
        ada.claims().path("sub").asText(),
        eve.text("session_id"));
    Answer asAda = client.refresh(eve.refreshToken()).expect(200);
    assertEquals(ada.claims().path("sub"), asAda.claims().path("sub"));
    assertEquals("api admin", asAda.claims().path("scope").asText());
  }

  @Test
  void heRevivesASessionAndLeavesNoTrace() {
    Answer second = client.refresh(eve.refreshToken()).expect(200);
    server.clock.skip(Duration.ofSeconds(10));
    client.refresh(second.refreshToken()).expect(200);
    assertEquals("reuse_detected", client.refresh(eve.refreshToken()).expect(400).text("reason"));
    write("UPDATE session SET revoked_at = NULL, generation = 0 WHERE id = ?", sid(eve));
    write("DELETE FROM audit_event WHERE session_id = ?", sid(eve));
    client.refresh(eve.refreshToken()).expect(200);
    List<String> lines = server.explain(sid(eve));
    assertFalse(String.join("\n", lines).contains("Reuse"), lines::toString);
  }

  @Test
  void withTheSaltOfASessionOfHisHeStillHasNoTokenOfAnother() {
    write(
        "UPDATE session SET salt_bits = (SELECT salt_bits FROM session WHERE id = ?) WHERE id = ?",
        sid(eve),
        sid(ada));
    // Both sessions have one key now, and still every token is for the session that it names.
    client.refresh(named(eve.refreshToken(), ada.refreshToken())).expect(400);
    assertFalse(client.refresh(ada.refreshToken()).expect(400).body().has("reason"));
    client.refresh(eve.refreshToken()).expect(200);
  }

  /// {@return the second token's name, which is its first 23 bytes, before the first one's proof}
  private static String named(String token, String name) {
    byte[] bytes = Base64.getUrlDecoder().decode(token.substring(4));
    byte[] other = Base64.getUrlDecoder().decode(name.substring(4));
    System.arraycopy(other, 0, bytes, 0, 23);
    return "rjt_" + Base64.getUrlEncoder().encodeToString(bytes);
  }

  @Test
  void aRowUnderAnotherIdIsNoSessionOfHis() {
    write("DELETE FROM session WHERE id = ?", sid(ada));
    write("UPDATE session SET id = ? WHERE id = ?", sid(ada), sid(eve));
    client.refresh(eve.refreshToken()).expect(400);
    client.refresh(ada.refreshToken()).expect(400);
  }

  @Test
  void aSigningKeyOfHisIsNeitherUsedNorOverlooked() {
    var his = new Forge(server.settings, MasterKeys.parse("1:" + "A".repeat(43)));
    StoredKey key = his.signingKey(server.clock.instant());
    write("UPDATE signing_key SET jwk = ?, sealed = ?", key.jwk(), key.sealed());
    client.with("GET", "/v1/session", ada.accessToken()).expect(200);
    server.close();
    var refusal = assertThrows(IllegalStateException.class, () -> new TestServer(directory));
    assertTrue(refusal.getMessage().contains("signing key 1"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("was changed"), refusal.getMessage());
  }

  @Test
  void aSigningKeyHeRemovesIsReplacedByOneOfOurs() {
    write("DELETE FROM signing_key");
    server.close();
    try (var next = new TestServer(directory)) {
      next.client.with("GET", "/v1/session", ada.accessToken()).expect(401);
      Answer refreshed = next.client.refresh(ada.refreshToken()).expect(200);
      next.client.with("GET", "/v1/session", refreshed.accessToken()).expect(200);
      assertTrue(next.server.database().sessions().find(new SessionId(sid(ada))).isPresent());
    }
  }

  private static String sid(Answer answer) {
    return answer.text("session_id");
  }
}
