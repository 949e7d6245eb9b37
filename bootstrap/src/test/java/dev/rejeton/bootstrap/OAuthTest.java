package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.Audience;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Profile;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Terms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Registered clients at the token endpoint: real HTTP, a real SQLite file, a clock that moves.
class OAuthTest {
  private static final Map<Setting, String> SETTINGS = Map.of(Setting.PASSWORD_GRANT, "true");

  @TempDir Path directory;
  private TestServer server;
  private OAuthClient backend;
  private OAuthClient app;

  @BeforeEach
  void start() {
    server = new TestServer(directory, SETTINGS);
    server.addUser("ada");
    backend = OAuthClient.confidential(server, "backend");
    app = OAuthClient.open(server, "app");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void passTheGracePeriod() {
    server.clock.skip(server.settings.policy().gracePeriod());
  }

  @Test
  @Requirement({"CLI-01", "CLI-10", "REF-01"})
  void bothKindsOfClientsLogInRefreshAndRevoke() {
    for (OAuthClient client : List.of(backend, app)) {
      Answer login = client.logIn("ada").expect(200);
      assertEquals(client.id(), login.claims().path("client_id").asText());
      Answer next = client.refresh(login.refreshToken()).expect(200);
      assertNotEquals(login.refreshToken(), next.refreshToken());
      assertEquals(login.text("session_id"), next.text("session_id"));
      backend.assertActive(true, next);
      client.revoke(next.refreshToken());
      assertEquals("revoked", client.refresh(next.refreshToken()).expect(400).text("reason"));
      backend.assertActive(false, next);
    }
  }

  @Test
  @Requirement("CLI-03")
  void aSecretMayStandInTheBody() {
    Answer login = backend.logIn("ada");
    List<String> form =
        List.of(
            "grant_type",
            "refresh_token",
            "refresh_token",
            login.refreshToken(),
            "client_id",
            "backend",
            "client_secret",
            backend.secret().orElseThrow().reveal());
    server.client.form(OAuthClient.TOKEN, form).expect(200);
  }

  @Test
  @Requirement({"REF-06", "REF-07"})
  void aScopeShrinksForOneAccessTokenAndNeverGrows() {
    Answer login = backend.logIn("ada").expect(200);
    assertEquals("read write", login.text("scope"));
    Answer narrow = backend.refresh(login.refreshToken(), "scope", "read").expect(200);
    assertEquals("read", narrow.text("scope"));
    assertEquals("read", narrow.claims().path("scope").asText());
    assertEquals("read", backend.introspect(narrow.accessToken()).path("scope").asText());
    passTheGracePeriod();
    Answer refused = backend.refresh(narrow.refreshToken(), "scope", "read admin").expect(400);
    assertEquals("invalid_scope", refused.text("error"));
    Answer full = backend.refresh(narrow.refreshToken()).expect(200);
    assertEquals("read write", full.claims().path("scope").asText());
    assertEquals(narrow.text("session_id"), full.text("session_id"));
  }

  @Test
  @Requirement("REF-04")
  void anotherClientsTokenIsRefusedAndNotConsumed() {
    Answer login = backend.logIn("ada");
    for (int i = 0; i < 3; i++) {
      Answer refused = app.refresh(login.refreshToken()).expect(400);
      assertEquals("invalid_grant", refused.text("error"));
      server.client.refresh(login.refreshToken()).expect(400);
    }
    assertNotEquals(
        login.refreshToken(), backend.refresh(login.refreshToken()).expect(200).refreshToken());
  }

  @Test
  @Requirement({"REF-05", "CLI-07"})
  void aConfidentialClientThatDoesNotProveItselfConsumesNothing() {
    Answer login = backend.logIn("ada");
    var byName = new OAuthClient(server.client, "backend", Optional.empty());
    var guessing = backend.withSecret(new Secret("a guess"));
    for (OAuthClient impostor : List.of(byName, guessing)) {
      Answer refused = impostor.refresh(login.refreshToken()).expect(401);
      assertEquals("invalid_client", refused.text("error"));
    }
    Map<String, String> byNameOnly =
        Map.of("refresh_token", login.refreshToken(), "client_id", "backend");
    assertNotEquals(200, server.client.post("/v1/refresh", byNameOnly).status());
    Answer first = backend.refresh(login.refreshToken()).expect(200);
    assertNotEquals(login.refreshToken(), first.refreshToken());
  }

  @Test
  @Requirement({"REF-08", "AT-07", "AT-08"})
  void aTokenIsForTheResourceAskedForAmongThoseGranted() {
    var two = Audience.parse("https://one.example https://two.example");
    OAuthClient client =
        OAuthClient.register(server, OAuthClient.client("two", true, two, Terms.SERVERS));
    Answer login = client.logIn("ada").expect(200);
    assertEquals(2, login.claims().path("aud").size());
    Answer refused =
        client.refresh(login.refreshToken(), "resource", "https://three.example").expect(400);
    assertEquals("invalid_target", refused.text("error"));
    Answer one = client.refresh(login.refreshToken(), "resource", "https://one.example");
    assertEquals("https://one.example", one.expect(200).claims().path("aud").asText());
    assertEquals(2, client.refresh(one.refreshToken()).claims().path("aud").size());
    // It is not for this server, which shows nothing for it; to its client it is worth something.
    server.client.with("GET", "/v1/session", one.accessToken()).expect(401);
    client.assertActive(true, one);
    backend.assertActive(false, one);
  }

  @Test
  void aClientsTermsAreInForce() {
    var terms =
        new Terms(
            Optional.of(Profile.STRICT),
            Optional.of(Duration.ofMinutes(2)),
            Optional.of(Duration.ofHours(1)),
            Optional.of(Duration.ofHours(3)));
    OAuthClient strict =
        OAuthClient.register(server, OAuthClient.client("strict", true, Audience.OWN, terms));
    Answer login = strict.logIn("ada").expect(200);
    long life = login.body().path("expires_in").asLong();
    assertTrue(life > 60 && life <= 120, () -> life + " s");
    assertEquals(3_600, login.body().path("refresh_expires_in").asLong());
    assertEquals(10_800, login.body().path("session_expires_in").asLong());
    Answer next = strict.refresh(login.refreshToken()).expect(200);
    assertEquals("reuse_detected", strict.refresh(login.refreshToken()).text("reason"));
    strict.refresh(next.refreshToken()).expect(400);
    Answer idle = strict.logIn("ada").expect(200);
    Answer others = backend.logIn("ada").expect(200);
    server.clock.skip(Duration.ofHours(1));
    assertEquals("idle", strict.refresh(idle.refreshToken()).expect(400).text("reason"));
    backend.refresh(others.refreshToken()).expect(200);
  }

  @Test
  void aRemovedClientIsUnknownAndItsSessionsEnd() {
    Answer theirs = app.logIn("ada").expect(200);
    Answer others = backend.logIn("ada").expect(200);
    try (OperatorDesk desk = server.desk()) {
      desk.registrations().remove(new ClientId("app"), desk.origin());
    }
    assertEquals("invalid_client", app.refresh(theirs.refreshToken()).expect(401).text("error"));
    backend.assertActive(false, theirs);
    server.client.with("GET", "/v1/session", theirs.accessToken()).expect(401);
    backend.refresh(others.refreshToken()).expect(200);
    // Another client of the same name inherits nothing.
    OAuthClient again = OAuthClient.open(server, "app");
    assertEquals("revoked", again.refresh(theirs.refreshToken()).expect(400).text("reason"));
  }
}
