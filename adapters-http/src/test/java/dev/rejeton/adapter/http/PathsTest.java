package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.ACCESS;
import static dev.rejeton.adapter.http.TestServer.bearer;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Paths that are none of ours, however close they look.
class PathsTest {
  @AutoClose private final TestServer server = new TestServer();

  @Test
  @Requirement({"HDR-20", "HDR-21", "PRB-03"})
  void unknownPathIsNotFound() {
    for (String path :
        List.of(
            "/",
            "/v1",
            "/v1/",
            "/v1/session/",
            "/V1/session",
            "/v1/Session",
            "/v1/sessions/",
            "/v1/sessions/a/b",
            "/problems/",
            "/problems/none",
            "/healthz",
            "/readyz",
            "/metrics",
            "/favicon.ico",
            "/.well-known/openid-configuration",
            "/v1/session.json")) {
      server.send("GET", path, bearer(ACCESS)).assertStatus(404);
      server.send("POST", path, bearer(ACCESS));
    }
    server.send("GET", "/nowhere").assertProblem(404, "about:blank");
  }

  @TestFactory
  @Requirement("HDR-20")
  Stream<DynamicTest> pathTricksLeadNowhere() {
    return Stream.of(
            "/v1//session",
            "//v1/session",
            "/v1/./session",
            "/v1/x/../session",
            "/v1/%2e%2e/v1/session",
            "/v1/%2E/session",
            "/v1/..%2fsession",
            "/v1%2fsession",
            "/v1/session;x=y",
            "/v1;x/session",
            "/v1/session%00",
            "/v1/session%20",
            "/v1/session%0a",
            "/v1/sess%69on",
            "/v1/session%3b",
            "/v1/session%3f",
            "/v1/session\\",
            "/v1\\session",
            "/v1/session/.",
            "/v1/session/..",
            "/%",
            "/%zz",
            "/%c0%af",
            "/v1/session%ff",
            "/v1/{x}",
            "/v1/session\u0001",
            "v1/session",
            "*",
            "/v1/session#x",
            "?x",
            "")
        .map(path -> DynamicTest.dynamicTest("GET " + path, () -> checkTrick(path)));
  }

  private void checkTrick(String path) throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send(
          "GET " + path + " HTTP/1.1",
          "Host: auth.example.test",
          "Authorization: Bearer " + ACCESS,
          "Connection: close",
          "");
      Reply reply = client.lastReply().checked(true);
      assertTrue(List.of(400, 404, 505).contains(reply.status()), reply.toString());
    }
  }
}
