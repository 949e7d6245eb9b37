package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejeton.Requirement;
import dev.rejeton.adapter.crypto.MasterKeyFile;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.Audience;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.Terms;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `/oauth2/introspect` with real tokens of a real server.
class IntrospectionLifeTest {
  @TempDir Path directory;
  private TestServer server;
  private OAuthClient backend;
  private OAuthClient app;

  @BeforeEach
  void start() {
    server = new TestServer(directory, Map.of(Setting.PASSWORD_GRANT, "true"));
    server.addUser("ada");
    backend = OAuthClient.confidential(server, "backend");
    app = OAuthClient.open(server, "app");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Session row(Answer login) {
    SessionId id = new SessionId(login.text("session_id"));
    return server.server.database().sessions().find(id).orElseThrow();
  }

  @Test
  @Requirement({"INT-02", "INT-04"})
  void introspectionSaysOfAnAccessTokenWhatStandsInIt() {
    Answer login = app.logIn("ada");
    JsonNode told = backend.introspect(login.accessToken());
    assertTrue(told.path("active").isBoolean() && told.path("active").asBoolean());
    assertEquals("Bearer", told.path("token_type").asText());
    for (String claim : List.of("iss", "sub", "aud", "client_id", "scope", "sid", "jti")) {
      assertEquals(login.claims().path(claim), told.path(claim), claim);
    }
    for (String claim : List.of("exp", "iat")) {
      assertEquals(login.claims().path(claim).asLong(), told.path(claim).asLong(), claim);
    }
  }

  @Test
  @Requirement({"INT-03", "INT-07"})
  void whatDoesNotCountIsInactiveAndNothingElse() throws Exception {
    Answer expired = app.logIn("ada");
    server.clock.skip(Duration.ofMinutes(10));
    Answer revoked = app.logIn("ada");
    app.revoke(revoked.refreshToken());
    Answer live = app.logIn("ada");
    String genuine = live.accessToken();
    char last = genuine.charAt(genuine.length() - 10);
    String flipped =
        genuine.substring(0, genuine.length() - 10)
            + (last == 'A' ? 'B' : 'A')
            + genuine.substring(genuine.length() - 9);
    for (String token :
        List.of(
            expired.accessToken(),
            revoked.accessToken(),
            revoked.refreshToken(),
            "garbage",
            flipped,
            mintedAs(Map.of(Setting.ISSUER, "https://other.example"), row(live)),
            mintedAs(Map.of(Setting.ACCESS_TOKEN_TYPE, "JWT"), row(live)))) {
      assertEquals("{\"active\":false}", backend.introspect(token).toString());
    }
    assertTrue(backend.introspect(mintedAs(Map.of(), row(live))).path("active").asBoolean());
    backend.assertActive(true, live);
  }

  /// {@return a token signed by the server's own key, as a server that is set differently would}
  private String mintedAs(Map<Setting, String> overrides, Session session) {
    var keys = new MasterKeyFile(server.settings.masterKeyFile()).read();
    Instant now = server.clock.instant();
    return new Forge(TestServer.settings(directory, overrides), keys)
        .accessToken(
            server.server.database().keys().signingKeys(), session, now, now.plusSeconds(60));
  }

  @Test
  @Requirement({"INT-03", "INT-08", "INT-12"})
  void aTokenConcernsItsClientAndWhomItIsFor() {
    OAuthClient elsewhere =
        OAuthClient.register(
            server,
            OAuthClient.client(
                "elsewhere", true, Audience.of("https://api.example"), Terms.SERVERS));
    Answer theirs = elsewhere.logIn("ada").expect(200);
    Answer ours = backend.logIn("ada").expect(200);
    assertEquals("{\"active\":false}", backend.introspect(theirs.accessToken()).toString());
    assertEquals("{\"active\":false}", elsewhere.introspect(ours.accessToken()).toString());
    elsewhere.assertActive(true, theirs);
    JsonNode own = backend.introspect(ours.refreshToken());
    assertTrue(own.path("active").asBoolean());
    assertFalse(own.has("token_type"));
    assertEquals("{\"active\":false}", elsewhere.introspect(ours.refreshToken()).toString());
    app.send(OAuthClient.INTROSPECT, "token", ours.accessToken()).expect(401);
  }

  @Test
  @Requirement("INT-13")
  void introspectionKeepsNothingAwake() {
    Answer login = backend.logIn("ada");
    server.clock.skip(Duration.ofMinutes(5));
    Session before = row(login);
    backend.introspect(login.refreshToken());
    assertEquals(before, row(login));
    backend.introspect(login.accessToken());
    server.server.schedule().runAll();
    assertEquals(before.lifetime(), row(login).lifetime());
    assertEquals(before.family().answeredAt(), row(login).family().answeredAt());
    assertNotEquals(
        login.refreshToken(), backend.refresh(login.refreshToken()).expect(200).refreshToken());
  }
}
