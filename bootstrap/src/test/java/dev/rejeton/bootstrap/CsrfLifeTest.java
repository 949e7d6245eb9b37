package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.bootstrap.TestClient.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What pages that may not are kept from, against the real services and a real database.
class CsrfLifeTest {
  @TempDir Path directory;

  private TestServer start(Map<Setting, String> more) {
    Map<Setting, String> settings = new HashMap<>(more);
    settings.putIfAbsent(Setting.ISSUER, "https://login.example");
    settings.put(Setting.ALLOWED_ORIGINS, "https://app.login.example");
    return new TestServer(directory, settings);
  }

  @Test
  @Requirement({"CSR-01", "CSR-04", "CSR-05", "CSR-08", "CSR-10", "CSR-13", "LGO-07"})
  void aRefusedRequestChangesNothingDeletesNoCookieAndIsLogged() throws Exception {
    try (var server = start(Map.of());
        var log = new LogLines("dev.rejeton.adapter.http")) {
      server.addUser("ada");
      var browser = new TestBrowser(server.client);
      browser.login(true).expect(200);
      String held = browser.cookie;
      List<String> before = StoredRows.of(directory, "session", "denial", "users");
      String login =
          "{\"username\":\"ada\",\"password\":\"%s\",\"transport\":\"cookie\"}"
              .formatted(TestServer.PASSWORD);
      int refused = 0;
      for (List<String> headers :
          List.of(
              List.of("Sec-Fetch-Site", "cross-site", "X-CSRF", "1"),
              List.of("Sec-Fetch-Site", "same-site", "X-CSRF", "1"),
              List.of("Sec-Fetch-Site", "none", "X-CSRF", "1"),
              List.of("Origin", "https://evil.example", "X-CSRF", "1"),
              List.of("Origin", "null", "X-CSRF", "1"),
              List.of("X-CSRF", "1"),
              List.of("Sec-Fetch-Site", "same-origin"))) {
        for (String path : List.of("/v1/refresh", "/v1/logout", "/v1/login")) {
          String body = path.equals("/v1/login") ? login : "";
          Answer answer = browser.send(path, body, headers).expect(403);
          assertTrue(answer.text("type").endsWith("csrf-rejected"), answer.text("type"));
          assertEquals("", answer.header("Set-Cookie"));
          refused++;
        }
      }
      assertEquals(before, StoredRows.of(directory, "session", "denial", "users"));
      assertEquals(refused, log.lines().size(), log::text);
      assertTrue(log.lines().stream().allMatch(line -> line.contains("WARN POST /v1/")));
      assertFalse(log.text().contains("evil"), log::text);
      assertFalse(log.text().contains(held.substring(held.length() - 20)));
      browser.refresh().expect(200);
    }
  }

  @Test
  @Requirement({"CSR-09", "CSR-10"})
  void theTokenOfTheSessionIsNeededAndTheSameUntilTheNextLogin() {
    try (var server = start(Map.of(Setting.CSRF_TOKENS, "true"))) {
      server.addUser("ada");
      var browser = new TestBrowser(server.client);
      String token = browser.login(true).expect(200).text("csrf_token");
      assertFalse(token.isEmpty());
      var other = new TestBrowser(server.client);
      String others = other.login(true).expect(200).text("csrf_token");
      assertNotEquals(token, others);
      char last = token.charAt(token.length() - 2);
      String modified =
          token.substring(0, token.length() - 2)
              + (last == 'A' ? 'B' : 'A')
              + token.charAt(token.length() - 1);
      for (String wrong : List.of("", others, modified, "x")) {
        browser.csrfToken = wrong;
        browser.refresh().expect(403);
        browser.logout().expect(403);
      }
      browser.csrfToken = token;
      for (int i = 0; i < 3; i++) {
        assertEquals(token, browser.refresh().expect(200).text("csrf_token"));
        server.clock.skip(Duration.ofMinutes(1));
      }
      browser.csrfToken = "";
      String next = browser.login(true).expect(200).text("csrf_token");
      assertNotEquals(token, next);
      browser.csrfToken = token;
      browser.refresh().expect(403);
      browser.csrfToken = next;
      browser.refresh().expect(200);
      browser.logout().expect(204);
    }
  }

  @Test
  void withoutTheSettingNoTokenIsGiven() {
    try (var server = start(Map.of())) {
      server.addUser("ada");
      var browser = new TestBrowser(server.client);
      assertFalse(browser.login(true).expect(200).body().has("csrf_token"));
    }
  }

  @Test
  @Requirement("CKE-13")
  void thereAreNoCookiesInPlainHttpUnlessInDevelopment() {
    try (var server = new TestServer(directory)) {
      server.addUser("ada");
      var browser = new TestBrowser(server.client);
      Answer refused = browser.login(true).expect(400);
      assertTrue(refused.text("detail").contains("https issuer"), refused.text("detail"));
      assertEquals("", refused.header("Set-Cookie"));
    }
    try (var server = new TestServer(directory, Map.of(Setting.DEV_MODE, "true"))) {
      var browser = new TestBrowser(server.client);
      browser.login(false).expect(200);
      assertTrue(browser.cookie.startsWith("rejeton-dev=rjt_"), "another name, without a prefix");
      assertEquals("Path=/; HttpOnly; SameSite=Strict", browser.attributes);
      browser.refresh().expect(200);
      browser.logout().expect(204);
      assertEquals("", browser.cookie);
    }
  }
}
