package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.CSRF;
import static dev.rejeton.adapter.http.CannedPorts.REFRESH;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.http.CookieSettings.Mode;
import dev.rejeton.adapter.http.CookieSettings.SameSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The CSRF check under every combination of what a browser can say, against the rule said again in
/// other words.
class CsrfTableTest {
  private static final String ABSENT = "";
  private static final String OWN = "https://auth.example.test";
  private static final String APP = "https://app.example.test";
  private static final String EVIL = "https://evil.test";

  private static final List<String> SITES =
      List.of(ABSENT, "same-origin", "same-site", "cross-site", "none", "Same-Origin");
  private static final List<String> ORIGINS =
      List.of(
          ABSENT,
          OWN,
          APP,
          EVIL,
          "null",
          OWN + ".evil.test",
          OWN + ":8443",
          "http://auth.example.test",
          APP + "/");

  /// Each with the origin it is of; one that is of none, with none.
  private static final Map<String, String> REFERERS =
      Map.of(
          ABSENT,
          ABSENT,
          OWN,
          OWN,
          OWN + "/rejeton/page?of=ours#here",
          OWN,
          APP + "/page",
          APP,
          EVIL + "/" + OWN,
          EVIL,
          OWN + ".evil.test/page",
          ABSENT,
          OWN + "@evil.test/",
          ABSENT,
          "about:blank",
          ABSENT);

  private static final List<String> CUSTOM = List.of(ABSENT, "1", "true");
  private static final List<String> TOKENS = List.of(ABSENT, CSRF, "x" + CSRF);

  /// A request of a page, and of the browser that holds the cookie; what is empty is not sent.
  private record Request(
      String site, String origin, String referer, String custom, String csrfToken) {
    String[] headers() {
      var headers = new ArrayList<>(List.of("Cookie", Page.COOKIE + "=" + REFRESH));
      add(headers, "Sec-Fetch-Site", site);
      add(headers, "Origin", origin);
      add(headers, "Referer", referer);
      add(headers, "X-CSRF", custom);
      add(headers, "X-CSRF-Token", csrfToken);
      return headers.toArray(String[]::new);
    }

    private static void add(List<String> headers, String name, String value) {
      if (!value.equals(ABSENT)) {
        headers.addAll(List.of(name, value));
      }
    }

    /// The rule: who sent it, as far as can be known, and what only a page of ours can add.
    boolean mayPass(Set<String> siblings, boolean isTokenNeeded) {
      boolean isFromUs = site.equals("same-origin");
      boolean isFromSibling = site.equals("same-site") && siblings.contains(origin);
      String page = origin.equals(ABSENT) ? REFERERS.get(referer) : origin;
      boolean isFromOldBrowser =
          site.equals(ABSENT) && (page.equals(OWN) || siblings.contains(page));
      boolean isKnown = isFromUs || isFromSibling || isFromOldBrowser;
      return isKnown && custom.equals("1") && (!isTokenNeeded || csrfToken.equals(CSRF));
    }
  }

  @ParameterizedTest
  @CsvSource({"false,false", "false,true", "true,false", "true,true"})
  @Requirement({"CSR-01", "CSR-02", "CSR-03", "CSR-04", "CSR-05", "CSR-08", "CSR-09", "LGO-07"})
  void exactlyWhatTheRuleLetsPassPasses(boolean hasSibling, boolean needsToken) {
    Set<WebOrigin> siblings = hasSibling ? Set.of(new WebOrigin(APP)) : Set.of();
    Set<String> names = hasSibling ? Set.of(APP) : Set.of();
    var cookies = new CookieSettings(Mode.HTTPS, "/", SameSite.STRICT, false, needsToken, Set.of());
    try (var server = new TestServer(siblings, cookies)) {
      List<String> ended = server.canned.sessions.ended;
      for (Request request : everything(needsToken)) {
        boolean passes = request.mayPass(names, needsToken);
        Reply reply = server.send("POST", "/v1/logout", request.headers());
        assertEquals(passes ? 204 : 403, reply.status(), request.toString());
        assertEquals(passes, reply.headers().containsKey("Set-Cookie"), request.toString());
        assertEquals(passes ? List.of("THIS") : List.of(), ended, request.toString());
        ended.clear();
      }
    }
  }

  private static List<Request> everything(boolean needsToken) {
    var all = new ArrayList<Request>();
    for (String site : SITES) {
      for (String origin : ORIGINS) {
        for (String referer : REFERERS.keySet()) {
          for (String custom : CUSTOM) {
            for (String csrfToken : needsToken ? TOKENS : List.of(ABSENT)) {
              all.add(new Request(site, origin, referer, custom, csrfToken));
            }
          }
        }
      }
    }
    return all;
  }
}
