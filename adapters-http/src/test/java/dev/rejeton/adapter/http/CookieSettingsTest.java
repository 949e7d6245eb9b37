package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.REFRESH;
import static dev.rejeton.adapter.http.Page.honest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.http.CookieSettings.Mode;
import dev.rejeton.adapter.http.CookieSettings.SameSite;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookieSettingsTest {
  private static final String LOGIN =
      """
      {"username": "ada", "password": "x", "transport": "cookie"}\
      """;

  private static CookieSettings settings(
      Mode mode, String path, SameSite sameSite, boolean partitioned) {
    return new CookieSettings(mode, path, sameSite, partitioned, false, Set.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HTTPS|/|STRICT|false|__Host-rejeton|Path=/; HttpOnly; Secure; SameSite=Strict
          HTTPS|/|LAX|false|__Host-rejeton|Path=/; HttpOnly; Secure; SameSite=Lax
          HTTPS|/|NONE|false|__Host-rejeton|Path=/; HttpOnly; Secure; SameSite=None
          HTTPS|/|NONE|true|__Host-rejeton|Path=/; HttpOnly; Secure; SameSite=None; Partitioned
          HTTPS|/id/v1|STRICT|false|__Secure-rejeton|Path=/id/v1; HttpOnly; Secure; SameSite=Strict
          DEVELOPMENT|/|STRICT|false|rejeton-dev|Path=/; HttpOnly; SameSite=Strict
          DEVELOPMENT|/|LAX|false|rejeton-dev|Path=/; HttpOnly; SameSite=Lax
          """)
  @Requirement({"CKE-02", "CKE-03", "CKE-07", "CKE-13", "CKE-15"})
  void cookieIsSetAndDeletedAsTheSettingsSay(
      Mode mode,
      String path,
      SameSite sameSite,
      boolean partitioned,
      String name,
      String attributes) {
    var cookies = settings(mode, path, sameSite, partitioned);
    try (var server = new TestServer(Set.of(), cookies)) {
      String set = server.post("/v1/login", LOGIN, honest()).header("Set-Cookie");
      assertTrue(set.startsWith(name + "=" + REFRESH + "; Max-Age="), set);
      assertTrue(set.endsWith("; " + attributes), set);
      String deleted =
          server
              .send("POST", "/v1/logout", honest("Cookie", name + "=" + REFRESH))
              .assertStatus(204)
              .header("Set-Cookie");
      assertEquals(
          name + "=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; " + attributes, deleted);
    }
  }

  @Test
  @Requirement("CKE-13")
  void serverInPlainHttpRefusesToSetACookieAndIgnoresThoseThatCome() {
    var cookies = settings(Mode.OFF, "/", SameSite.STRICT, false);
    try (var server = new TestServer(Set.of(), cookies)) {
      Reply refused = server.post("/v1/login", LOGIN, honest());
      refused.assertProblem(400, "invalid-request");
      assertEquals(
          "Cookies need an https issuer, or the development mode on loopback.",
          refused.json().path("detail").textValue());
      assertEquals(List.of(), server.canned.attempts);
      for (String name : List.of("__Host-rejeton", "__Secure-rejeton", "rejeton-dev")) {
        String[] headers = {"Cookie", name + "=" + REFRESH};
        server.send("POST", "/v1/refresh", headers).assertProblem(400, "invalid-request");
        server.send("POST", "/v1/logout", headers).assertProblem(401, "authentication-required");
        Reply inBody = server.post("/v1/refresh", "{\"refresh_token\": \"x\"}", headers);
        assertFalse(inBody.assertStatus(200).headers().containsKey("Set-Cookie"));
      }
    }
  }

  @Test
  @Requirement({"CKE-13", "CKE-15"})
  void whatABrowserWouldNotTakeIsRefusedAtTheStart() {
    assertRefused("partitioned", Mode.HTTPS, "/", SameSite.STRICT, true);
    assertRefused("partitioned", Mode.HTTPS, "/", SameSite.LAX, true);
    assertRefused("SameSite=None needs https", Mode.DEVELOPMENT, "/", SameSite.NONE, false);
    assertRefused("path", Mode.DEVELOPMENT, "/v1", SameSite.STRICT, false);
    for (String path :
        List.of("", "v1", "https://x/", "/v1;Domain=x", "/a b", "/\n", "/%2f", "/ä", "/?x")) {
      assertRefused("path begins with a slash", Mode.HTTPS, path, SameSite.STRICT, false);
    }
    assertRefused("path", Mode.HTTPS, "/" + "a".repeat(1024), SameSite.STRICT, false);
  }

  private static void assertRefused(
      String reason, Mode mode, String path, SameSite sameSite, boolean partitioned) {
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> settings(mode, path, sameSite, partitioned));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }
}
