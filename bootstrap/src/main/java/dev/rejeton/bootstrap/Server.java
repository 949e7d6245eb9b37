package dev.rejeton.bootstrap;

import dev.rejeton.adapter.crypto.Argon2PasswordHashes;
import dev.rejeton.adapter.crypto.JwtAccessTokens;
import dev.rejeton.adapter.crypto.MacRefreshTokens;
import dev.rejeton.adapter.crypto.MasterKeys;
import dev.rejeton.adapter.crypto.SigningKeys;
import dev.rejeton.adapter.http.HttpServer;
import dev.rejeton.adapter.http.HttpSettings;
import dev.rejeton.adapter.http.Ports;
import dev.rejeton.adapter.persistence.SqliteDatabase;
import dev.rejeton.application.Confirmations;
import dev.rejeton.application.Issuer;
import dev.rejeton.application.LoginService;
import dev.rejeton.application.LoginService.Directory;
import dev.rejeton.application.SessionService;
import dev.rejeton.application.TokenService;
import dev.rejeton.application.UpkeepService;
import dev.rejeton.application.World;
import dev.rejeton.application.port.out.AuditLog;
import dev.rejeton.application.port.out.SessionStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running server: every part, wired. Closing it finishes what is in flight and loses nothing.
record Server(
    HttpServer http, Schedule schedule, Argon2PasswordHashes passwords, SqliteDatabase database)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.rejeton.server");

  static Server start(Settings settings, Map<String, String> environment, World world) {
    SqliteDatabase database = SqliteDatabase.open(settings.database());
    warnIfOthersMayRead(settings.database());
    Argon2PasswordHashes passwords = settings.hashing().start();
    try {
      MasterKeys masterKeys =
          MasterKeySource.load(settings, environment, database.keys(), world.clock().instant());
      return start(
          settings, database, passwords, issuer(settings, database, masterKeys, world), world);
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

  private static Server start(
      Settings settings,
      SqliteDatabase database,
      Argon2PasswordHashes passwords,
      Issuer issuer,
      World world) {
    SessionStore store = new EventLog.LoggedStore(database.sessions());
    AuditLog audit = new EventLog.LoggedAudit(database.audit());
    var confirmations = new Confirmations();
    var sessions =
        new SessionService(store, issuer, confirmations, settings.stepUpMaxAge(), world.clock());
    var directory = new Directory(database.users(), passwords);
    var logins = new LoginService(directory, store, audit, issuer, sessions, world);
    var tokens = new TokenService(issuer, store, audit, world.clock());
    var upkeep =
        new UpkeepService(store, audit, confirmations, settings.retention(), world.clock());
    var http =
        new HttpServer(http(settings), new Ports(logins, tokens, sessions, sessions, upkeep));
    http.start();
    return new Server(http, Schedule.start(upkeep, database::droppedEvents), passwords, database);
  }

  private static Issuer issuer(
      Settings settings, SqliteDatabase database, MasterKeys masterKeys, World world) {
    var signingKeys =
        SigningKeys.open(database.keys(), masterKeys, Worlds.RANDOM, world.clock().instant());
    return new Issuer(
        settings.policy(),
        new MacRefreshTokens(masterKeys, Worlds.RANDOM),
        new JwtAccessTokens(settings.issuer().toString(), settings.audience(), signingKeys));
  }

  private static HttpSettings http(Settings settings) {
    return new HttpSettings(
        settings.issuer().toString(),
        settings.listen().address(),
        settings.opsListen().address(),
        settings.client(),
        settings.shutdownGrace());
  }

  @Override
  public void close() {
    http.close();
    schedule.close();
    passwords.close();
    database.close();
  }
}
