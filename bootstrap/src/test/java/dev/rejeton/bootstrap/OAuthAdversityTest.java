package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.GrantType;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Terms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The OAuth endpoints when the database is away, and when somebody guesses.
class OAuthAdversityTest {
  private static final Map<Setting, String> SETTINGS = Map.of(Setting.PASSWORD_GRANT, "true");

  @TempDir Path directory;

  private static void assertUnavailable(Answer answer) {
    assertEquals("temporarily_unavailable", answer.expect(503).text("error"));
    assertTrue(Integer.parseInt(answer.header("Retry-After")) >= 1);
    String body = answer.body().toString().toLowerCase(Locale.ROOT);
    for (String internal : List.of("sql", "exception", "jdbi", "hikari", ".java", "rjt_")) {
      assertFalse(body.contains(internal), body);
    }
  }

  @Test
  @Requirement({"TOK-21", "TOK-22", "REV-12"})
  void aDatabaseThatIsLockedConsumesNothingAndRevokesNothing() throws Exception {
    try (var server = new TestServer(directory, SETTINGS)) {
      server.addUser("ada");
      OAuthClient backend = OAuthClient.confidential(server, "backend");
      Answer login = backend.logIn("ada").expect(200);
      try (Connection other =
          DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("rejeton.db"))) {
        other.createStatement().execute("BEGIN IMMEDIATE");
        assertUnavailable(backend.refresh(login.refreshToken()));
        assertUnavailable(backend.send(OAuthClient.REVOKE, "token", login.refreshToken()));
        backend.assertActive(true, login);
        other.createStatement().execute("ROLLBACK");
      }
      Answer next = backend.refresh(login.refreshToken()).expect(200);
      assertNotEquals(login.refreshToken(), next.refreshToken());
    }
  }

  @Test
  @Requirement({"TOK-21", "TOK-22", "REV-12"})
  void aDatabaseThatIsGoneFailsClosedAndTheTokenIsGoodAfterwards() {
    OAuthClient backend;
    Answer login;
    try (var server = new TestServer(directory, SETTINGS)) {
      server.addUser("ada");
      backend = OAuthClient.confidential(server, "backend");
      login = backend.logIn("ada").expect(200);
      server.server.database().close();
      assertUnavailable(backend.refresh(login.refreshToken()));
      assertUnavailable(backend.logIn("ada"));
      assertUnavailable(backend.send(OAuthClient.REVOKE, "token", login.refreshToken()));
      assertUnavailable(backend.send(OAuthClient.INTROSPECT, "token", login.accessToken()));
    }
    try (var server = new TestServer(directory, SETTINGS)) {
      var again = new OAuthClient(server.client, backend.id(), backend.secret());
      again.assertActive(true, login);
      again.refresh(login.refreshToken()).expect(200);
    }
  }

  /// That it costs the same work is what `ClientServiceTest` shows.
  @Test
  @Requirement({"CLI-06", "CLI-08", "CLI-10"})
  void anUnknownClientIsAnsweredAsOneWithAWrongSecret() {
    try (var server = new TestServer(directory)) {
      OAuthClient backend = OAuthClient.confidential(server, "backend");
      OAuthClient app = OAuthClient.open(server, "app");
      var guess = new Secret("a guess");
      List<Answer> refused =
          List.of(
              backend.withSecret(guess).refresh("x").expect(401),
              app.withSecret(guess).refresh("x").expect(401),
              new OAuthClient(server.client, "nobody", backend.secret()).refresh("x").expect(401));
      for (Answer answer : refused) {
        assertEquals("invalid_client", answer.text("error"));
        assertEquals(refused.getFirst().body(), answer.body());
        assertEquals(headers(refused.getFirst()), headers(answer));
      }
      assertTrue(refused.getFirst().header("WWW-Authenticate").startsWith("Basic realm="));
    }
  }

  private static Map<String, List<String>> headers(Answer answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.response().headers().map());
    headers.keySet().removeAll(Set.of("date", "content-length"));
    return headers;
  }

  @Test
  @Requirement("CLI-09")
  void aHundredWrongSecretsCostTheGuesserAPauseAndNobodyElse() {
    try (var server = new TestServer(directory, SETTINGS)) {
      server.addUser("ada");
      OAuthClient backend = OAuthClient.confidential(server, "backend");
      OAuthClient other = OAuthClient.confidential(server, "other");
      OAuthClient guesser = backend.withSecret(new Secret("a guess"));
      int wrong = 0;
      // A turn comes back every ten seconds of real time.
      for (; guesser.refresh("x").status() == 401 && wrong < 200; wrong++) {}
      assertTrue(wrong >= 100 && wrong < 110, "after " + wrong);
      for (String path : List.of(OAuthClient.TOKEN, OAuthClient.REVOKE, OAuthClient.INTROSPECT)) {
        Answer paused = guesser.send(path, "token", "x", "grant_type", "refresh_token").expect(429);
        int pause = Integer.parseInt(paused.header("Retry-After"));
        assertTrue(pause >= 1 && pause <= 10, () -> pause + " s");
      }
      backend.logIn("ada").expect(200);
      other.logIn("ada").expect(200);
      server.clock.skip(Duration.ofSeconds(10));
      guesser.refresh("x").expect(401);
    }
  }

  @Test
  @Requirement("INT-11")
  void sixHundredInactiveAnswersCostAPauseForThatCaller() {
    try (var server = new TestServer(directory, SETTINGS)) {
      server.addUser("ada");
      OAuthClient scanner = OAuthClient.confidential(server, "scanner");
      OAuthClient other = OAuthClient.confidential(server, "other");
      Answer login = other.logIn("ada").expect(200);
      Answer last = scanner.send(OAuthClient.INTROSPECT, "token", "x").expect(200);
      // Every answer takes real time, in which turns come back: ten a second.
      for (int i = 0; i < 20_000 && last.status() == 200; i++) {
        last = scanner.send(OAuthClient.INTROSPECT, "token", "x" + i);
      }
      assertEquals("1", last.expect(429).header("Retry-After"));
      other.assertActive(true, login);
      server.clock.skip(Duration.ofSeconds(1));
      assertFalse(scanner.introspect("x").path("active").asBoolean());
      assertTrue(scanner.introspect(login.accessToken()).path("active").asBoolean());
    }
  }

  @Test
  @Requirement("CLI-13")
  void aSecretIsLongAndKeptAsAHash() throws Exception {
    OAuthClient backend;
    try (var server = new TestServer(directory)) {
      backend = OAuthClient.confidential(server, "backend");
    }
    String secret = backend.secret().orElseThrow().reveal();
    assertTrue(secret.matches(".*[A-Za-z0-9_-]{22,}"), "too short to be 128 bits");
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertFalse(content.contains(secret), file::toString);
      }
    }
  }

  @Test
  @Requirement("CLI-14")
  void noClientIsCalledLikeAUser() {
    try (var server = new TestServer(directory);
        OperatorDesk desk = server.desk()) {
      server.addUser("ada");
      String user = desk.operators().users().getFirst().id().value();
      for (String id : List.of(user, "usr_somebody", "first-party")) {
        var access = Access.to(Scope.parse("read"));
        var grants = Set.of(GrantType.REFRESH_TOKEN);
        var client = new Client(new ClientId(id), "", false, grants, access, Terms.SERVERS);
        assertEquals("IdTaken[]", desk.registrations().add(client, desk.origin()).toString(), id);
      }
      assertTrue(desk.registrations().all().isEmpty());
    }
  }
}
