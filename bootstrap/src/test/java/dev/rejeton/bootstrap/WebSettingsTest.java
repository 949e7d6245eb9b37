package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.crypto.SigningAlgorithm;
import dev.rejeton.adapter.crypto.TokenType;
import dev.rejeton.adapter.http.CookieSettings.Mode;
import dev.rejeton.adapter.http.CookieSettings.SameSite;
import dev.rejeton.adapter.http.CookieSettings.SiteData;
import dev.rejeton.adapter.http.HttpSettings.Tls;
import dev.rejeton.adapter.http.WebOrigin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The settings about tokens, browsers, TLS and proxies.
class WebSettingsTest {
  @TempDir Path directory;

  private Settings read(String toml) throws Exception {
    Path file = Files.writeString(directory.resolve("some.toml"), toml.replace("\\n", "\n"));
    return Settings.of(SettingsSources.gather(Optional.of(file), Map.of(), Map.of()));
  }

  @Test
  void withoutAnySettingThereIsNothingThatHasToBeAskedFor() throws Exception {
    Settings settings = read("");
    WebSettings web = settings.web();
    assertEquals(Mode.OFF, web.cookies().mode());
    assertEquals("/", web.cookies().path());
    assertEquals(SameSite.STRICT, web.cookies().sameSite());
    assertFalse(web.cookies().partitioned() || web.cookies().csrfTokens() || web.passwordGrant());
    assertTrue(web.allowedOrigins().isEmpty() && web.trustedProxies().isEmpty());
    assertTrue(web.tls().isEmpty() && web.cookies().clearOnLogout().isEmpty());
    assertEquals(TokenType.AT_JWT, settings.tokens().type());
    assertEquals(SigningAlgorithm.ES256, settings.tokens().algorithm());
    assertEquals(Duration.ofDays(30), settings.tokens().schedule().use());
    assertEquals(Duration.ofHours(24), settings.tokens().schedule().notice());
    assertEquals(Duration.ofHours(2), settings.tokens().schedule().keep());
  }

  @Test
  void everythingCanBeSetAtOnce() throws Exception {
    Settings settings =
        read(
            """
            listen = "0.0.0.0:8443"
            issuer = "https://login.example"
            audience = "https://api.example"
            access_token_type = "jwt"
            signing_algorithm = "ed25519"
            signing_key_lifetime = "7d"
            password_grant = true
            allowed_origins = "https://App.login.example, http://localhost:3000"
            cookie_path = "/auth"
            cookie_same_site = "none"
            cookie_partitioned = true
            csrf_tokens = "true"
            clear_site_data = "cache storage"
            tls_certificate = "chain.pem"
            tls_key = "key.pem"
            trusted_proxies = "10.0.0.0/8 ::1"
            """);
    WebSettings web = settings.web();
    assertEquals(Mode.HTTPS, web.cookies().mode());
    assertEquals("/auth", web.cookies().path());
    assertEquals(SameSite.NONE, web.cookies().sameSite());
    assertTrue(web.cookies().partitioned() && web.cookies().csrfTokens() && web.passwordGrant());
    assertEquals(Set.of(SiteData.values()), web.cookies().clearOnLogout());
    assertEquals(
        Set.of(
            WebOrigin.parse("https://app.login.example"), WebOrigin.parse("http://localhost:3000")),
        web.allowedOrigins());
    assertEquals(Optional.of(new Tls(Path.of("chain.pem"), Path.of("key.pem"))), web.tls());
    assertEquals(2, web.trustedProxies().size());
    assertEquals("https://api.example", settings.tokens().audience());
    assertEquals(TokenType.JWT, settings.tokens().type());
    assertEquals(SigningAlgorithm.ED25519, settings.tokens().algorithm());
    assertEquals(Duration.ofDays(7), settings.tokens().schedule().use());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "access_token_type = \"jot\"              | at+jwt or JWT",
        "signing_algorithm = \"none\"             | one of ES256, RS256, Ed25519, EdDSA",
        "signing_key_lifetime = \"24h\"           | must be longer than 24h",
        "signing_key_lifetime = \"month\"         | a duration such as",
        "password_grant = \"yes\"                 | true or false: in lower case",
        "csrf_tokens = 1                          | true or false",
        "unremembered_timeout = \"91d\"           | would outlive",
        "allowed_origins = \"https://a.example/\" | is not an origin",
        "allowed_origins = \"http://a.example\"   | plain http of another machine",
        "allowed_origins = \"https://a:443\"      | leave out :443",
        "allowed_origins = \"*\"                  | is not an origin",
        "allowed_origins = \"null\"               | is not an origin",
        "cookie_path = \"auth\"                   | begins with a slash",
        "cookie_path = \"/a;b\"                   | look at cookie_path",
        "cookie_same_site = \"loose\"             | one of strict, lax, none",
        "cookie_partitioned = true                | needs SameSite=None",
        "clear_site_data = \"cookies\"            | of cache, storage",
        "tls_certificate = \"chain.pem\"          | set together or not at all",
        "tls_key = \"key.pem\"                    | set together or not at all",
        "tls_certificate = \"a\"\\ntls_key = \"b\" | set issuer to the https URL",
        "trusted_proxies = \"10.0.0.0/33\"        | addresses or blocks separated by spaces",
        "trusted_proxies = \"proxy.example\"      | addresses or blocks separated by spaces",
      })
  void whatIsWrongIsNamed(String toml, String expected) {
    String message = assertThrows(SettingsError.class, () -> read(toml)).getMessage();
    assertTrue(message.contains(expected), message);
    assertTrue(message.contains(toml.substring(0, toml.indexOf(' '))), message);
    assertFalse(message.contains("null") && !toml.contains("null"), message);
  }

  /// A name that is no algorithm of key pairs is none: no key is ever a word that somebody chose.
  @ParameterizedTest
  @ValueSource(strings = {"HS256", "HS512", "RS384", "ES512", "PS256"})
  @Requirement({"JWK-08", "JWK-09"})
  void noOtherAlgorithmCanBeSet(String algorithm) {
    assertThrows(
        SettingsError.class, () -> read("signing_algorithm = \"%s\"".formatted(algorithm)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "listen = \"0.0.0.0:8080\"\\nissuer = \"http://localhost:8080\"",
        "listen = \"[::]:8080\"\\nissuer = \"http://localhost:8080\"",
        "listen = \"10.0.0.1:8080\"\\nissuer = \"http://localhost:8080\"",
        "issuer = \"https://login.example\"",
        "issuer = \"https://a.example\"\\ntls_key = \"a\"\\ntls_certificate = \"b\"",
      })
  @Requirement("CKE-13")
  void theDevelopmentModeIsForPlainHttpOnThisMachineOnly(String toml) throws Exception {
    read(toml);
    String message =
        assertThrows(SettingsError.class, () -> read("dev_mode = true\\n" + toml)).getMessage();
    assertTrue(message.contains("dev_mode is for plain http on a loopback address"), message);
    assertEquals(Mode.DEVELOPMENT, read("dev_mode = true").web().cookies().mode());
  }

  @Test
  void aTypeForOldLibrariesIsOnTheTokens() {
    try (var server = new TestServer(directory, Map.of(Setting.ACCESS_TOKEN_TYPE, "JWT"))) {
      server.addUser("ada");
      var login = server.client.login("ada").expect(200);
      String header = login.accessToken().substring(0, login.accessToken().indexOf('.'));
      String text = new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8);
      assertTrue(text.contains("\"typ\":\"JWT\""), text);
      server.client.with("GET", "/v1/session", login.accessToken()).expect(200);
    }
  }
}
