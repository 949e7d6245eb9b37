package dev.rejeton.bootstrap;

import dev.rejeton.adapter.crypto.JwtSigningKeys;
import dev.rejeton.adapter.crypto.MasterKeyFile;
import dev.rejeton.adapter.crypto.MasterKeyRing;
import dev.rejeton.adapter.crypto.MasterKeys;
import dev.rejeton.adapter.persistence.SqliteDatabase;
import dev.rejeton.application.KeyService;
import dev.rejeton.application.port.in.SigningKeyOperations;
import dev.rejeton.application.port.out.KeyStore;
import java.nio.file.Path;
import java.util.Map;

/// What the command line looks after keys at: the database and the master keys. May run beside a
/// server.
record KeyDesk(SqliteDatabase database, MasterKeyRing masterKeys, SigningKeyOperations signingKeys)
    implements AutoCloseable {
  static KeyDesk open(Settings settings, Map<String, String> environment) {
    SqliteDatabase database = SqliteDatabase.openExisting(settings.database());
    try {
      KeyStore store = new LoggedStores.Keys(database.keys());
      var ring =
          new MasterKeyRing(
              MasterKeySource.load(settings, environment, store, Worlds.CLOCK.instant()));
      var keys = new JwtSigningKeys(ring, settings.tokens().algorithm(), Worlds.RANDOM);
      var service = new KeyService(store, keys, settings.tokens().schedule(), Worlds.CLOCK);
      return new KeyDesk(database, ring, service);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /// Adds a master key to the file, and uses it: the file first, so that whoever meets something
  /// made under the new key can find it there.
  void addMasterKey(Path file) {
    MasterKeys more = new MasterKeyFile(file).addKey(Worlds.RANDOM);
    masterKeys.replace(more.claim(database.keys(), Worlds.CLOCK.instant()));
  }

  @Override
  public void close() {
    database.close();
  }
}
