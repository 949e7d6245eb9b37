package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rejeton.adapter.crypto.MacRefreshTokens;
import dev.rejeton.adapter.crypto.MasterKeyFile;
import dev.rejeton.adapter.crypto.MasterKeyRing;
import dev.rejeton.adapter.crypto.MasterKeys;
import dev.rejeton.adapter.crypto.WrongMasterKey;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.TokenSalt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody has the master key and not the database. He knows the names of sessions, which are no
/// secret: they are in every log and every access token.
class ThiefOfTheMasterKeyTest {
  @TempDir Path directory;
  @TempDir Path den;

  private TestServer server;
  private TestClient client;
  private Answer held;
  private MasterKeys stolen;
  private MacRefreshTokens forge;

  @BeforeEach
  void steal() throws Exception {
    server = new TestServer(directory);
    client = server.client;
    server.addUser("ada");
    held = client.login("ada").expect(200);
    Path copy = Files.copy(directory.resolve("rejeton.db.key"), den.resolve("key"));
    stolen = new MasterKeyFile(copy).read();
    forge = new MacRefreshTokens(new MasterKeyRing(stolen), Worlds.RANDOM);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// {@return the current token's name under a salt of his own}
  private String forged() {
    var name = new RefreshToken(new SessionId(held.text("session_id")), 0, 0);
    return forge.seal(name, forge.newSalt()).reveal();
  }

  @Test
  void withoutTheSaltOfTheSessionHeMakesNoTokenOfIt() {
    for (int i = 0; i < 500; i++) {
      assertFalse(client.refresh(forged()).expect(400).body().has("reason"));
    }
    client.post("/v1/logout", Map.of("refresh_token", forged())).expect(204);
    client.refresh(held.refreshToken()).expect(200);
  }

  @Test
  void allThatHisTokensDoIsReachTheDatabase() {
    server.server.database().close();
    client.refresh(forged()).expect(503);
    client.refresh("rjt_" + "A".repeat(84)).expect(400);
  }

  @Test
  void withoutTheDatabaseHeHasNoKeyThatSignsAccessTokens() {
    Instant now = server.clock.instant();
    var his = new Forge(server.settings, stolen);
    // Given for free: all that an access token says of the session.
    Session session =
        server
            .server
            .database()
            .sessions()
            .find(new SessionId(held.text("session_id")))
            .orElseThrow();
    String forged =
        his.accessToken(
            List.of(his.signingKey(now)), session, now, now.plus(Duration.ofMinutes(5)));
    client.with("GET", "/v1/session", forged).expect(401);
    client.with("GET", "/v1/session", held.accessToken()).expect(200);
  }

  /// The first step after the theft.
  @Test
  void aSecondMasterKeyServesTheSessionsFromThenOn() throws Exception {
    server.close();
    Path file = directory.resolve("rejeton.db.key");
    byte[] bits = new byte[32];
    Worlds.RANDOM.nextBytes(bits);
    String line = "2:" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    server = new TestServer(directory);
    client = server.client;
    client.refresh(held.refreshToken()).expect(200);
    server.clock.skip(Duration.ofMinutes(2));
    server.server.schedule().runAll();
    Answer since = client.login("ada").expect(200);
    var its = server.server.database().sessions().find(new SessionId(since.text("session_id")));
    // Not even the salt would help him now.
    Session session = its.orElseThrow();
    assertThrows(WrongMasterKey.class, () -> forge.seal(session.currentToken(), session.salt()));
    String forged =
        forge.seal(session.currentToken(), new TokenSalt(1, session.salt().bits())).reveal();
    client.refresh(forged).expect(400);
    client.refresh(since.refreshToken()).expect(200);
  }
}
