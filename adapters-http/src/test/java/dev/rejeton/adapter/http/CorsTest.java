package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.RawClient.HOST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.http.HttpSettings.Browsers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CorsTest {
  private static final String APP = "https://app.example";
  private static final String LOGIN = "{\"username\": \"ada\", \"password\": \"x\"}";

  private static final List<String> FIELDS =
      List.of(
          "Allow-Origin",
          "Allow-Credentials",
          "Allow-Headers",
          "Allow-Methods",
          "Expose-Headers",
          "Max-Age");

  /// Everything CORS says to a page that may read an answer of the API.
  private static final Map<String, String> READABLE =
      Map.of(
          "Access-Control-Allow-Origin", APP,
          "Access-Control-Allow-Credentials", "true",
          "Access-Control-Expose-Headers", "WWW-Authenticate, Retry-After");

  @AutoClose
  private final TestServer server =
      new TestServer(
          TestServer.PLAIN,
          new Browsers(Set.of(WebOrigin.parse(APP), WebOrigin.parse("http://localhost:5173"))),
          TestServer.PATIENCE);

  private static Map<String, String> cors(Reply reply) {
    return FIELDS.stream()
        .map(name -> "Access-Control-" + name)
        .filter(reply.headers()::containsKey)
        .collect(Collectors.toMap(name -> name, reply::header));
  }

  private Reply preflight(String path, String origin) {
    return server
        .send(
            "OPTIONS",
            path,
            "Origin",
            origin,
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "authorization,x-evil")
        .assertStatus(path.startsWith("/nowhere") ? 404 : 204);
  }

  @Test
  @Requirement({"COR-01", "COR-02", "COR-03", "COR-06"})
  void allowedOriginReadsTheApi() {
    Reply reply = server.post("/v1/login", LOGIN, "Origin", APP).assertStatus(200);
    assertEquals(READABLE, cors(reply));
    assertVaries(reply);
    Reply local = server.send("GET", "/v1/session", "Origin", "http://localhost:5173");
    assertEquals("http://localhost:5173", local.header("Access-Control-Allow-Origin"));
  }

  @Test
  @Requirement({"COR-01", "COR-03"})
  void noOtherOriginReadsTheApi() {
    for (String origin :
        List.of(
            "https://app.example.evil.com",
            "https://evilapp.example",
            "https://sub.app.example",
            "http://app.example",
            "https://app.example:8443",
            "https://app.example:443",
            "https://app.example/",
            "https://APP.example",
            "https://app.example https://evil.example",
            "http://localhost",
            "https://localhost:5173",
            "null",
            "*",
            "x")) {
      Reply reply = server.post("/v1/login", LOGIN, "Origin", origin).assertStatus(200);
      assertEquals(Map.of(), cors(reply), origin);
      assertVaries(reply);
      assertEquals(Map.of(), cors(preflight("/v1/login", origin)), origin);
    }
  }

  @Test
  @Requirement("COR-01")
  void twoOriginsAreNone() {
    Reply reply = server.send("GET", "/v1/session", "Origin", APP, "Origin", APP);
    assertEquals(Map.of(), cors(reply));
    assertVaries(reply);
  }

  @Test
  @Requirement("COR-03")
  void answerVariesEvenWithoutAnOrigin() {
    Reply reply = server.send("GET", "/v1/session").assertStatus(401);
    assertEquals(Map.of(), cors(reply));
    assertVaries(reply);
  }

  @Test
  @Requirement({"COR-02", "COR-04"})
  void preflightTellsTheMethodsThatThereAreAndTheHeadersThatAreTaken() {
    for (var route :
        Map.of(
                "/v1/login", "POST, OPTIONS",
                "/v1/session", "GET, HEAD, OPTIONS",
                "/v1/sessions", "DELETE, GET, HEAD, OPTIONS")
            .entrySet()) {
      Reply reply = preflight(route.getKey(), APP);
      assertEquals(
          Map.of(
              "Access-Control-Allow-Origin", APP,
              "Access-Control-Allow-Credentials", "true",
              "Access-Control-Allow-Methods", route.getValue(),
              "Access-Control-Allow-Headers", "Authorization, Content-Type, X-CSRF, X-CSRF-Token",
              "Access-Control-Max-Age", "600"),
          cors(reply));
      assertVaries(reply);
    }
    assertEquals(List.of(), server.canned.attempts);
    assertEquals(List.of(), server.canned.sessions.ended);
  }

  @Test
  @Requirement({"COR-03", "COR-05"})
  void deniedPreflightTellsNothing() {
    Reply reply = preflight("/v1/login", "https://evil.example");
    assertEquals(Map.of(), cors(reply));
    assertVaries(reply);
  }

  @Test
  @Requirement("COR-08")
  void allowedOriginReadsErrors() {
    assertReadable(400, server.post("/v1/login", "[]", "Origin", APP));
    assertReadable(401, server.send("GET", "/v1/session", "Origin", APP));
    assertReadable(404, server.send("GET", "/v1/nowhere", "Origin", APP));
    assertReadable(405, server.send("PUT", "/v1/session", "Origin", APP));
    assertReadable(413, server.post("/v1/login", " ".repeat(16_385), "Origin", APP));
    assertReadable(415, server.send("POST", "/v1/login", "Origin", APP, "Content-Type", "x/y"));
    server.canned.logins =
        attempt -> {
          throw new IllegalStateException();
        };
    assertReadable(500, server.post("/v1/login", LOGIN, "Origin", APP));
    server.canned.logins =
        attempt -> {
          throw new StackOverflowError();
        };
    assertReadable(500, server.post("/v1/login", LOGIN, "Origin", APP));
  }

  private static void assertVaries(Reply reply) {
    assertTrue(List.of(reply.header("Vary").split(", ")).contains("Origin"));
  }

  private static void assertReadable(int status, Reply reply) {
    assertEquals(READABLE, cors(reply.assertStatus(status)));
    assertVaries(reply);
  }

  @Test
  @Requirement("COR-07")
  void tokenEndpointsAreForAllowedOriginsWithoutCredentials() {
    for (String path : List.of("/oauth2/token", "/oauth2/revoke")) {
      Reply reply = server.send("GET", path, "Origin", APP);
      assertEquals(
          Map.of(
              "Access-Control-Allow-Origin",
              APP,
              "Access-Control-Expose-Headers",
              "WWW-Authenticate, Retry-After"),
          cors(reply));
      assertVaries(reply);
      Reply denied = server.send("GET", path, "Origin", "https://evil.example");
      assertEquals(Map.of(), cors(denied));
      assertVaries(denied);
    }
  }

  @Test
  @Requirement("COR-07")
  void whatIsPublicIsForAnyoneWithoutCredentials() {
    for (String path : List.of("/.well-known/jwks.json", "/problems", "/problems/busy")) {
      for (String origin : List.of(APP, "https://evil.example", "null")) {
        Reply reply = server.send("GET", path, "Origin", origin).assertStatus(200);
        assertEquals(
            Map.of(
                "Access-Control-Allow-Origin", "*",
                "Access-Control-Expose-Headers", "WWW-Authenticate, Retry-After"),
            cors(reply));
        assertTrue(reply.optionalHeader("Vary").isEmpty());
        Reply preflight = preflight(path, origin);
        assertEquals("*", preflight.header("Access-Control-Allow-Origin"));
        assertEquals("GET, HEAD, OPTIONS", preflight.header("Access-Control-Allow-Methods"));
        assertTrue(preflight.optionalHeader("Access-Control-Allow-Credentials").isEmpty());
      }
    }
  }

  @Test
  @Requirement("COR-09")
  void nothingElseIsForAnyone() {
    for (String path :
        List.of(
            "/",
            "/v1",
            "/oauth2/introspect",
            "/oauth2/token/",
            "/oauth2",
            "/v1/admin",
            "/v1/admin/users",
            "/V1/login",
            "/nowhere",
            "/problemsX")) {
      Reply reply = server.send("GET", path, "Origin", APP);
      reply.assertStatus(path.equals("/oauth2/introspect") ? 405 : 404);
      assertEquals(Map.of(), cors(reply), path);
      assertTrue(reply.optionalHeader("Vary").isEmpty());
    }
    for (String path : List.of("/healthz", "/readyz", "/v1/login", "/problems")) {
      Reply reply = server.opsFrom(APP, path);
      assertEquals(Map.of(), cors(reply), path);
    }
  }

  @Test
  @Requirement("COR-08")
  void allowedOriginReadsWhatNoEndpointAnswered() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send("GET /v1//session HTTP/1.1", HOST, "Origin: " + APP, "");
      Reply reply = client.lastReply().checked(true);
      assertReadable(400, reply);
      assertEquals("close", reply.header("Connection"));
    }
    server.canned.logins =
        attempt -> {
          throw new UncheckedIOException(new IOException("no store"));
        };
    Reply unavailable = server.post("/v1/login", LOGIN, "Origin", APP);
    assertReadable(503, unavailable);
    assertEquals("1", unavailable.header("Retry-After"));
  }
}
