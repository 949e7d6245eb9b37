package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.ACCESS;
import static dev.rejeton.adapter.http.CannedPorts.CSRF;
import static dev.rejeton.adapter.http.CannedPorts.ISSUED;
import static dev.rejeton.adapter.http.CannedPorts.NOW;
import static dev.rejeton.adapter.http.CannedPorts.OWN;
import static dev.rejeton.adapter.http.CannedPorts.REFRESH;
import static dev.rejeton.adapter.http.Page.holding;
import static dev.rejeton.adapter.http.Page.honest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.IssuedTokens;
import dev.rejeton.application.port.in.Logins.LoginResult.LoggedIn;
import dev.rejeton.application.port.in.Tokens.RefreshResult;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refreshed;
import dev.rejeton.domain.AccessToken;
import dev.rejeton.domain.Lifetime;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The cookie's way to the browser and back.
class CookieTest {
  private static final String LOGIN =
      """
      {"username": "ada", "password": "x", "transport": "cookie"}\
      """;
  private static final String SET = "__Host-rejeton=" + REFRESH;
  private static final String ATTRIBUTES = "; Path=/; HttpOnly; Secure; SameSite=Strict";

  @AutoClose private final TestServer server = new TestServer();
  private final List<String> presented = new ArrayList<>();
  private RefreshResult result = new Refreshed(ISSUED);

  CookieTest() {
    server.canned.refreshing =
        (client, secret, request, origin) -> {
          presented.add(secret.reveal());
          return result;
        };
  }

  @Test
  @Requirement({"CKE-01", "CKE-02", "CKE-03", "CKE-04", "CKE-11", "CKE-14"})
  void loginPutsTheRefreshTokenIntoACookieAndNowhereElse() {
    server.canned.logins = attempt -> new LoggedIn(issued(false, NOW.plusSeconds(60), NOW));
    Reply reply = server.post("/v1/login", LOGIN, honest()).assertStatus(200);
    assertEquals(SET + ATTRIBUTES, reply.header("Set-Cookie"));
    assertEquals("no-store", reply.header("Cache-Control"));
    assertEquals(
        """
        {"access_token":"%s","token_type":"Bearer","expires_in":600,"scope":"read write",\
        "session_id":"%s","refresh_expires_in":60,"session_expires_in":60}\
        """
            .formatted(ACCESS, OWN.id()),
        reply.body());
    assertFalse(reply.body().contains("refresh_token"));
    assertFalse(reply.body().contains(CSRF));
  }

  @Test
  @Requirement("CKE-12")
  void transportIsChosenAtTheLoginAndIsTheBodyUnlessSaid() {
    for (String transport : List.of("", ", \"transport\": null", ", \"transport\": \"body\"")) {
      Reply reply =
          server.post("/v1/login", "{\"username\": \"ada\", \"password\": \"x\"" + transport + "}");
      assertEquals(REFRESH, reply.assertStatus(200).json().path("refresh_token").textValue());
      assertFalse(reply.headers().containsKey("Set-Cookie"));
    }
    for (String transport : List.of("\"\"", "\"Cookie\"", "\"header\"", "true", "[\"cookie\"]")) {
      server
          .post("/v1/login", LOGIN.replace("\"cookie\"", transport), honest())
          .assertProblem(400, "invalid-request");
    }
    assertEquals(3, server.canned.attempts.size());
  }

  @Test
  @Requirement("CKE-05")
  void rememberedSessionsCookieLastsAsLongAsTheSessionAndNoLongerThan400Days() {
    Instant end = NOW.plus(Duration.ofDays(1));
    for (long passed : List.of(0L, 1L, 3600L, 86_399L)) {
      result = new Refreshed(issued(true, end, NOW.plusSeconds(passed)));
      assertEquals(SET + "; Max-Age=" + (86_400 - passed) + ATTRIBUTES, refreshed());
    }
    result = new Refreshed(issued(true, NOW.plus(Duration.ofDays(500)), NOW));
    assertEquals(SET + "; Max-Age=34560000" + ATTRIBUTES, refreshed());
    result = new Refreshed(issued(false, end, NOW));
    assertEquals(SET + ATTRIBUTES, refreshed());
  }

  @Test
  @Requirement({"CKE-01", "CKE-06"})
  void rotationReplacesTheCookieInTheSameAnswerAndARetryGetsTheSameAgain() {
    Reply first = server.send("POST", "/v1/refresh", holding("rjt_older")).assertStatus(200);
    assertTrue(first.header("Set-Cookie").startsWith(SET + ";"));
    assertEquals(ACCESS, first.json().path("access_token").textValue());
    assertTrue(first.json().path("refresh_token").isMissingNode());
    Reply retried = server.post("/v1/refresh", "{}", holding("rjt_older")).assertStatus(200);
    assertEquals(first.header("Set-Cookie"), retried.header("Set-Cookie"));
    assertEquals(List.of("rjt_older", "rjt_older"), presented);
  }

  @Test
  void answerToATokenInTheBodyOrTheHeaderSetsNoCookie() {
    Reply inBody = server.post("/v1/refresh", "{\"refresh_token\": \"rjt_x\"}", honest());
    Reply inHeader = server.send("POST", "/v1/refresh", TestServer.bearer("rjt_x"));
    for (Reply reply : List.of(inBody, inHeader)) {
      assertEquals(REFRESH, reply.assertStatus(200).json().path("refresh_token").textValue());
      assertFalse(reply.headers().containsKey("Set-Cookie"));
    }
  }

  @Test
  @Requirement("LGN-02")
  void loginInCookieModeReplacesTheSessionInTheCookie() {
    server.post("/v1/login", LOGIN, holding("rjt_older")).assertStatus(200);
    server
        .post("/v1/login", LOGIN, holding("rjt_older", TestServer.bearer(ACCESS)))
        .assertStatus(200);
    server.post("/v1/login", LOGIN, honest(TestServer.bearer(ACCESS))).assertStatus(200);
    server.post("/v1/login", LOGIN, honest()).assertStatus(200);
    // Nobody checked that a page of ours sent this one, so that the cookie does not count.
    server
        .post("/v1/login", LOGIN.replace("\"cookie\"", "\"body\""), holding("rjt_older"))
        .assertStatus(200);
    assertEquals(
        List.of("rjt_older", "rjt_older", ACCESS, "", ""),
        server.canned.attempts.stream()
            .map(attempt -> attempt.replaces().map(Secret::reveal).orElse(""))
            .toList());
  }

  private String refreshed() {
    return server
        .send("POST", "/v1/refresh", holding(REFRESH))
        .assertStatus(200)
        .header("Set-Cookie");
  }

  private static IssuedTokens issued(boolean remembered, Instant end, Instant now) {
    AccessToken accessToken = ISSUED.accessToken();
    var session =
        new Session(
            OWN.id(),
            OWN.grant(),
            OWN.device(),
            new Lifetime(NOW, end, end, remembered),
            OWN.salt(),
            OWN.family(),
            Optional.empty(),
            0);
    return new IssuedTokens(
        new AccessToken(accessToken.jwt(), accessToken.access(), now, now.plusSeconds(600)),
        ISSUED.refreshToken(),
        ISSUED.csrfToken(),
        session);
  }
}
