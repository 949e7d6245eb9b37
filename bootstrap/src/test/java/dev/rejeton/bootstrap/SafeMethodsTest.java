package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.bootstrap.TestClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// GET, HEAD and OPTIONS of every path leave the database as it is, whatever they carry.
class SafeMethodsTest {
  private static final List<String> PATHS =
      List.of(
          "/v1/login",
          "/v1/refresh",
          "/v1/logout",
          "/v1/session",
          "/v1/session/ack",
          "/v1/sessions",
          "/v1/sessions/{sid}",
          "/oauth2/token",
          "/oauth2/revoke",
          "/oauth2/introspect",
          "/.well-known/oauth-authorization-server",
          "/.well-known/jwks.json");

  @TempDir Path directory;

  @Test
  @Requirement("CSR-07")
  void changeNothing() throws SQLException {
    try (var server = new TestServer(directory)) {
      server.addUser("ada");
      Answer login = server.client.login("ada");
      Answer held = server.client.refresh(login.refreshToken()).expect(200);
      // That a token is at work is noted at its first use, whatever the use.
      server.client.with("GET", "/v1/session", held.accessToken()).expect(200);
      List<String> before = stored(server, held);
      assertTrue(before.size() > 4, before::toString);
      for (String path : PATHS) {
        for (String method : List.of("GET", "HEAD", "OPTIONS")) {
          for (String token : List.of(held.accessToken(), held.refreshToken())) {
            send(server, method, path.replace("{sid}", held.text("session_id")), token);
          }
        }
      }
      assertEquals(before, stored(server, held));
      server.client.with("GET", "/v1/session", held.accessToken()).expect(200);
    }
  }

  private static void send(TestServer server, String method, String path, String token) {
    String query =
        "?_method=DELETE&grant_type=refresh_token&scope=all&username=ada&password=%s"
                .formatted(TestServer.PASSWORD.replace(' ', '+'))
            + "&client_id=first-party&token=%1$s&refresh_token=%1$s".formatted(token);
    server.client.send(
        method, path + query, BodyPublishers.noBody(), "Authorization", "Bearer " + token);
  }

  /// {@return every row of every table}
  private List<String> stored(TestServer server, Answer held) throws SQLException {
    server.server.schedule().runAll();
    // It has every event on disk when it answers.
    server.explain(held.text("session_id"));
    return StoredRows.all(directory);
  }
}
