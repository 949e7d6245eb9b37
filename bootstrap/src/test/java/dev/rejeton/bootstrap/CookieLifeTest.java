package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.SessionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of a session whose refresh token is in a cookie: real services, a clock that moves.
class CookieLifeTest {
  private static final Map<Setting, String> HTTPS =
      Map.of(Setting.ISSUER, "https://login.example", Setting.CLEAR_SITE_DATA, "storage");
  private static final Pattern MAX_AGE = Pattern.compile("Max-Age=(\\d+)");

  @TempDir Path directory;
  private TestServer server;
  private TestBrowser browser;

  @BeforeEach
  void start() {
    server = new TestServer(directory, HTTPS);
    server.addUser("ada");
    browser = new TestBrowser(server.client);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String value(String cookie) {
    return cookie.substring(cookie.indexOf('=') + 1);
  }

  @Test
  @Requirement({"CKE-01", "CKE-02", "CKE-03", "CKE-06", "CKE-11", "CKE-14"})
  void aRefreshReplacesTheCookieAndTheOldOneEndsTheSessionLater() {
    Answer login = browser.login(false).expect(200);
    assertFalse(login.body().has("refresh_token"));
    assertEquals("no-store", login.header("Cache-Control"));
    String first = browser.cookie;
    assertTrue(first.matches("__Host-rejeton=rjt_[A-Za-z0-9_-]{84}"));
    assertEquals("Path=/; HttpOnly; Secure; SameSite=Strict", browser.attributes);
    Answer refreshed = browser.refresh().expect(200);
    assertFalse(refreshed.body().has("refresh_token"));
    String second = browser.cookie;
    assertNotEquals(first, second);
    server.clock.skip(Duration.ofSeconds(10));
    browser.refresh().expect(200);
    String third = browser.cookie;
    assertNotEquals(second, third);

    browser.cookie = first;
    assertEquals("reuse_detected", browser.refresh().expect(400).text("reason"));
    assertEquals("", browser.cookie);
    browser.cookie = third;
    browser.refresh().expect(400);
    server.client.with("GET", "/v1/session", refreshed.accessToken()).expect(401);
  }

  @Test
  @Requirement("CKE-05")
  void theCookieLivesAsLongAsTheSessionAndNoLongerAfterTenRotations() {
    browser.login(true).expect(200);
    long life = maxAge();
    assertEquals(Duration.ofDays(90).toSeconds(), life);
    for (int i = 0; i < 10; i++) {
      server.clock.skip(Duration.ofDays(8));
      browser.refresh().expect(200);
      long next = maxAge();
      long passed = life - next;
      // The real clock runs too.
      assertTrue(passed >= 8 * 86_400 && passed < 8 * 86_400 + 60, () -> passed + " s");
      life = next;
    }
    new TestBrowser(server.client).login(false).expect(200);
    var unremembered = new TestBrowser(server.client);
    unremembered.login(false).expect(200);
    unremembered.refresh().expect(200);
    assertFalse(unremembered.attributes.contains("Max-Age"), unremembered.attributes);
  }

  private long maxAge() {
    Matcher matcher = MAX_AGE.matcher(browser.attributes);
    assertTrue(matcher.find(), browser.attributes);
    return Long.parseLong(matcher.group(1));
  }

  @Test
  @Requirement({"LGO-02", "LGO-05", "LGO-06", "CKE-07"})
  void aLogoutDeletesTheCookieAndEndsTheSession() {
    OAuthClient backend = OAuthClient.confidential(server, "backend");
    Answer login = browser.login(true).expect(200);
    String held = browser.cookie;
    String set = browser.attributes.replaceFirst("Max-Age=\\d+; ", "");
    Answer logout = browser.logout().expect(204);
    assertEquals("", browser.cookie);
    assertEquals("Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; " + set, browser.attributes);
    assertEquals("no-store", logout.header("Cache-Control"));
    assertEquals("\"storage\"", logout.header("Clear-Site-Data"));
    backend.assertActive(false, login);
    server.client.with("GET", "/v1/session", login.accessToken()).expect(401);
    browser.cookie = held;
    assertEquals("revoked", browser.refresh().expect(400).text("reason"));
    browser.cookie = held;
    browser.logout().expect(204);
  }

  @Test
  @Requirement("CKE-07")
  void aRefreshThatFailsForGoodDeletesTheCookieAndOneThatMayYetWorkDoesNot() {
    Answer login = browser.login(true).expect(200);
    try (OperatorDesk desk = server.desk()) {
      desk.operators().revoke(new SessionId(login.text("session_id")), desk.origin());
    }
    browser.refresh().expect(400);
    assertEquals("", browser.cookie);
    browser.login(true).expect(200);
    String held = browser.cookie;
    server.server.database().close();
    browser.refresh().expect(503);
    assertEquals(held, browser.cookie);
  }

  @Test
  void aLoginReplacesTheHeldSessionAndALateRefreshOfItLeavesTheNewCookie() {
    Answer old = browser.login(true).expect(200);
    var slow = new TestBrowser(server.client);
    slow.cookie = browser.cookie;
    Answer fresh = browser.login(true).expect(200);
    assertNotEquals(old.text("session_id"), fresh.text("session_id"));
    Answer late = slow.refresh().expect(400);
    assertEquals("replaced", late.text("reason"));
    assertEquals("", late.header("Set-Cookie"));
    server.client.with("GET", "/v1/session", old.accessToken()).expect(401);
    assertEquals(fresh.text("session_id"), browser.refresh().expect(200).text("session_id"));
  }

  @Test
  @Requirement({"CKE-12", "CKE-08"})
  void aCookieAndATokenElsewhereOrTwoCookiesAreRefusedAndConsumeNothing() {
    browser.login(true).expect(200);
    String held = browser.cookie;
    Answer other = server.client.login("ada");
    browser
        .send(
            "/v1/refresh",
            "{\"refresh_token\":\"%s\"}".formatted(other.refreshToken()),
            List.of("Sec-Fetch-Site", "same-origin", "X-CSRF", "1"))
        .expect(400);
    browser.cookie = held + "; " + held;
    browser.refresh().expect(400);
    browser.cookie = held;
    browser.refresh().expect(200);
    assertNotEquals(value(held), value(browser.cookie));
    server.client.refresh(other.refreshToken()).expect(200);
  }
}
