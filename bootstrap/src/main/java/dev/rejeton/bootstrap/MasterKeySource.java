package dev.rejeton.bootstrap;

import dev.rejeton.adapter.crypto.MasterKeyFile;
import dev.rejeton.adapter.crypto.MasterKeys;
import dev.rejeton.application.port.out.KeyStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Finds the master key: in the environment, else in its file, which is made when a new database is
/// first started. A database that was used with a key is never given another one.
final class MasterKeySource {
  static final String VARIABLE = "REJETON_MASTER_KEY";

  private MasterKeySource() {}

  static MasterKeys load(
      Settings settings, Map<String, String> environment, KeyStore store, Instant now) {
    return find(settings.masterKeyFile(), environment, store).claim(store, now);
  }

  static boolean isInEnvironment(Map<String, String> environment) {
    return environment.containsKey(VARIABLE);
  }

  private static MasterKeys find(Path file, Map<String, String> environment, KeyStore store) {
    Optional<String> given = Optional.ofNullable(environment.get(VARIABLE));
    if (given.isPresent()) {
      return named(VARIABLE, () -> MasterKeys.parse(given.get()));
    }
    if (Files.exists(file)) {
      return named(file.toString(), () -> new MasterKeyFile(file).read());
    }
    if (!store.masterKeys().isEmpty()) {
      throw new SettingsError(
          "the database was used with a master key, and %s does not exist; restore that file, name it"
                  .formatted(file)
              + " with master_key_file, or set "
              + VARIABLE);
    }
    return new MasterKeyFile(file).create(Worlds.RANDOM);
  }

  /// Says where the key is that cannot be used; never the key.
  private static MasterKeys named(String source, Supplier<MasterKeys> keys) {
    try {
      return keys.get();
    } catch (IllegalArgumentException e) {
      throw new SettingsError("%s: %s".formatted(source, e.getMessage()));
    }
  }
}
