package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.rejeton.Requirement;
import dev.rejeton.bootstrap.TestClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Nothing that was issued or sent as a secret is in any log line, database file or error body.
class SecretsTest {
  private static final String TYPED_INTO_THE_NAME = "my-password-in-the-wrong-field";

  @TempDir Path directory;

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final StringBuilder bodies = new StringBuilder();
  private final AppenderBase<ILoggingEvent> listener =
      new AppenderBase<>() {
        private final LineLayout layout = new LineLayout();

        @Override
        protected void append(ILoggingEvent event) {
          lines.add(layout.doLayout(event));
        }
      };

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }

  @BeforeEach
  void listen() {
    Logging.apply(new Settings.Log(Settings.Log.Level.TRACE, Settings.Log.Format.HUMAN));
    listener.start();
    logger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(listener);
  }

  @AfterEach
  void stopListening() {
    logger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(listener);
    Logging.apply(new Settings.Log(Settings.Log.Level.WARN, Settings.Log.Format.HUMAN));
  }

  @Test
  @Requirement({"REF-19", "LOG-03", "PSW-15", "PRB-05"})
  void areNowhereButWhereTheyBelong() throws Exception {
    secrets.put("password", TestServer.PASSWORD);
    secrets.put("password as a user name", TYPED_INTO_THE_NAME);
    // Without a grace period each refresh gives out another token, as fast as it comes.
    try (var server = new TestServer(directory, Map.of(Setting.GRACE_PERIOD, "0s"))) {
      server.addUser("ada");
      live(server.client);
      abuse(server);
      failingDatabase(server);
      String key = Files.readString(directory.resolve("rejeton.db.key")).strip();
      secrets.put("master key", key.substring(key.length() - 43));
      assertTrue(Set.copyOf(secrets.values()).size() >= 25, secrets.keySet()::toString);
      assertTrue(lines.stream().anyMatch(line -> line.contains("TOKEN_ROTATED")));
      assertTrue(lines.stream().anyMatch(line -> line.contains("LOGIN_FAILED")));
      assertNowhere();
    }
    assertNowhere();
  }

  private void live(TestClient client) {
    Answer held = keep("login", client.login("ada").expect(200));
    for (int i = 0; i < 5; i++) {
      held = keep("refresh " + i, client.refresh(held.refreshToken()).expect(200));
      client.with("GET", "/v1/session", held.accessToken()).expect(200);
    }
    Answer first = keep("second login", client.login("ada").expect(200));
    Answer second = keep("its refresh", client.refresh(first.refreshToken()));
    keep("its next refresh", client.refresh(second.refreshToken()));
    fail(client.refresh(first.refreshToken()).expect(400));
    fail(client.refresh(second.refreshToken()).expect(400));
    client.post("/v1/logout", Map.of("refresh_token", held.refreshToken())).expect(204);
    fail(client.refresh(held.refreshToken()).expect(400));
    fail(client.with("GET", "/v1/session", held.accessToken()).expect(401));
  }

  private void abuse(TestServer server) {
    TestClient client = server.client;
    secrets.put("wrong password", "not the password at all");
    fail(login(client, "ada", "not the password at all").expect(401));
    fail(login(client, TYPED_INTO_THE_NAME, "x").expect(401));
    String sent = "rjt_" + "Z".repeat(84);
    secrets.put("forged token", sent);
    fail(client.refresh(sent).expect(400));
    fail(client.with("GET", "/v1/session", sent).expect(401));
    fail(client.with("GET", "/v1/session?access_token=" + sent, "x").expect(401));
    fail(client.with("GET", "/" + sent, "x").expect(404));
    for (String body :
        List.of(
            "{\"refresh_token\":\"" + sent,
            "{\"refresh_token\":\"" + sent + "\",\"refresh_token\":\"" + sent + "\"}",
            "{\"" + sent + "\":1}",
            "{\"refresh_token\":{\"a\":\"" + sent + "\"}}",
            "{\"refresh_token\":\"" + sent + "\"} " + sent)) {
      fail(
          client
              .send(
                  "POST",
                  "/v1/refresh",
                  BodyPublishers.ofString(body),
                  "Content-Type",
                  "application/json")
              .expect(400));
    }
  }

  private void failingDatabase(TestServer server) {
    Answer login = keep("last login", server.client.login("ada").expect(200));
    server.server.database().close();
    Answer refused = server.client.refresh(login.refreshToken());
    assertEquals(503, refused.status(), refused.body()::toString);
    fail(refused);
    fail(server.client.login("ada").expect(503));
    fail(server.client.with("GET", "/v1/session", login.accessToken()).expect(503));
  }

  private static Answer login(TestClient client, String username, String password) {
    return client.post("/v1/login", Map.of("username", username, "password", password));
  }

  private Answer keep(String what, Answer answer) {
    secrets.put(what + ": refresh token", answer.refreshToken());
    secrets.put(what + ": access token", answer.accessToken());
    return answer;
  }

  private void fail(Answer answer) {
    bodies
        .append(answer.body())
        .append('\n')
        .append(answer.response().headers().map())
        .append('\n');
  }

  private void assertNowhere() throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(name -> !name.toString().endsWith(".key")).toList()) {
        assertHasNone(
            file.getFileName().toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    assertHasNone("the log", String.join("", lines));
    assertHasNone("an error", bodies.toString());
  }

  private void assertHasNone(String place, String text) {
    secrets.forEach((what, secret) -> {
      // The signature and the MAC are what makes a token usable; a prefix would be a find too.
      String tail = secret.substring(Math.max(0, secret.length() - 30));
      assertFalse(text.contains(tail), () -> "%s is in %s".formatted(what, place));
    });
  }

  @Test
  @Requirement("LOG-04")
  void aLineIsALineWhateverIsInIt() {
    try (var server = new TestServer(directory)) {
      server.addUser("ada");
      lines.clear();
      server.client.send(
          "POST",
          "/v1/login",
          BodyPublishers.ofString(
              "{\"username\":\"ada\",\"password\":\"x\\r\\n2026 INFO forged \\u001b[31m\","
                  + "\"device_name\":\"a\\r\\nb ${jndi:ldap://127.0.0.1/x}\"}"),
          "Content-Type",
          "application/json",
          "User-Agent",
          "agent\twith \"quotes\" and ${jndi:ldap://127.0.0.1/x}");
      assertEquals(1, lines.size(), lines::toString);
      String line = lines.remove();
      assertEquals(1, line.lines().count(), line);
      assertFalse(line.contains("forged"), line);
      assertTrue(line.contains("user_agent=\"agentwith \\\"quotes\\\""), line);
    }
  }

  @Test
  void librariesAreNotHeardBelowWarn() {
    assertEquals(Level.TRACE, logger("dev.rejeton.anything").getEffectiveLevel());
    assertEquals(Level.ERROR, logger("org.eclipse.jetty.http.HttpParser").getEffectiveLevel());
    assertEquals(Level.WARN, logger("io.javalin.Javalin").getEffectiveLevel());
  }
}
