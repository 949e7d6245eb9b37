package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.ACCESS;
import static dev.rejeton.adapter.http.CannedPorts.NOW;
import static dev.rejeton.adapter.http.CannedPorts.OWN;
import static dev.rejeton.adapter.http.CannedPorts.PASS;
import static dev.rejeton.adapter.http.CannedPorts.REFRESH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Logins.Attempt;
import dev.rejeton.application.port.in.Logins.LoginResult.Busy;
import dev.rejeton.application.port.in.Logins.LoginResult.InvalidCredentials;
import dev.rejeton.domain.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LoginTest {
  private static final String ADA =
      """
      {"username": "ada", "password": "%s"}\
      """
          .formatted(PASS);

  @AutoClose private final TestServer server = new TestServer();
  private final List<Attempt> attempts = server.canned.attempts;

  @Test
  @Requirement({"TOK-01", "TOK-02"})
  void loginAnswersWithTokensAndHowLongTheyLast() {
    Reply reply = server.post("/v1/login", ADA).assertStatus(200);
    assertEquals("application/json", reply.header("Content-Type"));
    assertEquals("no-cache", reply.header("Pragma"));
    long idle = Duration.between(NOW, OWN.lifetime().idleAt()).toSeconds();
    long end = Duration.between(NOW, OWN.lifetime().endsAt()).toSeconds();
    assertEquals(
        """
        {"access_token":"%s","token_type":"Bearer","expires_in":600,"refresh_token":"%s",\
        "scope":"read write","session_id":"%s","refresh_expires_in":%d,"session_expires_in":%d}\
        """
            .formatted(ACCESS, REFRESH, OWN.id(), idle, end),
        reply.body());
  }

  @Test
  @Requirement("HDR-18")
  void theAttemptCarriesWhatTheRequestSaid() {
    server.post(
        "/v1/login",
        """
        {"username": "Ada", "password": "p\\u00e4ss", "device_name": " Laptop ", "remember": true}
        """,
        "User-Agent",
        "Browser/2",
        "X-Forwarded-For",
        "203.0.113.9");
    Attempt attempt = attempts.getFirst();
    assertEquals("Ada", attempt.username().written());
    assertEquals("päss", attempt.password().reveal());
    assertEquals("Laptop", attempt.device().name());
    assertEquals("Browser/2", attempt.device().loggedInFrom().userAgent());
    assertEquals("127.0.0.1", attempt.device().loggedInFrom().ipAddress());
    assertEquals(CannedPorts.CLIENT, attempt.client());
    assertTrue(attempt.remember());
    assertEquals(Optional.empty(), attempt.replaces());
  }

  @Test
  void whatIsOptionalMayBeLeftOutOrNull() {
    server
        .post(
            "/v1/login",
            """
            {"username": "ada", "password": "x", "device_name": null, "remember": null}
            """)
        .assertStatus(200);
    server.post("/v1/login", ADA).assertStatus(200);
    for (Attempt attempt : attempts) {
      assertEquals("", attempt.device().name());
      assertFalse(attempt.remember());
    }
  }

  @Test
  @Requirement("LGN-02")
  void tokenThatIsHeldMeanwhileIsReplaced() {
    server.post("/v1/login", ADA, TestServer.bearer(ACCESS)).assertStatus(200);
    server.post("/v1/login", ADA, TestServer.bearer(REFRESH)).assertStatus(200);
    assertEquals(
        List.of(ACCESS, REFRESH),
        attempts.stream().map(a -> a.replaces().orElseThrow()).map(Secret::reveal).toList());
  }

  @Test
  @Requirement("LGN-05")
  void garbageInTheHeaderDoesNotHinderALogin() {
    for (String garbage : List.of("Bearer", "Bearer a b", "Basic YTpi", "nonsense")) {
      server.post("/v1/login", ADA, "Authorization", garbage).assertStatus(200);
    }
    assertTrue(attempts.stream().allMatch(attempt -> attempt.replaces().isEmpty()));
  }

  @Test
  @Requirement("LGN-03")
  void refusalIsTheSameForEveryReason() {
    server.canned.logins = attempt -> new InvalidCredentials();
    Reply wrong = server.post("/v1/login", ADA).assertProblem(401, "invalid-credentials");
    assertEquals("Bearer realm=\"" + TestServer.ISSUER + "\"", wrong.header("WWW-Authenticate"));
    assertEquals("no-cache", wrong.header("Pragma"));
    for (String impossible : List.of(" ada", "ada ", "a\\u0000b", "a\\nb", "a".repeat(256))) {
      Reply reply =
          server.post(
              "/v1/login",
              """
              {"username": "%s", "password": "x"}
              """
                  .formatted(impossible));
      assertEquals(wrong.withoutInstance(), reply.withoutInstance());
      assertEquals(wrong.headersWithoutDate(), reply.headersWithoutDate());
    }
    assertEquals(1, attempts.size());
  }

  @Test
  void busyServerAsksForPatience() {
    server.canned.logins = attempt -> new Busy();
    Reply reply = server.post("/v1/login", ADA).assertProblem(503, "busy");
    assertEquals("1", reply.header("Retry-After"));
  }

  @Test
  @Requirement("LGN-01")
  void credentialsInTheUrlOrInAFormAreNotRead() {
    server.send("GET", "/v1/login?username=ada&password=x").assertProblem(405, "about:blank");
    server
        .postBytes(
            "/v1/login",
            "username=ada&password=x".getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded")
        .assertProblem(415, "about:blank");
    assertEquals(List.of(), attempts);
  }

  @Test
  @Requirement("LGN-07")
  void moreThanALoginNeedsIsRefused() {
    for (String extra : List.of("scope", "roles", "sub", "sid", "refresh_token", "Username")) {
      server
          .post(
              "/v1/login",
              """
              {"username": "ada", "password": "x", "%s": "y"}
              """
                  .formatted(extra))
          .assertProblem(400, "invalid-request");
    }
    assertEquals(List.of(), attempts);
  }

  @Test
  @Requirement("LGN-10")
  void userAgentIsCutTo512CharactersAndOneOf64KibibytesIsRefusedWith431() throws IOException {
    server.post("/v1/login", ADA, "User-Agent", "x".repeat(4_000)).assertStatus(200);
    assertEquals(512, attempts.getFirst().device().loggedInFrom().userAgent().length());
    try (var client = new RawClient(server.port)) {
      client.sendLogin("User-Agent: " + "x".repeat(64 * 1024), "Content-Length: 0", "");
      client.lastReply().checked(true).assertProblem(431, "about:blank");
    }
    assertEquals(1, attempts.size());
  }
}
