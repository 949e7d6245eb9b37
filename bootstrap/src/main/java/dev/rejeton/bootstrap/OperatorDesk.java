package dev.rejeton.bootstrap;

import dev.rejeton.adapter.crypto.Argon2PasswordHashes;
import dev.rejeton.adapter.crypto.Sha256ClientSecrets;
import dev.rejeton.adapter.persistence.SqliteDatabase;
import dev.rejeton.application.LoginService.Directory;
import dev.rejeton.application.OperatorService;
import dev.rejeton.application.RegistrationService;
import dev.rejeton.application.port.in.Operators;
import dev.rejeton.application.port.in.Registrations;
import dev.rejeton.domain.Origin;
import java.time.Instant;

/// What the command line works at: the database and the use cases of an operator. Needs no master
/// key, and may run beside a server.
record OperatorDesk(
    SqliteDatabase database,
    Argon2PasswordHashes passwords,
    Operators operators,
    Registrations registrations)
    implements AutoCloseable {
  /// The origin of what an operator does.
  static final Origin ORIGIN = new Origin("", "rejeton command line");

  /// {@return a desk at a database that exists}
  static OperatorDesk open(Settings settings) {
    return at(SqliteDatabase.openExisting(settings.database()), settings);
  }

  /// {@return a desk at a database that is made if there is none}
  static OperatorDesk openOrCreate(Settings settings) {
    return at(SqliteDatabase.open(settings.database()), settings);
  }

  private static OperatorDesk at(SqliteDatabase database, Settings settings) {
    Argon2PasswordHashes passwords = settings.hashing().start();
    var users = new LoggedStores.Users(database.users());
    var operators =
        new OperatorService(
            new Directory(users, passwords),
            new LoggedStores.Sessions(database.sessions()),
            database.audit(),
            Worlds.with(Worlds.CLOCK));
    var registrations =
        new RegistrationService(
            settings.client().id(),
            new LoggedStores.Clients(database.clients()),
            users,
            new Sha256ClientSecrets(Worlds.RANDOM),
            Worlds.CLOCK);
    return new OperatorDesk(database, passwords, operators, registrations);
  }

  Instant now() {
    return Worlds.CLOCK.instant();
  }

  Origin origin() {
    return ORIGIN;
  }

  @Override
  public void close() {
    passwords.close();
    database.close();
  }
}
