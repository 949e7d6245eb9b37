package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.ACCESS;
import static dev.rejeton.adapter.http.CannedPorts.PASS;
import static dev.rejeton.adapter.http.CannedPorts.REFRESH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Logins.Attempt;
import dev.rejeton.application.port.in.Logins.LoginResult.Busy;
import dev.rejeton.application.port.in.Logins.LoginResult.Exceeded;
import dev.rejeton.application.port.in.Logins.LoginResult.InvalidCredentials;
import dev.rejeton.domain.Access.Excess;
import dev.rejeton.domain.AccessRequest;
import dev.rejeton.domain.Scope;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// `POST /oauth2/token` with a user's name and password.
class PasswordGrantTest {
  private static final String FORM = "grant_type=password&username=ada&password=";
  private static final String[] SWAGGER = {"Authorization", "Basic Og=="};

  @AutoClose private final TestServer strict = new TestServer();

  @AutoClose
  private final TestServer server = new TestServer(new OAuthSettings(TestServer.AUDIENCE, true));

  private final List<Attempt> attempts = server.canned.attempts;

  private Reply token(String form, String... headers) {
    return server.postForm("/oauth2/token", form, headers);
  }

  @Test
  @Requirement("PWG-01")
  void grantIsOffByDefault() {
    for (String client : List.of("", "&client_id=web", "&client_id=nobody")) {
      strict
          .postForm("/oauth2/token", FORM + "x" + client)
          .assertOAuthError(400, "unsupported_grant_type");
    }
    assertTrue(strict.canned.attempts.isEmpty());
  }

  @Test
  @Requirement({"PWG-06", "PWG-10"})
  void formOfFastApiIsTakenAsItIs() {
    Reply reply =
        token(
                "grant_type=password&username=ada&password=p%2B%C3%A4+s&scope=&client_id=&client_secret=")
            .assertStatus(200);
    assertEquals(ACCESS, reply.json().path("access_token").textValue());
    assertEquals("Bearer", reply.json().path("token_type").textValue());
    assertEquals(REFRESH, reply.json().path("refresh_token").textValue());
    Attempt attempt = attempts.getFirst();
    assertEquals("ada", attempt.username().written());
    assertEquals("p+ä s", attempt.password().reveal());
    assertEquals(CannedPorts.CLIENT, attempt.client());
    assertEquals(AccessRequest.ALL, attempt.access());
    assertEquals("", attempt.device().name());
    assertEquals("127.0.0.1", attempt.device().loggedInFrom().ipAddress());
    assertTrue(attempt.remember());
    assertEquals(Optional.empty(), attempt.replaces());
  }

  @Test
  @Requirement({"PWG-07", "CLI-12"})
  void emptyHeaderOfSwaggerCountsAsNoneOnlyWhereTheGrantIsOn() {
    token(FORM + "x", SWAGGER).assertStatus(200);
    token(FORM + "x&client_id=&client_secret=", SWAGGER).assertStatus(200);
    token(FORM + "x&client_id=web", SWAGGER).assertStatus(200);
    token("grant_type=refresh_token&refresh_token=x", SWAGGER).assertStatus(200);
    server.postForm("/oauth2/revoke", "token=x", SWAGGER).assertStatus(200);
    strict
        .postForm("/oauth2/token", "grant_type=refresh_token&refresh_token=x", SWAGGER)
        .assertOAuthError(401, "invalid_client");
    assertEquals(3, attempts.size());
  }

  @Test
  void whoNamesNoClientIsTheFirstPartyForGrantsAndRevocationOnly() {
    token("grant_type=refresh_token&refresh_token=x").assertStatus(200);
    server.postForm("/oauth2/revoke", "token=x").assertStatus(200);
    assertEquals(List.of("web x"), server.canned.revoked);
    token(FORM + "x&client_secret=x").assertOAuthError(401, "invalid_client");
    token(FORM + "x", "Authorization", "Basic Ong=").assertOAuthError(401, "invalid_client");
    token(FORM + "x", "Authorization", "Bearer " + ACCESS).assertOAuthError(401, "invalid_client");
  }

  @Test
  @Requirement("PWG-02")
  void nameAndPasswordAreRequired() {
    for (String form : List.of("", "&username=ada", "&password=x", "&username=&password=x")) {
      token("grant_type=password" + form).assertOAuthError(400, "invalid_request");
    }
    token(FORM).assertOAuthError(400, "invalid_request");
    assertEquals(List.of(), attempts);
  }

  @Test
  @Requirement("PWG-03")
  void refusalIsTheSameForEveryReason() {
    server.canned.logins = attempt -> new InvalidCredentials();
    Reply wrong = token(FORM + "x").assertOAuthError(400, "invalid_grant");
    assertFalse(wrong.headers().containsKey("WWW-Authenticate"));
    for (String impossible : List.of("+ada", "ada+", "a%00b", "a%0Ab", "a".repeat(256))) {
      Reply reply = token("grant_type=password&password=x&username=" + impossible);
      assertEquals(wrong.body(), reply.body());
      assertEquals(wrong.headersWithoutDate(), reply.headersWithoutDate());
    }
    assertEquals(1, attempts.size());
  }

  @Test
  @Requirement("PWG-05")
  void scopeAndResourceArePassedOn() {
    token(FORM + "x&scope=items%3Aread+items:write&resource=https://items.example.test")
        .assertStatus(200);
    assertEquals(
        new AccessRequest(
            Optional.of(Scope.parse("items:read items:write")),
            Optional.of("https://items.example.test")),
        attempts.getFirst().access());
    token(FORM + "x&scope=%22").assertOAuthError(400, "invalid_scope");
    server.canned.logins = attempt -> new Exceeded(Excess.SCOPE);
    token(FORM + "x&scope=admin").assertOAuthError(400, "invalid_scope");
    server.canned.logins = attempt -> new Exceeded(Excess.RESOURCE);
    token(FORM + "x&resource=x").assertOAuthError(400, "invalid_target");
  }

  @Test
  void busyServerAsksForPatience() {
    server.canned.logins = attempt -> new Busy();
    Reply reply = token(FORM + PASS.replace(' ', '+'));
    reply.assertOAuthError(503, "temporarily_unavailable");
    assertEquals("1", reply.header("Retry-After"));
  }
}
