package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.BACKENDS;
import static dev.rejeton.adapter.http.CannedPorts.REFRESH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What goes wrong at the OAuth endpoints before and behind them. That it is told in JSON of OAuth,
/// not kept, and leaks nothing, is looked at in [Reply#checkedOAuth].
class OAuthErrorTest {
  private static final List<String> PATHS =
      List.of("/oauth2/token", "/oauth2/revoke", "/oauth2/introspect");
  private static final String FORM =
      "grant_type=refresh_token&client_id=backend&client_secret="
          + BACKENDS
          + "&refresh_token="
          + REFRESH
          + "&token="
          + REFRESH;

  @AutoClose private final TestServer server = new TestServer();

  @Test
  @Requirement({"TOK-06", "REV-01", "INT-10"})
  void onlyPostIsServed() {
    for (String path : PATHS) {
      for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "FOO")) {
        Reply reply = server.send(method, path + "?" + FORM);
        reply.assertOAuthError(405, "invalid_request");
        assertEquals(Set.of("POST", "OPTIONS"), Set.of(reply.header("Allow").split(", ")));
      }
    }
  }

  @Test
  @Requirement("HDR-06")
  void bodyThatIsTooLongIsRefused() {
    for (String path : PATHS) {
      Reply reply = server.postForm(path, FORM + "&x=" + "x".repeat(17_000));
      reply.assertOAuthError(413, "invalid_request");
      assertEquals("close", reply.header("Connection"));
    }
  }

  @Test
  @Requirement("HDR-09")
  void bodyThatIsTooSlowIsRefused() {
    try (var impatient = new TestServer(Duration.ZERO)) {
      for (String path : PATHS) {
        impatient.postForm(path, FORM).assertOAuthError(408, "invalid_request");
      }
    }
  }

  @Test
  @Requirement({"TOK-21", "REV-12"})
  void storeThatDoesNotAnswerIsTemporarilyUnavailable() {
    server.canned.refreshing =
        (client, presented, request, origin) -> {
          throw new UncheckedIOException(new NoSuchFileException(presented.reveal()));
        };
    server.canned.introspections =
        (caller, token) -> {
          throw new UncheckedIOException(new NoSuchFileException(token.reveal()));
        };
    for (String path : List.of("/oauth2/token", "/oauth2/introspect")) {
      Reply reply = server.postForm(path, FORM);
      reply.assertOAuthError(503, "temporarily_unavailable");
      assertEquals("1", reply.header("Retry-After"));
    }
  }

  @Test
  @Requirement("TOK-21")
  void anythingUnexpectedIsAServerErrorThatTellsNothing() {
    server.canned.refreshing =
        (client, presented, request, origin) -> {
          throw new IllegalStateException("SELECT " + presented.reveal());
        };
    server.canned.introspections =
        (caller, token) -> {
          throw new StackOverflowError("dev.rejeton");
        };
    Reply first = server.postForm("/oauth2/token", FORM).assertOAuthError(500, "server_error");
    assertEquals(
        first.body(),
        server.postForm("/oauth2/introspect", FORM).assertOAuthError(500, "server_error").body());
  }

  @Test
  void evenJettysOwnErrorsAreTold() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send(
          "POST /oauth2/token HTTP/1.1", RawClient.HOST, "Transfer-Encoding: gzip, chunked", "");
      client.lastReply().checkedOAuth(true).assertOAuthError(501, "server_error");
    }
  }

  @Test
  @Requirement("HDR-20")
  void whatIsNoneOfTheEndpointsIsNotFoundAsAnywhere() {
    for (String path : List.of("/oauth2", "/oauth2/", "/oauth2/token/", "/oauth2/authorize")) {
      server.postForm(path, FORM).assertProblem(404, "about:blank");
    }
  }

  @Test
  @Requirement("TOK-15")
  void whateverIsSentTheErrorIsWrittenInPlainText() {
    for (String odd : List.of("%22", "%5C", "%0A", "%F0%9F%98%80", "%00", "%7F", "a%22b")) {
      for (String name :
          List.of("grant_type", "scope", "resource", "client_id", "client_secret", "token")) {
        for (String path : PATHS) {
          Reply reply = server.postForm(path, name + "=" + odd);
          assertTrue(List.of(400, 401).contains(reply.status()), reply.toString());
        }
      }
    }
  }
}
