package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.ACCESS;
import static dev.rejeton.adapter.http.CannedPorts.OTHER;
import static dev.rejeton.adapter.http.TestServer.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Logins.LoginResult.Busy;
import dev.rejeton.application.port.in.Logins.LoginResult.InvalidCredentials;
import dev.rejeton.application.port.in.Sessions.EndResult.LoginTooOld;
import dev.rejeton.application.port.in.Sessions.EndResult.NotFound;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refused;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ProblemsTest {
  private static final String LOGIN = "{\"username\": \"ada\", \"password\": \"x\"}";

  @AutoClose private final TestServer server = new TestServer();

  @TestFactory
  @Requirement({"PRB-02", "PRB-07"})
  Stream<DynamicTest> everyTypeHappensAndLeadsToItsDocumentation() {
    return Stream.of(ProblemType.values())
        .map(type -> DynamicTest.dynamicTest(type.slug(), () -> check(type)));
  }

  private void check(ProblemType type) {
    Reply reply = provoke(type).assertProblem(type.status().getCode(), type.slug());
    String uri = reply.json().path("type").textValue();
    assertTrue(uri.startsWith(TestServer.ISSUER + "/problems/"), uri);
    Reply documentation =
        server.send("GET", uri.substring(TestServer.ISSUER.length())).assertStatus(200);
    assertTrue(
        documentation.header("Content-Type").matches("text/plain; ?charset=utf-8"),
        documentation.toString());
    assertTrue(documentation.body().contains(type.title()));
    assertTrue(server.send("GET", "/problems").body().contains(documentation.body()));
  }

  private Reply provoke(ProblemType type) {
    return switch (type) {
      case INVALID_REQUEST -> server.post("/v1/login", "[]");
      case INVALID_CREDENTIALS -> {
        server.canned.logins = attempt -> new InvalidCredentials();
        yield server.post("/v1/login", LOGIN);
      }
      case INVALID_GRANT -> {
        server.canned.refreshing =
            (client, presented, request, origin) -> new Refused(Optional.empty());
        yield server.post("/v1/refresh", "{\"refresh_token\": \"x\"}");
      }
      case INVALID_CLIENT ->
          server.post("/v1/refresh", "{\"refresh_token\": \"x\", \"client_id\": \"y\"}");
      case CSRF_REJECTED -> server.send("POST", "/v1/logout", "Cookie", "__Host-rejeton=x");
      case AUTHENTICATION_REQUIRED -> server.send("GET", "/v1/session");
      case INVALID_TOKEN -> server.send("GET", "/v1/session", bearer("x"));
      case INSUFFICIENT_USER_AUTHENTICATION -> {
        server.canned.sessions.endResult = new LoginTooOld(Duration.ofMinutes(5));
        yield server.send("DELETE", "/v1/sessions", bearer(ACCESS));
      }
      case SESSION_NOT_FOUND -> {
        server.canned.sessions.endResult = new NotFound();
        yield server.send("DELETE", "/v1/sessions/" + OTHER.id(), bearer(ACCESS));
      }
      case BUSY -> {
        server.canned.logins = attempt -> new Busy();
        yield server.post("/v1/login", LOGIN);
      }
    };
  }

  @Test
  @Requirement({"TOK-21", "PRB-05"})
  void storeThatDoesNotAnswerIsServiceUnavailable() {
    server.canned.refreshing =
        (client, presented, request, origin) -> {
          throw new UncheckedIOException(new NoSuchFileException(presented.reveal()));
        };
    Reply reply = server.post("/v1/refresh", "{\"refresh_token\": \"" + ACCESS + "\"}");
    reply.assertProblem(503, "about:blank");
    assertEquals("1", reply.header("Retry-After"));
    assertEquals("no-cache", reply.header("Pragma"));
  }

  @Test
  @Requirement({"TOK-21", "PRB-05"})
  void anythingUnexpectedIsAnInternalErrorThatTellsNothing() {
    server.canned.logins =
        attempt -> {
          throw new IllegalStateException("SELECT " + attempt.password().reveal());
        };
    String login = "{\"username\": \"ada\", \"password\": \"" + CannedPorts.PASS + "\"}";
    Reply first = server.post("/v1/login", login).assertProblem(500, "about:blank");
    Reply second = server.post("/v1/login", login).assertProblem(500, "about:blank");
    assertEquals(first.withoutInstance(), second.withoutInstance());
    assertNotEquals(first.body(), second.body());
  }

  @Test
  @Requirement({"TOK-21", "PRB-06"})
  void evenAnErrorOfTheMachineIsAProblem() {
    server.canned.keys =
        () -> {
          throw new StackOverflowError("dev.rejeton");
        };
    server.send("GET", "/.well-known/jwks.json").assertProblem(500, "about:blank");
    server.canned.keys = List::of;
    server.send("GET", "/.well-known/jwks.json").assertStatus(200);
  }
}
