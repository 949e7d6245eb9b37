package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.BACKENDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Clients.AuthenticationResult.Throttled;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refreshed;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Terms;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ClientAuthenticationTest {
  private static final String FORM = "grant_type=refresh_token&refresh_token=x";
  private static final String BY_BODY = FORM + "&client_id=backend&client_secret=" + BACKENDS;

  @AutoClose private final TestServer server = new TestServer();
  private final List<String> asked = new ArrayList<>();

  ClientAuthenticationTest() {
    server.canned.refreshing =
        (client, secret, request, origin) -> {
          asked.add(client.id().value());
          return new Refreshed(CannedPorts.ISSUED);
        };
  }

  private Reply token(String form, String... headers) {
    return server.postForm("/oauth2/token", form, headers);
  }

  private static String[] basic(String pair) {
    return authorization("Basic " + base64(pair));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String[] authorization(String value) {
    return new String[] {"Authorization", value};
  }

  @Test
  @Requirement({"CLI-01", "CLI-03", "CLI-10"})
  void clientSaysWhoItIsInOneOfThreeWays() {
    token(FORM, basic("backend:" + BACKENDS)).assertStatus(200);
    token(FORM, authorization("bAsIc   " + base64("backend:" + BACKENDS))).assertStatus(200);
    token(BY_BODY).assertStatus(200);
    token(FORM + "&client_id=web").assertStatus(200);
    token(FORM, basic("web:")).assertStatus(200);
    assertEquals(List.of("backend", "backend", "backend", "web", "web"), asked);
  }

  @Test
  @Requirement("CLI-02")
  void halvesOfBasicAreEncodedAsInAForm() {
    String id = "a:b c";
    String hidden = "p%+é/ ";
    server.canned.clients.secrets.put(
        new Client(
            new ClientId(id),
            "",
            true,
            CannedPorts.BACKEND.grantTypes(),
            CannedPorts.BACKEND.access(),
            Terms.SERVERS),
        Optional.of(hidden));
    String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8);
    String encodedToo = URLEncoder.encode(hidden, StandardCharsets.UTF_8);
    token(FORM, basic(encoded + ":" + encodedToo)).assertStatus(200);
    token(FORM, basic(id + ":" + hidden)).assertOAuthError(401, "invalid_client");
    token(FORM, basic(encoded + ":" + hidden)).assertOAuthError(401, "invalid_client");
    assertEquals(List.of(id), asked);
  }

  @Test
  @Requirement({"CLI-04", "CLI-05"})
  void oneWayIsEnough() {
    String[] header = basic("backend:" + BACKENDS);
    token(BY_BODY, header).assertOAuthError(400, "invalid_request");
    token(FORM + "&client_secret=" + BACKENDS, header).assertOAuthError(400, "invalid_request");
    token(FORM + "&client_id=web", header).assertOAuthError(400, "invalid_request");
    token(FORM + "&client_id=web", basic(":")).assertOAuthError(400, "invalid_request");
    token(FORM, header[0], header[1], header[0], header[1])
        .assertOAuthError(400, "invalid_request");
    assertEquals(List.of(), asked);
    token(FORM + "&client_id=backend&client_secret=", header).assertStatus(200);
  }

  /// The status, the body and all header fields; that the challenge is the one of Basic is looked
  /// at in [Reply#checkedOAuth].
  @Test
  @Requirement({"CLI-06", "CLI-07", "CLI-08", "CLI-10", "CLI-11", "CLI-12", "REF-05"})
  void whoeverItIsNotGetsOneAnswer() {
    Reply first = token(FORM, basic("backend:wrong")).assertOAuthError(401, "invalid_client");
    assertEquals(
        """
        {"error":"invalid_client","error_description":"The client authentication failed."}\
        """,
        first.body());
    var others = new ArrayList<Reply>();
    for (String header :
        List.of(
            "Basic " + base64("nobody:" + BACKENDS),
            "Basic " + base64("backend"),
            "Basic " + base64("backend:"),
            "Basic " + base64("web:x"),
            "Basic " + base64(":"),
            "Basic " + base64(":x"),
            "Basic " + base64("b%ZZ:x"),
            "Basic " + base64("backend:%C3%28"),
            "Basic " + base64("ä:x"),
            "Basic " + base64("a%00b:x"),
            "Basic " + base64("x".repeat(256) + ":x"),
            "Basic",
            "Basic ",
            "Basic ====",
            "Basic A",
            "Basic !",
            "Basic a b",
            "Bearer " + CannedPorts.ACCESS,
            "Digest username=\"backend\"",
            "DPoP x",
            base64("backend:" + BACKENDS),
            "")) {
      others.add(token(FORM, authorization(header)));
    }
    for (String form :
        List.of(
            "",
            "&client_id=",
            "&client_id=&client_secret=",
            "&client_id=backend",
            "&client_id=backend&client_secret=wrong",
            "&client_id=nobody",
            "&client_id=nobody&client_secret=" + BACKENDS,
            "&client_id=web&client_secret=x",
            "&client_id=%C3%A4",
            "&client_id=%0A",
            "&client_secret=" + BACKENDS)) {
      others.add(token(FORM + form));
    }
    for (Reply reply : others) {
      assertEquals(401, reply.status());
      assertEquals(first.body(), reply.body());
      assertEquals(first.headersWithoutDate(), reply.headersWithoutDate());
    }
    assertEquals(List.of(), asked);
  }

  @Test
  @Requirement({"REV-02", "INT-01", "CLI-07"})
  void revocationAndIntrospectionAskAsWell() {
    for (String path : List.of("/oauth2/revoke", "/oauth2/introspect")) {
      server.postForm(path, "token=x").assertOAuthError(401, "invalid_client");
      server.postForm(path, "token=x&client_id=backend").assertOAuthError(401, "invalid_client");
      server
          .postForm(path, "token=x", authorization("Bearer " + CannedPorts.ACCESS))
          .assertOAuthError(401, "invalid_client");
      server.postForm(path, "token=x", basic("backend:" + BACKENDS)).assertStatus(200);
    }
    server.postForm("/oauth2/revoke", "token=x&client_id=web").assertStatus(200);
    assertEquals(List.of("backend x", "web x"), server.canned.revoked);
  }

  @Test
  @Requirement({"CLI-09", "RLM-01"})
  void whoGuessesTooOftenHasToWait() {
    for (Duration pause :
        List.of(Duration.ofNanos(1), Duration.ofMillis(2_001), Duration.ofSeconds(3))) {
      server.canned.clients.throttled = Optional.of(new Throttled(pause));
      for (String path : List.of("/oauth2/token", "/oauth2/revoke", "/oauth2/introspect")) {
        Reply reply = server.postForm(path, BY_BODY + "&token=x");
        reply.assertOAuthError(429, "temporarily_unavailable");
        assertEquals(pause.toSeconds() == 0 ? "1" : "3", reply.header("Retry-After"));
      }
    }
  }
}
