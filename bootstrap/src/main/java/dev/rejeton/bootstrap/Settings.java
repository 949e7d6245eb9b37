package dev.rejeton.bootstrap;

import dev.rejeton.adapter.crypto.Argon2Parameters;
import dev.rejeton.adapter.crypto.Argon2PasswordHashes;
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

/// The settings as they are in force; [Key] says what each one means.
///
/// @param issuer the base URL clients know, without a slash at its end
/// @param masterKeyFile used unless the environment holds the key
/// @param stepUpMaxAge how old a login may be to end other sessions
/// @param shutdownGrace how long a stop waits for requests in flight
record Settings(
    ListenAddress listen,
    ListenAddress opsListen,
    URI issuer,
    String audience,
    Path database,
    Path masterKeyFile,
    RotationPolicy policy,
    Duration stepUpMaxAge,
    Client client,
    Passwords passwords,
    Retention retention,
    Duration shutdownGrace,
    Log log) {

  /// The cost of a hash, and how many may wait for one.
  ///
  /// @param memoryKib the memory of one hash
  record Passwords(int memoryKib, int iterations, int parallelism, int queue) {
    /// {@return hashing at this cost, as many at once as there are processors}
    Argon2PasswordHashes open() {
      try {
        return new Argon2PasswordHashes(
            new Argon2Parameters(memoryKib, iterations, parallelism),
            Runtime.getRuntime().availableProcessors(),
            queue,
            Worlds.RANDOM);
      } catch (IllegalArgumentException e) {
        throw new SettingsError(
            e.getMessage()
                + "; look at argon2_memory, argon2_iterations, argon2_parallelism and hash_queue");
      }
    }
  }

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

  static Settings of(Map<Key, Written> written) {
    var reader = new SettingsReader(written);
    ListenAddress listen = reader.value(Key.LISTEN, "host:port", ListenAddress::parse);
    URI issuer =
        reader
            .written(Key.ISSUER, "an absolute URL", Settings::toIssuer)
            .orElseGet(() -> defaultIssuer(listen));
    Path database = reader.value(Key.DATABASE, "a path or a jdbc:sqlite: URL", Settings::toFile);
    return new Settings(
        listen,
        reader.value(Key.OPS_LISTEN, "host:port", ListenAddress::parse),
        issuer,
        reader.written(Key.AUDIENCE, "text", Settings::notEmpty).orElse(issuer.toString()),
        database,
        reader
            .written(Key.MASTER_KEY_FILE, "a path", Path::of)
            .orElseGet(() -> database.resolveSibling(database.getFileName() + ".key")),
        policy(reader),
        reader.duration(Key.STEP_UP_MAX_AGE),
        new Client(
            reader.value(Key.CLIENT_ID, "a client id", ClientId::new),
            reader.value(Key.SCOPE, "scope tokens separated by spaces", Scope::parse)),
        passwords(reader),
        new Retention(reader.duration(Key.SESSION_RETENTION), reader.duration(Key.AUDIT_RETENTION)),
        reader.duration(Key.SHUTDOWN_GRACE),
        log(reader));
  }

  static Log log(SettingsReader reader) {
    return new Log(
        reader.choice(Key.LOG_LEVEL, Log.Level.class),
        reader.choice(Key.LOG_FORMAT, Log.Format.class));
  }

  private static Passwords passwords(SettingsReader reader) {
    return new Passwords(
        reader.number(Key.ARGON2_MEMORY),
        reader.number(Key.ARGON2_ITERATIONS),
        reader.number(Key.ARGON2_PARALLELISM),
        reader.number(Key.HASH_QUEUE));
  }

  private static RotationPolicy policy(SettingsReader reader) {
    Profile profile = reader.choice(Key.PROFILE, Profile.class);
    Duration accessToken = reader.duration(Key.ACCESS_TOKEN_LIFETIME);
    Duration idle = reader.duration(Key.IDLE_TIMEOUT);
    Duration absolute = reader.duration(Key.ABSOLUTE_TIMEOUT);
    Duration unremembered = reader.duration(Key.UNREMEMBERED_TIMEOUT);
    try {
      return new RotationPolicy(
          new Timeouts(accessToken, idle, absolute, unremembered),
          reader.duration(Key.GRACE_PERIOD, profile.gracePeriod()),
          reader.duration(Key.RECOVERY_WINDOW, profile.recoveryWindow()),
          reader.number(Key.RECOVERY_LIMIT, profile.recoveryLimit()),
          reader.choice(Key.REUSE_ACTION, ReuseAction.class),
          reader.choice(Key.RESTORED_SESSIONS, RestoredSessions.class));
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
    return URI.create("http://" + listen);
  }

  /// Tokens travel to the issuer's URL, so that it is https wherever somebody could listen.
  private static URI toIssuer(String text) {
    URI issuer = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    if (issuer.getHost() == null || issuer.getQuery() != null || issuer.getFragment() != null) {
      throw new IllegalArgumentException("with a host, without query or fragment");
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
    if (text.startsWith(SQLITE_URL)) {
      return Path.of(text.substring(SQLITE_URL.length()));
    }
    if (text.isEmpty() || text.startsWith("jdbc:")) {
      throw new IllegalArgumentException("this version keeps its data in SQLite only");
    }
    return Path.of(text);
  }

  private static String notEmpty(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("not empty");
    }
    return text;
  }
}
