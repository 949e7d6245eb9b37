package dev.rejeton.bootstrap;

import dev.rejeton.adapter.http.HttpSettings;
import dev.rejeton.adapter.http.HttpSettings.Browsers;
import dev.rejeton.adapter.http.HttpSettings.Network;
import dev.rejeton.adapter.http.HttpSettings.Patience;
import dev.rejeton.adapter.http.OAuthSettings;
import dev.rejeton.application.UpkeepService.Retention;
import dev.rejeton.bootstrap.SettingsSources.Written;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Profile;
import dev.rejeton.domain.RestoredSessions;
import dev.rejeton.domain.ReuseAction;
import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Timeouts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/// The settings as they are in force; [Setting] says what each one means.
///
/// @param issuer the base URL clients know, without a slash at its end
/// @param masterKeyFile used unless the environment holds the key
/// @param stepUpMaxAge how old a login may be to end other sessions
/// @param shutdownGrace how long a stop waits for requests in flight
record Settings(
    ListenAddress listen,
    ListenAddress opsListen,
    URI issuer,
    TokenSettings tokens,
    Path database,
    Path masterKeyFile,
    RotationPolicy policy,
    Duration stepUpMaxAge,
    Client client,
    WebSettings web,
    Hashing hashing,
    Retention retention,
    Duration shutdownGrace,
    Log log) {

  record Log(Level level, Format format) {
    enum Level {
      ERROR,
      WARN,
      INFO,
      DEBUG,
      TRACE
    }

    enum Format {
      HUMAN,
      JSON
    }
  }

  private static final String SQLITE_URL = "jdbc:sqlite:";

  /// Other databases, a database in memory, and parameters that would be taken for a file's name.
  private static final Pattern ELSEWHERE = Pattern.compile("jdbc:.*|\\w+://.*|:.*|.*\\?.*");

  static Settings of(Map<Setting, Written> written) {
    var reader = new SettingsReader(written);
    ListenAddress listen = reader.value(Setting.LISTEN, "host:port", ListenAddress::parse);
    URI issuer =
        reader
            .written(Setting.ISSUER, "an absolute URL", Settings::toIssuer)
            .orElseGet(() -> defaultIssuer(listen));
    Path database =
        reader.value(Setting.DATABASE, "a path or a jdbc:sqlite: URL", Settings::toFile);
    return new Settings(
        listen,
        reader.value(Setting.OPS_LISTEN, "host:port", ListenAddress::parse),
        issuer,
        TokenSettings.of(reader, issuer.toString()),
        database,
        reader
            .written(Setting.MASTER_KEY_FILE, "a path", Path::of)
            .orElseGet(() -> database.resolveSibling(database.getFileName() + ".key")),
        policy(reader),
        reader.duration(Setting.STEP_UP_MAX_AGE),
        Client.firstParty(
            reader.value(Setting.CLIENT_ID, "a client id", ClientId::new),
            reader.value(Setting.SCOPE, "scope tokens separated by spaces", Scope::parse)),
        WebSettings.of(reader, issuer, listen),
        Hashing.of(reader),
        new Retention(
            reader.duration(Setting.SESSION_RETENTION), reader.duration(Setting.AUDIT_RETENTION)),
        reader.duration(Setting.SHUTDOWN_GRACE),
        log(reader));
  }

  HttpSettings http() {
    return new HttpSettings(
        issuer.toString(),
        new Network(listen.address(), opsListen.address(), web.tls(), web.trustedProxies()),
        new Browsers(web.allowedOrigins()),
        web.cookies(),
        new OAuthSettings(tokens.audience(), web.passwordGrant()),
        Patience.untilShutdown(shutdownGrace));
  }

  private static Log log(SettingsReader reader) {
    return new Log(
        reader.choice(Setting.LOG_LEVEL, Log.Level.class),
        reader.choice(Setting.LOG_FORMAT, Log.Format.class));
  }

  private static RotationPolicy policy(SettingsReader reader) {
    Profile profile = reader.choice(Setting.PROFILE, Profile.class);
    Duration accessToken = reader.duration(Setting.ACCESS_TOKEN_LIFETIME);
    Duration idle = reader.duration(Setting.IDLE_TIMEOUT);
    Duration absolute = reader.duration(Setting.ABSOLUTE_TIMEOUT);
    Duration unremembered = reader.duration(Setting.UNREMEMBERED_TIMEOUT);
    try {
      return new RotationPolicy(
          new Timeouts(accessToken, idle, absolute, unremembered),
          reader.duration(Setting.GRACE_PERIOD, profile.gracePeriod()),
          reader.duration(Setting.RECOVERY_WINDOW, profile.recoveryWindow()),
          reader.number(Setting.RECOVERY_LIMIT, profile.recoveryLimit()),
          reader.choice(Setting.REUSE_ACTION, ReuseAction.class),
          reader.choice(Setting.RESTORED_SESSIONS, RestoredSessions.class));
    } catch (IllegalArgumentException e) {
      throw new SettingsError(
          e.getMessage()
              + "; look at access_token_lifetime, idle_timeout, absolute_timeout,"
              + " unremembered_timeout, grace_period, recovery_window and recovery_limit");
    }
  }

  private static URI defaultIssuer(ListenAddress listen) {
    if (!listen.isLoopback()) {
      throw new SettingsError(
          "listen is %s, which others can reach; set issuer to the https URL they use"
              .formatted(listen));
    }
    // A port that is yet to be found cannot stand in a name that must never change.
    return URI.create("http://" + (listen.port() == 0 ? listen.host() : listen));
  }

  /// Tokens travel to the issuer's URL, so that it is https wherever somebody could listen.
  private static URI toIssuer(String text) {
    URI issuer = URI.create(text.replaceAll("/+$", ""));
    boolean isBare =
        issuer.getRawUserInfo() == null
            && issuer.getRawQuery() == null
            && issuer.getRawFragment() == null;
    if (issuer.getHost() == null || !isBare) {
      throw new IllegalArgumentException("with a host, without user, query or fragment");
    }
    boolean isSafe =
        "https".equals(issuer.getScheme())
            || ("http".equals(issuer.getScheme()) && ListenAddress.isLoopback(issuer.getHost()));
    if (!isSafe) {
      throw new IllegalArgumentException("https, or http on a loopback address");
    }
    return issuer;
  }

  private static Path toFile(String text) {
    String path = text.startsWith(SQLITE_URL) ? text.substring(SQLITE_URL.length()) : text;
    if (path.isEmpty() || ELSEWHERE.matcher(path).matches()) {
      throw new IllegalArgumentException("this version keeps its data in a SQLite file only");
    }
    return Path.of(path);
  }
}
