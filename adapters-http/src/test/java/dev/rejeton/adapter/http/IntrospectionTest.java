package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.ACCESS;
import static dev.rejeton.adapter.http.CannedPorts.BACKEND;
import static dev.rejeton.adapter.http.CannedPorts.BACKENDS;
import static dev.rejeton.adapter.http.CannedPorts.CLIENT;
import static dev.rejeton.adapter.http.CannedPorts.NOW;
import static dev.rejeton.adapter.http.CannedPorts.OWN;
import static dev.rejeton.adapter.http.TestServer.AUDIENCE;
import static dev.rejeton.adapter.http.TestServer.ISSUER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.ActiveAccessToken;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.ActiveRefreshToken;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.Denied;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.Inactive;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.Throttled;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.Audience;
import dev.rejeton.domain.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class IntrospectionTest {
  private static final String CALLER = "&client_id=backend&client_secret=" + BACKENDS;

  @AutoClose private final TestServer server = new TestServer();
  private final List<String> asked = new ArrayList<>();

  private Reply introspect(IntrospectionResult result, String form) {
    server.canned.introspections =
        (caller, token) -> {
          assertEquals(BACKEND, caller);
          asked.add(token.reveal());
          return result;
        };
    return server.postForm("/oauth2/introspect", form + CALLER);
  }

  private static IntrospectionResult active(Access access) {
    return new ActiveAccessToken(
        new AccessTokenClaims(
            "jti-1",
            OWN.currentToken(),
            OWN.grant().userId(),
            CLIENT.id(),
            access,
            NOW,
            NOW.plusSeconds(600)));
  }

  @Test
  @Requirement({"INT-02", "INT-04", "INT-09"})
  void accessTokenIsToldByItsClaims() {
    Reply reply = introspect(active(CLIENT.access()), "token=" + ACCESS).assertStatus(200);
    assertEquals(
        """
        {"active":true,"scope":"read write","client_id":"web","token_type":"Bearer",\
        "exp":1772367000,"iat":1772366400,"sub":"usr_ada","aud":"%s","iss":"%s",\
        "jti":"jti-1","sid":"%s"}\
        """
            .formatted(AUDIENCE, ISSUER, OWN.id()),
        reply.body());
    assertEquals("no-store", reply.header("Cache-Control"));
    assertEquals(List.of(ACCESS), asked);
  }

  @Test
  @Requirement("INT-04")
  void audienceIsOneNameOrSeveralAndAnEmptyScopeIsLeftOut() {
    for (String audience : List.of("one", "one two")) {
      var access = new Access(Scope.parse(""), Audience.parse(audience));
      var body = introspect(active(access), "token=x").assertStatus(200).json();
      assertEquals(
          audience.equals("one") ? "\"one\"" : "[\"one\",\"two\"]", body.path("aud").toString());
      assertEquals(false, body.has("scope"));
    }
  }

  @Test
  @Requirement({"INT-02", "INT-04"})
  void refreshTokenIsToldByItsSession() {
    Reply reply = introspect(new ActiveRefreshToken(OWN), "token=x").assertStatus(200);
    assertEquals(
        """
        {"active":true,"scope":"read write","client_id":"web","exp":%d,"iat":%d,\
        "sub":"usr_ada","iss":"%s","sid":"%s"}\
        """
            .formatted(
                OWN.lifetime().idleAt().getEpochSecond(),
                NOW.minusSeconds(60).getEpochSecond(),
                ISSUER,
                OWN.id()),
        reply.body());
  }

  @Test
  @Requirement("INT-03")
  void tokenThatIsWorthNothingIsToldByNothingElse() {
    for (String token : List.of(ACCESS, "x", "%22", "%00", "x&token_type_hint=foo")) {
      Reply reply = introspect(new Inactive(), "token=" + token).assertStatus(200);
      assertEquals("{\"active\":false}", reply.body());
    }
  }

  @Test
  @Requirement("INT-12")
  void publicClientIsRefusedLikeOneThatFailsToAuthenticate() {
    server.canned.introspections = (caller, token) -> new Denied();
    Reply denied = server.postForm("/oauth2/introspect", "token=x&client_id=web");
    denied.assertOAuthError(401, "invalid_client");
    assertEquals(
        server.postForm("/oauth2/introspect", "token=x&client_id=nobody").body(), denied.body());
  }

  @Test
  @Requirement("INT-11")
  void whoAsksTooMuchHasToWait() {
    Reply reply = introspect(new Throttled(Duration.ofMillis(100)), "token=x");
    reply.assertOAuthError(429, "temporarily_unavailable");
    assertEquals("1", reply.header("Retry-After"));
  }

  @Test
  @Requirement("INT-10")
  void tokenIsNeededOnce() {
    introspect(new Inactive(), "").assertOAuthError(400, "invalid_request");
    introspect(new Inactive(), "token=").assertOAuthError(400, "invalid_request");
    introspect(new Inactive(), "token=x&token=x").assertOAuthError(400, "invalid_request");
    server.send("GET", "/oauth2/introspect?token=x").assertOAuthError(405, "invalid_request");
    assertEquals(List.of(), asked);
  }
}
