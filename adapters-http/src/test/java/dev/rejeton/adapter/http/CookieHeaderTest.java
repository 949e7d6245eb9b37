package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.ACCESS;
import static dev.rejeton.adapter.http.CannedPorts.ISSUED;
import static dev.rejeton.adapter.http.CannedPorts.REFRESH;
import static dev.rejeton.adapter.http.Page.holding;
import static dev.rejeton.adapter.http.Page.honest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refreshed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Which cookie of a request is ours, and what may come beside it.
class CookieHeaderTest {
  private static final String LOGIN =
      """
      {"username": "ada", "password": "x", "transport": "cookie"}\
      """;

  @AutoClose private final TestServer server = new TestServer();
  private final List<String> presented = new ArrayList<>();

  CookieHeaderTest() {
    server.canned.refreshing =
        (client, secret, request, origin) -> {
          presented.add(secret.reveal());
          return new Refreshed(ISSUED);
        };
  }

  @Test
  @Requirement("CKE-08")
  void twoCookiesOfOurNameAreRefusedHoweverTheyCome() {
    String ours = Page.COOKIE + "=" + REFRESH;
    List<String[]> pairs =
        List.of(
            honest("Cookie", ours + "; " + ours),
            honest("Cookie", ours + "; a=b;" + Page.COOKIE + "=evil"),
            honest("Cookie", Page.COOKIE + "=;" + ours),
            honest("Cookie", ours, "Cookie", Page.COOKIE + "=evil"));
    for (String[] headers : pairs) {
      for (String path : List.of("/v1/refresh", "/v1/logout")) {
        assertNothingSet(server.send("POST", path, headers));
      }
      assertNothingSet(server.post("/v1/login", LOGIN, headers));
    }
    assertEquals(List.of(), presented);
    assertEquals(List.of(), server.canned.attempts);
    assertEquals(List.of(), server.canned.sessions.ended);
  }

  private static void assertNothingSet(Reply reply) {
    reply.assertProblem(400, "invalid-request");
    assertFalse(reply.headers().containsKey("Set-Cookie"));
  }

  @Test
  @Requirement({"CKE-09", "CKE-10"})
  void ourCookieIsFoundAmongOthersAndNothingElseIsTakenForIt() {
    List<String> likeness =
        List.of(
            "__host-rejeton=x",
            "__HOST-REJETON=x",
            "rejeton=x",
            "__Secure-rejeton=x",
            "rejeton-dev=x",
            "x__Host-rejeton=x",
            "__Host-rejeton2=x",
            "__Host-rejeton",
            "=__Host-rejeton=x",
            "$Version=1",
            "");
    String others = String.join("; ", likeness);
    server
        .send("POST", "/v1/refresh", honest("Cookie", others))
        .assertProblem(400, "invalid-request");
    server
        .send("POST", "/v1/refresh", honest("Cookie", others + ";\t" + Page.COOKIE + "=rjt_1 "))
        .assertStatus(200);
    server
        .send("POST", "/v1/refresh", holding("rjt_2", "Cookie", "a=b", "Cookie", others))
        .assertStatus(200);
    assertEquals(List.of("rjt_1", "rjt_2"), presented);
  }

  @Test
  @Requirement({"CKE-12", "BRR-07"})
  void cookieAndAnotherRefreshTokenAreRefusedBeforeAnythingElse() {
    String body = "{\"refresh_token\": \"" + REFRESH + "\"}";
    String[] crossSite = {"Sec-Fetch-Site", "cross-site", "Cookie", Page.COOKIE + "=" + REFRESH};
    for (String[] headers : List.of(holding(REFRESH), crossSite)) {
      assertNothingSet(server.post("/v1/refresh", body, headers));
      assertNothingSet(server.post("/v1/logout", body, headers));
    }
    for (String inHeader : List.of(REFRESH, ACCESS)) {
      String[] both = holding(REFRESH, TestServer.bearer(inHeader));
      assertNothingSet(server.send("POST", "/v1/refresh", both));
    }
    assertEquals(List.of(), presented);
    assertEquals(List.of(), server.canned.sessions.ended);
  }
}
