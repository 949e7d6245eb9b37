package dev.rejeton.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OpsTest {
  @AutoClose private final TestServer server = new TestServer();

  @Test
  @Requirement("HDR-22")
  void healthIsToldWithoutAskingTheStore() {
    server.canned.readiness =
        () -> {
          throw new UncheckedIOException(new IOException("no store"));
        };
    assertEquals("{\"status\":\"ok\"}", server.ops("GET", "/healthz").assertStatus(200).body());
    server.ops("HEAD", "/healthz").assertStatus(200);
    server.ops("GET", "/readyz").assertProblem(503, "about:blank");
    server.ops("HEAD", "/readyz").assertStatus(503);
    server.canned.readiness = () -> {};
    assertEquals("{\"status\":\"ok\"}", server.ops("GET", "/readyz").assertStatus(200).body());
  }

  @Test
  @Requirement("HDR-21")
  void eachListenerHasItsOwnRoutesOnly() {
    for (String path : List.of("/healthz", "/readyz")) {
      server.send("GET", path).assertProblem(404, "about:blank");
      server.ops("POST", path).assertProblem(405, "about:blank");
    }
    for (String path :
        List.of("/v1/login", "/v1/session", "/.well-known/jwks.json", "/problems", "/")) {
      server.ops("GET", path).assertProblem(404, "about:blank");
      server.ops("POST", path).assertProblem(404, "about:blank");
    }
  }
}
