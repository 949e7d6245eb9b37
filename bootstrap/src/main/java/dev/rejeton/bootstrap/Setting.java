package dev.rejeton.bootstrap;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Every setting there is: its name, its default as it would be written, and what it means. The
/// name is the key in `rejeton.toml`; `REJETON_` and capitals make the environment variable, two
/// dashes and hyphens the flag.
enum Setting {
  LISTEN("127.0.0.1:8080", "host:port of the API"),
  OPS_LISTEN("127.0.0.1:8081", "host:port of /healthz and /readyz; keep it inside"),
  ISSUER("http://<listen>", "URL by which clients know this server: `iss`, and the base of links"),
  AUDIENCE("<issuer>", "`aud` of access tokens: the API that accepts them"),
  DATABASE("rejeton.db", "path of the SQLite file, or a jdbc:sqlite: URL"),
  MASTER_KEY_FILE("<database>.key", "file of the master key; made at the first start"),
  PROFILE("balanced", "strict, balanced or mobile: how forgiving rotation is"),
  GRACE_PERIOD("<profile>", "how long after a refresh all get its answer again; 0s to 60s"),
  RECOVERY_WINDOW("<profile>", "how long a lost answer can be recovered from"),
  RECOVERY_LIMIT("<profile>", "recoveries between two rotations; 0 to 100"),
  REUSE_ACTION("session", "what a reuse ends: observe (nothing), session, or user (all of them)"),
  RESTORED_SESSIONS("accept", "tokens newer than a restored backup: accept or refuse"),
  ACCESS_TOKEN_LIFETIME("10m", "longest life of an access token; at most 1h"),
  IDLE_TIMEOUT("14d", "a session not refreshed for this long ends"),
  ABSOLUTE_TIMEOUT("90d", "a remembered session ends this long after its login"),
  UNREMEMBERED_TIMEOUT("12h", "any other session ends this long after its login"),
  ACCESS_TOKEN_TYPE("at+jwt", "`typ` of access tokens: at+jwt, or JWT for APIs that refuse it"),
  SIGNING_ALGORITHM("ES256", "ES256, RS256, Ed25519, or EdDSA (Ed25519 by its older name)"),
  SIGNING_KEY_LIFETIME("30d", "how long a key signs; its successor is published 24h before"),
  STEP_UP_MAX_AGE("15m", "how old a login may be to end the user's other sessions"),
  CLIENT_ID("first-party", "`client_id` of your own app"),
  SCOPE("api", "scope that its sessions are granted, tokens separated by spaces"),
  PASSWORD_GRANT("false", "true: clients may send passwords to /oauth2/token (RFC 6749 §4.3)"),
  ALLOWED_ORIGINS(
      "<none>", "origins of pages that may call this server, such as https://app.example"),
  COOKIE_PATH("/", "path of the refresh cookie; another than / for a host that is shared"),
  COOKIE_SAME_SITE("strict", "strict, lax, or none: which pages' requests carry the cookie"),
  COOKIE_PARTITIONED("false", "true: a cookie for each site that embeds yours; needs none above"),
  CSRF_TOKENS("false", "true: cookies need a token of the session beside them"),
  CLEAR_SITE_DATA("<none>", "what else a browser forgets at a logout: cache, storage"),
  DEV_MODE("false", "true: cookies over plain http, on loopback only; for development"),
  TLS_CERTIFICATE(
      "<none>", "PEM file of the certificate chain to serve https with; or use a proxy"),
  TLS_KEY("<none>", "PEM file of its private key"),
  TRUSTED_PROXIES("<none>", "addresses or blocks whose X-Forwarded-For and -Proto are believed"),
  ARGON2_MEMORY("19456", "KiB of memory for hashing a password"),
  ARGON2_ITERATIONS("2", "passes over the memory of a hash"),
  ARGON2_PARALLELISM("1", "lanes of the memory of a hash"),
  HASH_QUEUE("64", "logins that may wait for a processor; the next is told to come back"),
  SESSION_RETENTION("7d", "how long a session that is over can be explained"),
  AUDIT_RETENTION("30d", "how long events are kept"),
  SHUTDOWN_GRACE("10s", "how long a stop waits for requests in flight"),
  LOG_LEVEL("info", "error, warn, info, debug or trace, of Rejeton's own log"),
  LOG_FORMAT("human", "human or json: one line an event, on standard error");

  private final String defaultText;
  private final String description;

  Setting(String defaultText, String description) {
    this.defaultText = defaultText;
    this.description = description;
  }

  String defaultText() {
    return defaultText;
  }

  String description() {
    return description;
  }

  /// {@return the key in a settings file}
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  String flag() {
    return "--" + text().replace('_', '-');
  }

  String variable() {
    return "REJETON_" + name();
  }

  static Optional<Setting> ofText(String text) {
    return Stream.of(values()).filter(key -> key.text().equals(text)).findFirst();
  }
}
