package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.ACCESS;
import static dev.rejeton.adapter.http.CannedPorts.REFRESH;
import static dev.rejeton.adapter.http.Page.holding;
import static dev.rejeton.adapter.http.Page.honest;
import static dev.rejeton.adapter.http.TestServer.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.http.HttpSettings.Browsers;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refreshed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a page of somebody else cannot make a browser do.
class CsrfTest {
  private static final String LOGIN =
      """
      {"username": "ada", "password": "x", "transport": "cookie"}\
      """;
  private static final String COOKIE = Page.COOKIE + "=" + REFRESH;
  private static final String[] CROSS_SITE = {
    "Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example", "Cookie", COOKIE
  };

  @AutoClose private final TestServer server = new TestServer();
  private final List<String> presented = new ArrayList<>();

  CsrfTest() {
    server.canned.refreshing =
        (client, secret, request, origin) -> {
          presented.add(secret.reveal());
          return new Refreshed(CannedPorts.ISSUED);
        };
  }

  private void assertUntouched(Reply reply) {
    assertFalse(reply.headers().containsKey("Set-Cookie"));
    assertEquals(List.of(), presented);
    assertEquals(List.of(), server.canned.attempts);
    assertEquals(List.of(), server.canned.sessions.ended);
  }

  private void assertRejected(Reply reply) {
    assertUntouched(reply.assertProblem(403, "csrf-rejected"));
  }

  @Test
  @Requirement({"CSR-01", "CSR-08", "CSR-10", "LGO-07"})
  void pageOfAnotherSiteCannotRefreshLogOutOrLogIn() {
    for (String path : List.of("/v1/refresh", "/v1/logout")) {
      assertRejected(server.send("POST", path, CROSS_SITE));
      assertRejected(server.post(path, "{}", CROSS_SITE));
    }
    assertRejected(server.post("/v1/login", LOGIN, CROSS_SITE));
    assertRejected(server.post("/v1/login", LOGIN));
  }

  @Test
  @Requirement("CSR-01")
  void cookieIsNoAccessToken() {
    for (String[] headers : List.of(CROSS_SITE, holding(REFRESH))) {
      for (String path : List.of("/v1/session", "/v1/sessions")) {
        assertUntouched(server.send("GET", path, headers).assertStatus(401));
      }
      assertUntouched(server.send("DELETE", "/v1/sessions", headers).assertStatus(401));
      assertUntouched(server.send("POST", "/v1/session/ack", headers).assertStatus(401));
    }
    server.send("GET", "/v1/session", holding(REFRESH, bearer(ACCESS))).assertStatus(200);
    server.send("POST", "/v1/session/ack", holding("x", bearer(ACCESS))).assertStatus(204);
  }

  @Test
  @Requirement("CSR-05")
  void customHeaderIsNeededOnEveryCallWithTheCookie() {
    String[] without = {"Sec-Fetch-Site", "same-origin", "Cookie", COOKIE};
    assertRejected(server.send("POST", "/v1/refresh", without));
    assertRejected(server.send("POST", "/v1/logout", without));
    assertRejected(server.post("/v1/login", LOGIN, "Sec-Fetch-Site", "same-origin"));
    assertRejected(server.send("POST", "/v1/logout", holding(REFRESH, "X-CSRF", "1")));
  }

  @Test
  @Requirement("CSR-06")
  void formThatNeedsNoPreflightIsRefused() {
    byte[] form = "refresh_token=x".getBytes(StandardCharsets.UTF_8);
    for (String type :
        List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
      for (String path : List.of("/v1/login", "/v1/refresh", "/v1/logout")) {
        String[] headers = holding(REFRESH, "Content-Type", type);
        assertUntouched(server.postBytes(path, form, headers).assertStatus(415));
      }
    }
    assertUntouched(server.postBytes("/v1/logout", form, holding(REFRESH)).assertStatus(415));
  }

  @Test
  @Requirement("CSR-07")
  void safeMethodsChangeNothingWhoeverSendsThem() {
    for (String method : List.of("GET", "HEAD", "OPTIONS")) {
      for (String path :
          List.of(
              "/v1/login",
              "/v1/refresh",
              "/v1/logout",
              "/v1/session",
              "/v1/session/ack",
              "/v1/sessions",
              "/v1/sessions/" + CannedPorts.OTHER.id())) {
        assertUntouched(server.send(method, path, holding(REFRESH, bearer(ACCESS))));
      }
    }
  }

  @Test
  @Requirement("CSR-11")
  void requestWithoutTheCookieIsExempt() {
    String[] foreign = {"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"};
    String body = "{\"refresh_token\": \"" + REFRESH + "\"}";
    server.post("/v1/login", LOGIN.replace("cookie", "body"), foreign).assertStatus(200);
    server.post("/v1/refresh", body, foreign).assertStatus(200);
    server.post("/v1/logout", body, foreign).assertStatus(204);
    String[] header = {
      "Sec-Fetch-Site", "cross-site", "Authorization", "Bearer " + ACCESS, "Cookie", "other=x"
    };
    server.send("POST", "/v1/logout", header).assertStatus(204);
    server.send("GET", "/v1/session", header).assertStatus(200);
  }

  @Test
  @Requirement("CSR-04")
  void originHeaderThatComesTwiceIsNobodys() {
    String own = "https://auth.example.test";
    String[] once = {"Origin", own, "X-CSRF", "1", "Cookie", COOKIE};
    String[] twice = {"Origin", own, "Origin", own, "X-CSRF", "1", "Cookie", COOKIE};
    assertRejected(server.send("POST", "/v1/logout", twice));
    server.send("POST", "/v1/logout", once).assertStatus(204);
  }

  @Test
  @Requirement({"CSR-04", "HDR-19"})
  void ownOriginIsTheIssuersAndNotTheHostHeaders() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send(
          "POST /v1/logout HTTP/1.1",
          "Host: evil.example",
          "Origin: https://evil.example",
          "X-CSRF: 1",
          "Cookie: " + COOKIE,
          "Connection: close",
          "");
      assertRejected(client.lastReply().checked(true));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://AUTH.example.test:443/rejeton, https://auth.example.test,"
        + " https://auth.example.test:443",
    "https://auth.example.test:8443, https://auth.example.test:8443, https://auth.example.test",
    "http://localhost:8080, http://localhost:8080, http://127.0.0.1:8080",
    "http://[::1]:80, http://[::1], http://[::1]:8080"
  })
  @Requirement("CSR-04")
  void ownOriginIsWrittenAsBrowsersDo(String issuer, String own, String foreign) {
    var settings =
        new HttpSettings(
            issuer,
            TestServer.PLAIN,
            new Browsers(Set.of()),
            TestServer.COOKIES,
            TestServer.OAUTH,
            TestServer.PATIENCE);
    try (var other = new TestServer(settings)) {
      other
          .send("POST", "/v1/logout", "Origin", own, "X-CSRF", "1", "Cookie", COOKIE)
          .assertStatus(204);
      other
          .send("POST", "/v1/logout", "Origin", foreign, "X-CSRF", "1", "Cookie", COOKIE)
          .assertStatus(403);
    }
  }

  @Test
  @Requirement("CSR-12")
  void answersSayThatTheyDependOnWhereTheRequestComesFrom() {
    List<Reply> replies =
        List.of(
            server.post("/v1/login", LOGIN, honest()),
            server.post("/v1/login", LOGIN),
            server.post("/v1/login", "["),
            server.send("POST", "/v1/refresh", holding(REFRESH)),
            server.send("POST", "/v1/refresh", CROSS_SITE),
            server.send("POST", "/v1/logout", holding(REFRESH)),
            server.send("POST", "/v1/logout", CROSS_SITE));
    for (Reply reply : replies) {
      assertEquals("Origin, Sec-Fetch-Site", reply.header("Vary"), reply.toString());
    }
  }
}
