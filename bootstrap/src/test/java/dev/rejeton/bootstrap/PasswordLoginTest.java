package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.GrantType;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Terms;
import dev.rejeton.domain.Username;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `grant_type=password` (RFC 6749 §4.3), against the real server.
class PasswordLoginTest {
  private static final Map<Setting, String> ON = Map.of(Setting.PASSWORD_GRANT, "true");

  @TempDir Path directory;

  private static Answer send(TestServer server, String form, String... headers) {
    List<String> all =
        new ArrayList<>(List.of("Content-Type", "application/x-www-form-urlencoded"));
    all.addAll(List.of(headers));
    return server.client.send(
        "POST", OAuthClient.TOKEN, BodyPublishers.ofString(form), all.toArray(String[]::new));
  }

  /// As FastAPI's own client writes it, empty parameters included.
  private static String fastApi(String username, String password) {
    return "grant_type=password&username=%s&password=%s&scope=&client_id=&client_secret="
        .formatted(username, password.replace(' ', '+'));
  }

  @Test
  @Requirement({"PWG-01", "PWG-07", "PWG-09"})
  void isNotSupportedUnlessASettingSaysSo() {
    try (var server = new TestServer(directory)) {
      server.addUser("ada");
      OAuthClient app = OAuthClient.open(server, "app");
      assertEquals("unsupported_grant_type", app.logIn("ada").expect(400).text("error"));
      String form = fastApi("ada", TestServer.PASSWORD);
      assertEquals("unsupported_grant_type", send(server, form).expect(400).text("error"));
      String refresh = "grant_type=refresh_token&refresh_token=x";
      send(server, refresh, "Authorization", "Basic Og==").expect(401);
      assertEquals("[\"refresh_token\"]", grantTypes(server));
    }
    try (var server = new TestServer(directory, ON)) {
      assertEquals(Set.of("password", "refresh_token"), Set.copyOf(words(grantTypes(server))));
    }
  }

  private static String grantTypes(TestServer server) {
    return server
        .client
        .send("GET", "/.well-known/oauth-authorization-server", BodyPublishers.noBody())
        .expect(200)
        .body()
        .path("grant_types_supported")
        .toString();
  }

  private static List<String> words(String list) {
    return List.of(list.replaceAll("[\\[\\]\"]", "").split(","));
  }

  @Test
  @Requirement({"PWG-06", "PWG-07", "PWG-10"})
  void takesWhatFastApiAndSwaggerSendAndNamesTheDefaultClient() {
    try (var server = new TestServer(directory, ON)) {
      server.addUser("ada");
      String form = fastApi("ada", TestServer.PASSWORD);
      Answer login = send(server, form).expect(200);
      assertEquals("Bearer", login.text("token_type"));
      assertEquals("first-party", login.claims().path("client_id").asText());
      assertEquals("api", login.claims().path("scope").asText());
      send(server, form, "Authorization", "Basic Og==").expect(200);
      server.client.with("GET", "/v1/session", login.accessToken()).expect(200);
      server.client.refresh(login.refreshToken()).expect(200);
    }
  }

  @Test
  @Requirement({"PWG-02", "PWG-03"})
  void refusesAlikeWhoeverIsNotToLogIn() {
    try (var server = new TestServer(directory, ON)) {
      server.addUser("ada");
      server.addUser("eve");
      try (OperatorDesk desk = server.desk()) {
        desk.operators().disableUser(new Username("eve"), desk.origin());
      }
      Set<String> bodies = new HashSet<>();
      for (String form :
          List.of(
              fastApi("ada", "wrong"),
              fastApi("nobody", TestServer.PASSWORD),
              fastApi("eve", TestServer.PASSWORD))) {
        Answer refused = send(server, form).expect(400);
        bodies.add(refused.response().headers().map().keySet() + refused.body().toString());
      }
      assertEquals(1, bodies.size(), bodies::toString);
      assertTrue(bodies.iterator().next().contains("\"invalid_grant\""), bodies::toString);
      for (String form : List.of(fastApi("", "x"), fastApi("ada", ""), "grant_type=password")) {
        assertEquals("invalid_request", send(server, form).expect(400).text("error"));
      }
    }
  }

  @Test
  @Requirement({"PWG-05", "TOK-05", "TOK-13"})
  void grantsTheScopeAskedForToClientsThatMayUseIt() {
    try (var server = new TestServer(directory, ON)) {
      server.addUser("ada");
      OAuthClient app = OAuthClient.open(server, "app");
      Answer both = logIn(app, "write read").expect(200);
      assertEquals(Set.of("read", "write"), Set.of(both.text("scope").split(" ")));
      assertEquals(both.text("scope"), both.claims().path("scope").asText());
      assertEquals("read", logIn(app, "read").expect(200).claims().path("scope").asText());
      assertEquals("invalid_scope", logIn(app, "read admin").expect(400).text("error"));
      var access = Access.to(Scope.parse("read"));
      var refreshOnly = Set.of(GrantType.REFRESH_TOKEN);
      OAuthClient other =
          OAuthClient.register(
              server,
              new Client(new ClientId("other"), "", true, refreshOnly, access, Terms.SERVERS));
      assertEquals("unauthorized_client", other.logIn("ada").expect(400).text("error"));
    }
  }

  private static Answer logIn(OAuthClient client, String scope) {
    return client.send(
        OAuthClient.TOKEN,
        "grant_type",
        "password",
        "username",
        "ada",
        "password",
        TestServer.PASSWORD,
        "scope",
        scope);
  }

  /// What bounds guessing at `/v1/login` is the queue of passwords being hashed; it is the same.
  @Test
  @Requirement("PWG-04")
  void waitsInTheQueueOfTheNativeLogins() throws Exception {
    Map<Setting, String> settings = Map.of(Setting.PASSWORD_GRANT, "true", Setting.HASH_QUEUE, "1");
    try (var server = new TestServer(directory, settings);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.addUser("ada");
      OAuthClient app = OAuthClient.open(server, "app");
      List<Future<Answer>> logins = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        boolean isNative = i % 2 == 0;
        logins.add(threads.submit(() -> isNative ? server.client.login("ada") : app.logIn("ada")));
      }
      boolean wasBusy = false;
      for (int i = 0; i < logins.size(); i++) {
        Answer answer = logins.get(i).get();
        assertTrue(answer.status() == 200 || answer.status() == 503, answer.body()::toString);
        if (answer.status() == 503 && i % 2 == 1) {
          wasBusy = true;
          assertEquals("1", answer.header("Retry-After"));
          assertEquals("temporarily_unavailable", answer.text("error"));
        }
      }
      assertTrue(wasBusy, "nobody had to wait");
      app.logIn("ada").expect(200);
    }
  }

  @Test
  void isWarnedOfOnceAtTheStart() {
    try (var log = new LogLines("dev.rejeton.server")) {
      new TestServer(directory).close();
      assertFalse(log.text().contains("password_grant"), log::text);
      new TestServer(directory, ON).close();
      assertEquals(1, log.lines().stream().filter(it -> it.contains("password_grant")).count());
      assertTrue(log.text().contains("WARN"), log::text);
    }
  }
}
