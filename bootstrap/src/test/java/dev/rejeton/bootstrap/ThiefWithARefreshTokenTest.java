package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.bootstrap.TestClient.Answer;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Somebody has the current refresh token of ada's, and nobody has noticed: what it is good for.
class ThiefWithARefreshTokenTest {
  @TempDir Path directory;

  private TestServer server;
  private TestClient client;
  private Answer login;

  @BeforeEach
  void start() {
    server = new TestServer(directory);
    client = server.client;
    server.addUser("ada");
    login = client.login("ada").expect(200);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// Not every system has a second loopback address.
  @Test
  @EnabledOnOs({OS.LINUX, OS.WINDOWS})
  void itIsBoundToNoAddressAndBothAreWrittenDown() throws Exception {
    var address = InetAddress.getByName("127.0.0.2");
    try (var elsewhere = HttpClient.newBuilder().localAddress(address).build()) {
      var refresh =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + server.server.http().port() + "/v1/refresh"))
              .header("Authorization", "Bearer " + login.refreshToken())
              .POST(BodyPublishers.noBody())
              .build();
      for (int i = 0; i < 2; i++) {
        assertEquals(200, elsewhere.send(refresh, BodyHandlers.discarding()).statusCode());
      }
    }
    String story = String.join("\n", server.explain(login.text("session_id")));
    assertTrue(story.contains("Opened by a login from 127.0.0.1 "), story);
    assertTrue(story.contains("Refreshed from 127.0.0.2 "), story);
    assertTrue(story.contains("Retried from 127.0.0.2 "), story);
  }

  @Test
  void noScopeIsAskedForWithARefresh() {
    Map<String, String> more = Map.of("refresh_token", login.refreshToken(), "scope", "api admin");
    assertEquals("Invalid request", client.post("/v1/refresh", more).expect(400).text("title"));
    assertEquals(
        "api", client.refresh(login.refreshToken()).expect(200).claims().path("scope").asText());
  }

  @Test
  void otherSessionsEndByHimOnlyWhileTheLoginIsFresh() {
    Answer phone = client.login("ada").expect(200);
    server.clock.skip(Duration.ofMinutes(14));
    Answer his = client.refresh(login.refreshToken()).expect(200);
    client.with("DELETE", "/v1/sessions", his.accessToken()).expect(204);
    client.refresh(phone.refreshToken()).expect(400);
    phone = client.login("ada").expect(200);
    server.clock.skip(Duration.ofMinutes(1));
    his = client.refresh(his.refreshToken()).expect(200);
    client.with("DELETE", "/v1/sessions", his.accessToken()).expect(401);
    client
        .with("DELETE", "/v1/sessions/" + phone.text("session_id"), his.accessToken())
        .expect(401);
    client.post("/v1/logout", Map.of("scope", "all"), his.accessToken()).expect(401);
    client.refresh(phone.refreshToken()).expect(200);
  }

  @Test
  void theSessionItIsOfEndsByHimAtAnyTime() {
    for (Answer held : List.of(login, client.login("ada"))) {
      server.clock.skip(Duration.ofDays(1));
      client.post("/v1/logout", Map.of("refresh_token", held.refreshToken())).expect(204);
      client.refresh(held.refreshToken()).expect(400);
      client.with("GET", "/v1/session", held.accessToken()).expect(401);
    }
  }
}
