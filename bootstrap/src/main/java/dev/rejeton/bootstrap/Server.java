package dev.rejeton.bootstrap;

import dev.rejeton.adapter.crypto.Argon2PasswordHashes;
import dev.rejeton.adapter.crypto.JwtAccessTokens;
import dev.rejeton.adapter.crypto.JwtSigningKeys;
import dev.rejeton.adapter.crypto.MacCsrfTokens;
import dev.rejeton.adapter.crypto.MacRefreshTokens;
import dev.rejeton.adapter.crypto.MasterKeyRing;
import dev.rejeton.adapter.crypto.MasterKeys;
import dev.rejeton.adapter.crypto.Sha256ClientSecrets;
import dev.rejeton.adapter.http.HttpServer;
import dev.rejeton.adapter.http.Ports;
import dev.rejeton.adapter.persistence.SqliteDatabase;
import dev.rejeton.application.ClientService;
import dev.rejeton.application.Confirmations;
import dev.rejeton.application.Denials;
import dev.rejeton.application.IntrospectionService;
import dev.rejeton.application.Issuer;
import dev.rejeton.application.KeyService;
import dev.rejeton.application.LoginService;
import dev.rejeton.application.LoginService.Directory;
import dev.rejeton.application.SessionService;
import dev.rejeton.application.TokenService;
import dev.rejeton.application.UpkeepService;
import dev.rejeton.application.Verifier;
import dev.rejeton.application.World;
import dev.rejeton.application.port.in.Keys;
import dev.rejeton.application.port.in.Upkeep;
import dev.rejeton.application.port.out.AuditLog;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.bootstrap.Schedule.Task;
import dev.rejeton.domain.Audience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running server: every part, wired. Closing it finishes what is in flight and loses nothing.
record Server(
    HttpServer http, Schedule schedule, Argon2PasswordHashes passwords, SqliteDatabase database)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.rejeton.server");

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  static Server start(Settings settings, Map<String, String> environment, World world) {
    SqliteDatabase database = SqliteDatabase.open(settings.database());
    warnIfOthersMayRead(settings.database());
    warnOfThePasswordGrant(settings);
    Argon2PasswordHashes passwords = settings.hashing().start();
    try {
      Supplier<MasterKeys> masterKeys =
          () ->
              MasterKeySource.load(settings, environment, database.keys(), world.clock().instant());
      return start(settings, database, passwords, masterKeys, world);
    } catch (RuntimeException e) {
      passwords.close();
      database.close();
      throw e;
    }
  }

  /// A file that was there already has whatever mode somebody gave it.
  private static void warnIfOthersMayRead(Path database) {
    try {
      if (Files.getPosixFilePermissions(database).contains(PosixFilePermission.OTHERS_READ)) {
        LOG.warn("Others may read the database, password hashes included: chmod 600 {}", database);
      }
    } catch (UnsupportedOperationException | IOException e) {
      LOG.debug("The mode of {} is not known", database, e);
    }
  }

  /// RFC 9700 §2.4: it must not be used.
  private static void warnOfThePasswordGrant(Settings settings) {
    if (settings.web().passwordGrant()) {
      LOG.warn("password_grant is on: clients see the passwords of their users; see RFC 9700 §2.4");
    }
  }

  private static Server start(
      Settings settings,
      SqliteDatabase database,
      Argon2PasswordHashes passwords,
      Supplier<MasterKeys> masterKeys,
      World world) {
    var ring = new MasterKeyRing(masterKeys.get());
    var signingKeys = new JwtSigningKeys(ring, settings.tokens().algorithm(), Worlds.RANDOM);
    Keys keys = keys(settings, database, signingKeys, world.clock());
    keys.maintain();
    Issuer issuer = issuer(settings, ring, signingKeys);
    Ports ports = ports(settings, database, passwords, issuer, keys, world);
    var http = new HttpServer(settings.http(), ports);
    http.start();
    Runnable reload = () -> ring.reload(masterKeys);
    List<Task> tasks = tasks(ports.upkeep(), keys, reload, http, database);
    return new Server(http, Schedule.start(tasks), passwords, database);
  }

  private static Ports ports(
      Settings settings,
      SqliteDatabase database,
      Argon2PasswordHashes passwords,
      Issuer issuer,
      Keys keys,
      World world) {
    InstantSource clock = world.clock();
    SessionStore store = new LoggedStores.Sessions(database.sessions());
    AuditLog audit = new LoggedStores.Audit(database.audit());
    var denials = new Denials(database.denials(), store);
    var verifier = new Verifier(issuer.accessTokens(), denials, new Confirmations());
    var secrets = new Sha256ClientSecrets(Worlds.RANDOM);
    var sessions = new SessionService(store, issuer, verifier, settings.stepUpMaxAge(), clock);
    var directory = new Directory(database.users(), passwords);
    var retention = settings.retention();
    return new Ports(
        new ClientService(settings.client(), database.clients(), secrets, audit, clock),
        new LoginService(directory, store, audit, issuer, sessions, world),
        new TokenService(issuer, store, audit, clock),
        new IntrospectionService(
            store, issuer, verifier, Audience.of(settings.tokens().audience()), clock),
        sessions,
        keys,
        new UpkeepService(store, audit, verifier, database.denials(), retention, clock));
  }

  private static KeyService keys(
      Settings settings, SqliteDatabase database, JwtSigningKeys keys, InstantSource clock) {
    var store = new LoggedStores.Keys(database.keys());
    return new KeyService(store, keys, settings.tokens().schedule(), clock);
  }

  private static Issuer issuer(Settings settings, MasterKeyRing ring, JwtSigningKeys signingKeys) {
    var accessTokens =
        new JwtAccessTokens(
            settings.issuer().toString(),
            settings.tokens().audience(),
            settings.tokens().type(),
            signingKeys);
    return new Issuer(
        settings.policy(),
        new MacRefreshTokens(ring, Worlds.RANDOM),
        accessTokens,
        new MacCsrfTokens(ring));
  }

  private static List<Task> tasks(
      Upkeep upkeep, Keys keys, Runnable masterKeys, HttpServer http, SqliteDatabase database) {
    var dropped = new DroppedEvents(database);
    return List.of(
        new Task("storing confirmations", SECOND, SECOND, upkeep::storeConfirmations),
        new Task("counting dropped events", SECOND, SECOND, dropped::tell),
        new Task(
            "reading the certificate", SECOND, SECOND.multipliedBy(5), http::reloadCertificate),
        new Task("reading the master keys", MINUTE, MINUTE, masterKeys),
        new Task("looking after the signing keys", MINUTE, MINUTE, keys::maintain),
        new Task("purging", MINUTE, MINUTE.multipliedBy(10), upkeep::purge));
  }

  @Override
  public void close() {
    http.close();
    schedule.close();
    passwords.close();
    database.close();
  }
}
