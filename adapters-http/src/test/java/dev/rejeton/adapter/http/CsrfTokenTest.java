package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.CSRF;
import static dev.rejeton.adapter.http.CannedPorts.REFRESH;
import static dev.rejeton.adapter.http.Page.holding;
import static dev.rejeton.adapter.http.Page.honest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.http.CookieSettings.Mode;
import dev.rejeton.adapter.http.CookieSettings.SameSite;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refreshed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The CSRF token of a session, where the settings ask for it.
class CsrfTokenTest {
  private static final String LOGIN =
      """
      {"username": "ada", "password": "x", "transport": "cookie"}\
      """;

  @AutoClose
  private final TestServer server =
      new TestServer(
          Set.of(), new CookieSettings(Mode.HTTPS, "/", SameSite.STRICT, false, true, Set.of()));

  private final List<String> presented = new ArrayList<>();

  CsrfTokenTest() {
    server.canned.refreshing =
        (client, secret, request, origin) -> {
          presented.add(secret.reveal());
          return new Refreshed(CannedPorts.ISSUED);
        };
  }

  @Test
  @Requirement("CSR-09")
  void tokenModeTellsPagesTheSessionsTokenBesideTheCookie() {
    String[] right = holding(REFRESH, "X-CSRF-Token", CSRF);
    Reply login = server.post("/v1/login", LOGIN, honest()).assertStatus(200);
    Reply refresh = server.send("POST", "/v1/refresh", right).assertStatus(200);
    for (Reply reply : List.of(login, refresh)) {
      assertEquals(CSRF, reply.json().path("csrf_token").textValue());
      assertTrue(reply.json().path("refresh_token").isMissingNode());
    }
    server.send("POST", "/v1/logout", right).assertStatus(204);
    Reply inBody = server.post("/v1/refresh", "{\"refresh_token\": \"x\"}").assertStatus(200);
    assertFalse(inBody.body().contains(CSRF));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/refresh", "/v1/logout"})
  @Requirement("CSR-09")
  void tokenModeTakesTheTokenInTheHeaderOnlyAndOnlyThatOfTheSession(String path) {
    List<String[]> wrong =
        List.of(
            holding(REFRESH),
            holding(REFRESH, "X-CSRF-Token", ""),
            holding(REFRESH, "X-CSRF-Token", CSRF + "x"),
            holding(REFRESH, "X-CSRF-Token", CSRF.toLowerCase(Locale.ROOT)),
            holding(REFRESH, "X-CSRF-Token", CSRF, "X-CSRF-Token", CSRF),
            holding("rjt_of_another_session", "X-CSRF-Token", CSRF));
    for (String[] headers : wrong) {
      server.send("POST", path, headers).assertProblem(403, "csrf-rejected");
    }
    String inQuery = path + "?csrf_token=" + CSRF;
    server.send("POST", inQuery, holding(REFRESH)).assertProblem(403, "csrf-rejected");
    String inBody = "{\"csrf_token\": \"" + CSRF + "\"}";
    server.post(path, inBody, holding(REFRESH)).assertProblem(400, "invalid-request");
    assertEquals(List.of(), presented);
    assertEquals(List.of(), server.canned.sessions.ended);
  }
}
