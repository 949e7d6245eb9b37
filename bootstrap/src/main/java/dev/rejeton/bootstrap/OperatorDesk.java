package dev.rejeton.bootstrap;

import dev.rejeton.adapter.crypto.Argon2PasswordHashes;
import dev.rejeton.adapter.persistence.SqliteDatabase;
import dev.rejeton.application.LoginService.Directory;
import dev.rejeton.application.OperatorService;
import dev.rejeton.application.port.in.Operators;
import dev.rejeton.domain.Origin;
import java.time.Instant;

/// What the command line works at: the database and the use cases of an operator. Needs no master
/// key, and may run beside a server.
record OperatorDesk(SqliteDatabase database, Argon2PasswordHashes passwords, Operators operators)
    implements AutoCloseable {

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
    var operators =
        new OperatorService(
            new Directory(new EventLog.LoggedUsers(database.users()), passwords),
            new EventLog.LoggedStore(database.sessions()),
            database.audit(),
            Worlds.with(Worlds.CLOCK));
    return new OperatorDesk(database, passwords, operators);
  }

  Instant now() {
    return Worlds.CLOCK.instant();
  }

  /// {@return the origin of what an operator does}
  Origin origin() {
    return new Origin("", "rejeton command line");
  }

  @Override
  public void close() {
    passwords.close();
    database.close();
  }
}
