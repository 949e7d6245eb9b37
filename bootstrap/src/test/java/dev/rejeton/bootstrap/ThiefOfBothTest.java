package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.rejeton.adapter.crypto.MasterKeyFile;
import dev.rejeton.adapter.persistence.SqliteDatabase;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.Authentication;
import dev.rejeton.domain.Grant;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.UserId;
import dev.rejeton.domain.Username;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody has a copy of the database and the master key.
class ThiefOfBothTest {
  @TempDir Path directory;
  @TempDir Path den;

  private TestServer server;
  private TestClient client;
  private Answer held;
  private SqliteDatabase stolen;
  private Forge forge;
  private Session session;

  @BeforeEach
  void steal() throws Exception {
    server = new TestServer(directory);
    client = server.client;
    server.addUser("ada");
    held = client.login("ada").expect(200);
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.copy(file, den.resolve(file.getFileName()));
      }
    }
    stolen = SqliteDatabase.openExisting(den.resolve("rejeton.db"));
    forge = new Forge(server.settings, new MasterKeyFile(den.resolve("rejeton.db.key")).read());
    session = stolen.sessions().find(new SessionId(held.text("session_id"))).orElseThrow();
  }

  @AfterEach
  void stop() {
    stolen.close();
    server.close();
  }

  private String token(int generation) {
    return forge.refreshToken(new RefreshToken(session.id(), generation, 0), session.salt());
  }

  private String accessToken(Session of) {
    Instant now = server.clock.instant();
    return forge.accessToken(stolen.keys().signingKeys(), of, now, now.plus(Duration.ofDays(1)));
  }

  @Test
  void heMakesTheTokenThatASessionHolds() {
    assertEquals(held.refreshToken(), token(0));
    client.refresh(token(0)).expect(200);
  }

  @Test
  void anOldCopyMakesTokensThatAreYetToCome() {
    Answer second = client.refresh(held.refreshToken()).expect(200);
    server.clock.skip(Duration.ofSeconds(10));
    assertEquals(client.refresh(second.refreshToken()).refreshToken(), token(2));
    // Far ahead of the row, it looks like a token from before a restored backup.
    Answer far = client.refresh(token(1_000_000)).expect(200);
    server.clock.skip(Duration.ofSeconds(10));
    client.refresh(far.refreshToken()).expect(200);
    assertTrue(server.explain(session.id().value()).toString().contains("newer than the restored"));
  }

  @Test
  void aSessionOpenedSinceTheCopyHasASaltHeDoesNotKnow() {
    Answer later = client.login("ada").expect(200);
    var name = new RefreshToken(new SessionId(later.text("session_id")), 0, 0);
    String forged = forge.refreshToken(name, session.salt());
    assertFalse(client.refresh(forged).expect(400).body().has("reason"));
    client.refresh(later.refreshToken()).expect(200);
  }

  @Test
  void heSignsAccessTokensForAnybodyWhichEveryApiAccepts() throws Exception {
    var nobody =
        new Grant(
            new UserId("usr_nobody"),
            session.grant().clientId(),
            session.grant().access(),
            Authentication.byPassword(server.clock.instant()));
    var made =
        new Session(
            SessionId.random(Worlds.RANDOM),
            nobody,
            session.device(),
            session.lifetime(),
            session.salt(),
            session.family(),
            session.revocation(),
            session.version());
    var forged = SignedJWT.parse(accessToken(made));
    var published =
        client.send("GET", "/.well-known/jwks.json", BodyPublishers.noBody()).expect(200).body();
    var jwk = JWKSet.parse(published.toString()).getKeyByKeyId(forged.getHeader().getKeyID());
    assertTrue(forged.verify(new ECDSAVerifier(jwk.toECKey())));
    // Here a token has to be of a session, and this one is of none.
    client.with("GET", "/v1/session", forged.serialize()).expect(401);
    client.with("GET", "/v1/session", accessToken(session)).expect(200);
  }

  @Test
  void revokingTheSessionEndsItForHimToo() {
    try (OperatorDesk desk = server.desk()) {
      assertTrue(desk.operators().revoke(session.id(), desk.origin()));
    }
    client.refresh(token(0)).expect(400);
    client.refresh(token(1)).expect(400);
    client.with("GET", "/v1/session", accessToken(session)).expect(401);
  }

  /// What to do after the theft, as docs/security.md tells it.
  @Test
  void newKeysAndNewPasswordsLeaveHimNothing() throws Exception {
    String signed = accessToken(session);
    try (KeyDesk desk = KeyDesk.open(server.settings, Map.of())) {
      desk.addMasterKey(server.settings.masterKeyFile());
      assertEquals(1, desk.signingKeys().reseal());
      desk.signingKeys().rotate(Duration.ofMinutes(10), OperatorDesk.ORIGIN);
      desk.signingKeys().retire(1, OperatorDesk.ORIGIN);
    }
    server.server.schedule().runAll();
    try (OperatorDesk desk = server.desk()) {
      desk.operators().changePassword(new Username("ada"), new Secret("new"), desk.origin());
    }
    client.refresh(token(0)).expect(400);
    client.login("ada").expect(401);
    client.with("GET", "/v1/session", signed).expect(401);
    var published = client.send("GET", "/.well-known/jwks.json", BodyPublishers.noBody()).body();
    assertEquals(1, published.path("keys").size());
    String signedBy = SignedJWT.parse(signed).getHeader().getKeyID();
    assertNotEquals(signedBy, published.path("keys").path(0).path("kid").asText());
    Map<String, String> login = Map.of("username", "ada", "password", "new");
    Answer since = client.post("/v1/login", login).expect(200);
    client.with("GET", "/v1/session", since.accessToken()).expect(200);
  }
}
