package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.Username;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// However a session ends, the very next request sees it, and so does a server started afterwards.
class LogoutSeenTest {
  private static final Map<Setting, String> SETTINGS = Map.of(Setting.PASSWORD_GRANT, "true");

  @TempDir Path directory;
  private TestServer server;
  private OAuthClient backend;

  @BeforeEach
  void start() {
    server = new TestServer(directory, SETTINGS);
    server.addUser("ada");
    backend = OAuthClient.confidential(server, "backend");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void restart() {
    server.close();
    server = new TestServer(directory, SETTINGS);
    backend = new OAuthClient(server.client, backend.id(), backend.secret());
  }

  /// The command line, beside the server and with a connection of its own.
  private void operate(Consumer<OperatorDesk> command) {
    try (OperatorDesk desk = server.desk()) {
      command.accept(desk);
    }
  }

  private void assertCounts(Answer login) {
    backend.assertActive(true, login);
    server.client.with("GET", "/v1/session", login.accessToken()).expect(200);
  }

  private void assertOver(Answer login) {
    backend.assertActive(false, login);
    server.client.with("GET", "/v1/session", login.accessToken()).expect(401);
    server.client.with("POST", "/v1/session/ack", login.accessToken()).expect(401);
  }

  /// Ends sessions in turn, looks before and after each, and looks at all again after a restart.
  private void assertSeen(List<Consumer<Answer>> endings) {
    Answer bystander = server.client.login("ada").expect(200);
    List<Answer> ended = new ArrayList<>();
    for (Consumer<Answer> ending : endings) {
      Answer login = server.client.login("ada").expect(200);
      assertCounts(login);
      ending.accept(login);
      assertOver(login);
      assertCounts(bystander);
      ended.add(login);
    }
    restart();
    ended.forEach(this::assertOver);
    assertCounts(bystander);
  }

  @Test
  @Requirement({"LGO-02", "INT-06", "JWT-18", "SES-12"})
  void endedByItsUser() {
    assertSeen(
        List.of(
            login ->
                server
                    .client
                    .post("/v1/logout", Map.of("refresh_token", login.refreshToken()))
                    .expect(204),
            login -> server.client.with("POST", "/v1/logout", login.accessToken()).expect(204),
            login -> {
              String path = "/v1/sessions/" + login.text("session_id");
              Answer other = server.client.login("ada");
              server.client.with("DELETE", path, other.accessToken()).expect(204);
              server.client.with("DELETE", path, other.accessToken()).expect(404);
            }));
  }

  @Test
  @Requirement({"INT-06", "REF-11"})
  void endedByAReuse() {
    assertSeen(
        List.of(login -> {
          Answer second = server.client.refresh(login.refreshToken()).expect(200);
          server.clock.skip(Duration.ofSeconds(10));
          server.client.refresh(second.refreshToken()).expect(200);
          assertEquals(
              "reuse_detected",
              server.client.refresh(login.refreshToken()).expect(400).text("reason"));
        }));
  }

  @Test
  @Requirement({"INT-06", "SES-07"})
  void endedAtTheCommandLineBesideTheServer() {
    assertSeen(
        List.of(login ->
            operate(desk ->
                desk.operators().revoke(new SessionId(login.text("session_id")), desk.origin()))));
    Answer login = server.client.login("ada");
    operate(desk -> desk.operators().revokeAll(new Username("ada"), desk.origin()));
    assertOver(login);
    Answer second = server.client.login("ada");
    operate(desk -> desk.operators().revokeAll(desk.origin()));
    assertOver(second);
    restart();
    assertOver(login);
    assertOver(second);
  }

  @Test
  @Requirement({"INT-06", "SES-08", "SES-14"})
  void endedWithItsUserOrTheirPasswordOrItsClient() {
    OAuthClient app = OAuthClient.open(server, "app");
    Answer first = server.client.login("ada");
    operate(desk -> {
      desk.operators().disableUser(new Username("ada"), desk.origin());
      assertOver(first);
      desk.operators().enableUser(new Username("ada"), desk.origin());
    });
    assertOver(first);
    Answer second = app.logIn("ada").expect(200);
    operate(desk -> desk.registrations().remove(new ClientId("app"), desk.origin()));
    assertOver(second);
    Answer third = server.client.login("ada").expect(200);
    operate(desk ->
        desk.operators()
            .changePassword(new Username("ada"), new Secret("another one"), desk.origin()));
    assertOver(third);
    restart();
    List.of(first, second, third).forEach(this::assertOver);
  }

  @Test
  void anAccessTokenIsIntrospectedWithoutALookAtSessionsOrDenials() throws Exception {
    Answer login = server.client.login("ada");
    assertCounts(login);
    server.server.schedule().runAll();
    backend.assertActive(true, login);
    Path recorded = directory.resolve("recording.jfr");
    try (var recording = new Recording()) {
      recording.enable("jdbi.statement");
      recording.start();
      for (int i = 0; i < 20; i++) {
        backend.assertActive(true, login);
        server.client.with("POST", "/v1/session/ack", login.accessToken()).expect(204);
      }
      recording.dump(recorded);
    }
    List<String> statements = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(recorded)) {
      statements.add(event.getString("sql"));
    }
    // Who asks is read each time, so that a secret that was rolled is worth nothing at once.
    assertEquals(20, statements.stream().filter(sql -> sql.contains("FROM client")).count());
    assertTrue(
        statements.stream().noneMatch(sql -> sql.matches("(?s).*\\b(session|denial)\\b.*")),
        statements::toString);
  }
}
