package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.ACCESS;
import static dev.rejeton.adapter.http.TestServer.bearer;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every path and every method.
class RoutesTest {
  private static final Map<String, String> ALLOWED =
      new TreeMap<>(
          Map.ofEntries(
              entry("/v1/login", "POST, OPTIONS"),
              entry("/v1/refresh", "POST, OPTIONS"),
              entry("/v1/logout", "POST, OPTIONS"),
              entry("/v1/session", "GET, HEAD, OPTIONS"),
              entry("/v1/session/ack", "POST, OPTIONS"),
              entry("/v1/sessions", "DELETE, GET, HEAD, OPTIONS"),
              entry("/v1/sessions/AgAAAAAAAAAAAAAAAAAAAA", "DELETE, OPTIONS"),
              entry("/oauth2/token", "POST, OPTIONS"),
              entry("/oauth2/revoke", "POST, OPTIONS"),
              entry("/oauth2/introspect", "POST, OPTIONS"),
              entry("/.well-known/jwks.json", "GET, HEAD, OPTIONS"),
              entry("/.well-known/oauth-authorization-server", "GET, HEAD, OPTIONS"),
              entry("/.well-known/oauth-authorization-server/rejeton", "GET, HEAD, OPTIONS"),
              entry("/problems", "GET, HEAD, OPTIONS"),
              entry("/problems/busy", "GET, HEAD, OPTIONS")));
  private static final List<String> METHODS =
      List.of(
          "GET",
          "HEAD",
          "POST",
          "PUT",
          "PATCH",
          "DELETE",
          "OPTIONS",
          "TRACE",
          "QUERY",
          "PROPFIND",
          "FOO",
          "BEFORE",
          "AFTER",
          "get");

  @AutoClose private final TestServer server = new TestServer();

  @TestFactory
  @Requirement({"HDR-10", "HDR-11", "HDR-12", "HDR-13", "HDR-16", "HDR-01", "HDR-02"})
  Stream<DynamicTest> everyMethodIsServedOrRefusedWithThoseThatAre() {
    return ALLOWED.entrySet().stream()
        .flatMap(route ->
            METHODS.stream()
                .map(method ->
                    DynamicTest.dynamicTest(
                        method + " " + route.getKey(),
                        () -> check(method, route.getKey(), route.getValue()))));
  }

  private void check(String method, String path, String allowed) {
    Reply reply = server.send(method, path, bearer(ACCESS));
    if (!Set.of(allowed.split(", ")).contains(method)) {
      reply.assertStatus(405);
      assertEquals(Set.of(allowed.split(", ")), Set.of(reply.header("Allow").split(", ")));
    } else if (method.equals("OPTIONS")) {
      reply.assertStatus(204);
      assertEquals(allowed, reply.header("Allow"));
    } else {
      assertTrue(List.of(200, 204, 400, 415).contains(reply.status()), reply.toString());
    }
  }

  @Test
  @Requirement("CSR-14")
  void methodCannotBeOverridden() {
    server
        .send("GET", "/v1/sessions?_method=DELETE", headers("X-HTTP-Method-Override", "DELETE"))
        .assertStatus(200);
    assertEquals(List.of(), server.canned.sessions.ended);
  }

  private static String[] headers(String name, String value) {
    return new String[] {"Authorization", "Bearer " + ACCESS, name, value};
  }

  @Test
  @Requirement("HDR-03")
  void headAnswersAsGetDoesWithoutContent() {
    for (String path :
        List.of(
            "/v1/session",
            "/v1/sessions",
            "/.well-known/jwks.json",
            "/.well-known/oauth-authorization-server",
            "/oauth2/token",
            "/problems",
            "/problems/busy",
            "/problems/none",
            "/nowhere")) {
      for (String[] credentials :
          List.of(new String[0], bearer(ACCESS), bearer("x"), bearer("a b"))) {
        Reply get = server.send("GET", path, credentials);
        Reply head = server.send("HEAD", path, credentials);
        assertEquals(get.status(), head.status(), path);
        assertEquals(get.headersWithoutDate(), head.headersWithoutDate(), path);
      }
    }
  }
}
