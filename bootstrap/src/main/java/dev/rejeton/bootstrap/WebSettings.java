package dev.rejeton.bootstrap;

import dev.rejeton.adapter.http.AddressBlock;
import dev.rejeton.adapter.http.CookieSettings;
import dev.rejeton.adapter.http.CookieSettings.SameSite;
import dev.rejeton.adapter.http.CookieSettings.SiteData;
import dev.rejeton.adapter.http.HttpSettings.Tls;
import dev.rejeton.adapter.http.WebOrigin;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// How browsers, and proxies before them, meet the server.
record WebSettings(
    Set<WebOrigin> allowedOrigins,
    CookieSettings cookies,
    boolean passwordGrant,
    Optional<Tls> tls,
    List<AddressBlock> trustedProxies) {
  static WebSettings of(SettingsReader reader, URI issuer, ListenAddress listen) {
    boolean devMode = reader.flag(Setting.DEV_MODE);
    Optional<Tls> tls = tls(reader);
    boolean isHttps = "https".equals(issuer.getScheme());
    if (devMode && (isHttps || tls.isPresent() || !listen.isLoopback())) {
      throw new SettingsError(
          "dev_mode is for plain http on a loopback address, without tls_certificate; listen is %s"
                  .formatted(listen)
              + " and issuer "
              + issuer);
    }
    if (tls.isPresent() && !isHttps) {
      throw new SettingsError(
          "tls_certificate is set; set issuer to the https URL that clients use");
    }
    return new WebSettings(
        Set.copyOf(list(reader, Setting.ALLOWED_ORIGINS, "origins", WebOrigin::parse)),
        cookies(reader, isHttps, devMode),
        reader.flag(Setting.PASSWORD_GRANT),
        tls,
        list(reader, Setting.TRUSTED_PROXIES, "addresses or blocks", AddressBlock::parse));
  }

  private static CookieSettings cookies(SettingsReader reader, boolean isHttps, boolean devMode) {
    var mode =
        isHttps
            ? CookieSettings.Mode.HTTPS
            : devMode ? CookieSettings.Mode.DEVELOPMENT : CookieSettings.Mode.OFF;
    try {
      return new CookieSettings(
          mode,
          reader.text(Setting.COOKIE_PATH),
          reader.choice(Setting.COOKIE_SAME_SITE, SameSite.class),
          reader.flag(Setting.COOKIE_PARTITIONED),
          reader.flag(Setting.CSRF_TOKENS),
          Set.copyOf(
              list(reader, Setting.CLEAR_SITE_DATA, "of cache, storage", WebSettings::siteData)));
    } catch (IllegalArgumentException e) {
      throw new SettingsError(
          e.getMessage() + "; look at cookie_path, cookie_same_site and cookie_partitioned");
    }
  }

  private static SiteData siteData(String text) {
    return Stream.of(SiteData.values())
        .filter(data -> data.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("as written here"));
  }

  private static Optional<Tls> tls(SettingsReader reader) {
    Optional<Path> certificate = reader.written(Setting.TLS_CERTIFICATE, "a path", Path::of);
    Optional<Path> key = reader.written(Setting.TLS_KEY, "a path", Path::of);
    if (certificate.isPresent() != key.isPresent()) {
      throw new SettingsError("tls_certificate and tls_key are set together or not at all");
    }
    return certificate.flatMap(chain -> key.map(secret -> new Tls(chain, secret)));
  }

  private static <T> List<T> list(
      SettingsReader reader, Setting key, String kind, Function<String, T> parse) {
    return reader
        .written(key, kind + " separated by spaces", text -> words(text).map(parse).toList())
        .orElse(List.of());
  }

  private static Stream<String> words(String text) {
    return Stream.of(text.split("[ ,]+")).filter(word -> !word.isEmpty());
  }
}
