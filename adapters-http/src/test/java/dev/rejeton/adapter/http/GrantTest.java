package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.ACCESS;
import static dev.rejeton.adapter.http.CannedPorts.CLIENT;
import static dev.rejeton.adapter.http.CannedPorts.REFRESH;
import static dev.rejeton.adapter.http.TestServer.AUDIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Tokens.RefreshResult;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Exceeded;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refreshed;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refused;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.Access.Excess;
import dev.rejeton.domain.AccessRequest;
import dev.rejeton.domain.Audience;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// `POST /oauth2/token` with a refresh token.
class GrantTest {
  private static final String FORM =
      "grant_type=refresh_token&client_id=web&refresh_token=" + REFRESH;

  @AutoClose private final TestServer server = new TestServer();
  private final List<String> presented = new ArrayList<>();
  private final List<AccessRequest> requests = new ArrayList<>();
  private RefreshResult result = new Refreshed(CannedPorts.ISSUED);

  GrantTest() {
    server.canned.refreshing =
        (client, secret, request, origin) -> {
          presented.add(client.id() + " " + secret.reveal());
          requests.add(request);
          assertEquals("127.0.0.1", origin.ipAddress());
          return result;
        };
  }

  private Reply token(String form) {
    return server.postForm("/oauth2/token", form);
  }

  @Test
  @Requirement({"TOK-01", "TOK-02", "TOK-03", "TOK-04", "TOK-19", "REF-01"})
  void refreshIsAnsweredAsTheNativeOneIs() {
    Reply reply = token(FORM).assertStatus(200);
    assertEquals("application/json", reply.header("Content-Type"));
    assertEquals("no-cache", reply.header("Pragma"));
    assertEquals(600, reply.json().path("expires_in").intValue());
    Reply own = server.post("/v1/refresh", "{\"refresh_token\": \"" + REFRESH + "\"}");
    assertEquals(own.body(), reply.body());
    assertEquals(List.of("web " + REFRESH, "web " + REFRESH), presented);
    assertEquals(List.of(AccessRequest.ALL, AccessRequest.ALL), requests);
  }

  @Test
  @Requirement({"TOK-11", "TOK-12"})
  void grantTypeHasToBeOneThatIsOffered() {
    token("client_id=web&refresh_token=x").assertOAuthError(400, "invalid_request");
    token("grant_type=&client_id=web").assertOAuthError(400, "invalid_request");
    for (String other :
        List.of(
            "foo",
            "password",
            "authorization_code",
            "client_credentials",
            "Refresh_Token",
            "%22")) {
      token("grant_type=" + other + "&client_id=web&username=a&password=x")
          .assertOAuthError(400, "unsupported_grant_type");
    }
    assertEquals(List.of(), server.canned.attempts);
  }

  @Test
  @Requirement({"REF-02", "TOK-10"})
  void parameterWithoutAValueIsOmitted() {
    token("grant_type=refresh_token&client_id=web").assertOAuthError(400, "invalid_request");
    token("grant_type=refresh_token&client_id=web&refresh_token=")
        .assertOAuthError(400, "invalid_request");
    token("grant_type=refresh_token&client_id=web&refresh_token")
        .assertOAuthError(400, "invalid_request");
    assertEquals(List.of(), presented);
    token(FORM + "&scope=&resource=&client_secret=&username").assertStatus(200);
    assertEquals(List.of(AccessRequest.ALL), requests);
  }

  @Test
  @Requirement("TOK-08")
  void knownParameterIsGivenOnce() {
    for (String name :
        List.of(
            "grant_type",
            "refresh_token",
            "scope",
            "resource",
            "username",
            "password",
            "client_id",
            "client_secret")) {
      for (String twice : List.of("=a&%s=a", "=a&%s=b", "&%s", "=a&%s=")) {
        token(FORM + "&" + name + twice.formatted(name)).assertOAuthError(400, "invalid_request");
      }
    }
    token(FORM + "&%67rant_type=refresh_token").assertOAuthError(400, "invalid_request");
    assertEquals(List.of(), presented);
  }

  @Test
  @Requirement("TOK-09")
  void unknownParametersAreIgnored() {
    token(FORM + "&foo=bar&foo=baz&=x&&Scope=all&scope[]=x&callback=x").assertStatus(200);
    assertEquals(List.of(AccessRequest.ALL), requests);
  }

  @Test
  @Requirement("TOK-07")
  void nothingIsReadFromTheQuery() {
    server.postForm("/oauth2/token?" + FORM, "").assertOAuthError(400, "invalid_request");
    server.send("POST", "/oauth2/token?" + FORM).assertOAuthError(400, "invalid_request");
    server.postForm("/oauth2/token?scope=read", FORM).assertStatus(200);
    assertEquals(List.of(AccessRequest.ALL), requests);
  }

  @Test
  @Requirement({"TOK-14", "REF-06"})
  void scopeIsPassedOnUnlessItIsMalformed() {
    token(FORM + "&scope=read+write").assertStatus(200);
    token(FORM + "&scope=a%22b%3Aread").assertOAuthError(400, "invalid_scope");
    for (String bad : List.of("a%5Cb", "%22", "a%09b", "a%0Ab", "+", "%20%20", "%C3%A4", "%00")) {
      token(FORM + "&scope=" + bad).assertOAuthError(400, "invalid_scope");
    }
    assertEquals(
        List.of(new AccessRequest(Optional.of(Scope.parse("read write")), Optional.empty())),
        requests);
    result = new Exceeded(Excess.SCOPE);
    token(FORM + "&scope=admin").assertOAuthError(400, "invalid_scope");
  }

  @Test
  @Requirement("REF-08")
  void resourceIsPassedOnUnlessItIsTheServersOwn() {
    token(FORM + "&resource=https%3A%2F%2Fother.example.test%2F").assertStatus(200);
    token(FORM + "&resource=" + AUDIENCE).assertStatus(200);
    assertEquals(
        List.of(
            new AccessRequest(Optional.empty(), Optional.of("https://other.example.test/")),
            AccessRequest.ALL),
        requests);
    result = new Exceeded(Excess.RESOURCE);
    token(FORM + "&resource=nonsense%22").assertOAuthError(400, "invalid_target");
  }

  @Test
  @Requirement("REF-08")
  void serversOwnResourceIsPassedOnWhereItIsNotTheClients() {
    var elsewhere = new Access(CLIENT.access().scope(), Audience.of("https://other.example.test"));
    server.canned.clients.secrets.put(
        new Client(
            new ClientId("elsewhere"), "", false, CLIENT.grantTypes(), elsewhere, Terms.SERVERS),
        Optional.empty());
    token(FORM.replace("=web", "=elsewhere") + "&resource=" + AUDIENCE).assertStatus(200);
    assertEquals(List.of(new AccessRequest(Optional.empty(), Optional.of(AUDIENCE))), requests);
  }

  @Test
  @Requirement({"REF-03", "REF-28", "TOK-15"})
  void garbageGetsOneAnswer() {
    result = new Refused(Optional.empty());
    Reply first = token(FORM).assertOAuthError(400, "invalid_grant");
    assertEquals(
        """
        {"error":"invalid_grant","error_description":"The refresh token is not valid."}\
        """,
        first.body());
    for (String garbage : List.of("x", "rjt_", ACCESS, "%22%5C%0A%F0%9F%98%80", "+", "%00")) {
      Reply reply = token("grant_type=refresh_token&client_id=web&refresh_token=" + garbage);
      assertEquals(first.body(), reply.body());
      assertEquals(first.headersWithoutDate(), reply.headersWithoutDate());
    }
  }

  @Test
  @Requirement("TOK-15")
  void holderOfAGenuineTokenIsToldTheReason() {
    for (Refusal reason : Refusal.values()) {
      result = new Refused(Optional.of(reason));
      Reply reply = token(FORM).assertOAuthError(400, "invalid_grant");
      assertEquals(reason.name().toLowerCase(Locale.ROOT), reply.json().path("reason").textValue());
    }
  }

  @Test
  @Requirement("TOK-13")
  void clientMayUseOnlyItsGrantTypes() {
    try (var legacy = new TestServer(new OAuthSettings(AUDIENCE, true))) {
      legacy
          .postForm(
              "/oauth2/token",
              "grant_type=password&username=a&password=x&client_id=backend&client_secret="
                  + CannedPorts.BACKENDS)
          .assertOAuthError(400, "unauthorized_client");
      assertTrue(legacy.canned.attempts.isEmpty());
    }
  }
}
