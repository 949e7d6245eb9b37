package dev.rejeton.bootstrap;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Gathers what was set and where: a settings file, over it the environment, over that the flags.
final class SettingsSources {
  /// A setting as it was written, and where.
  record Written(String text, String source) {}

  /// Where the settings file is looked for when none is named.
  static final Path DEFAULT_FILE = Path.of("rejeton.toml");

  private static final String PREFIX = "REJETON_";

  /// Variables of this name that are not settings: the file itself, the master key, and what the
  /// start script reads.
  private static final Set<String> OTHER_VARIABLES =
      Set.of("REJETON_CONFIG", "REJETON_MASTER_KEY", "REJETON_JAVA_OPTS");

  private SettingsSources() {}

  /// @param file the settings file named by a flag
  /// @param flags what the flags say
  static Map<Key, Written> gather(
      Optional<Path> file, Map<String, String> environment, Map<Key, String> flags) {
    Map<Key, Written> written = new EnumMap<>(Key.class);
    Optional<Path> named =
        file.or(() -> Optional.ofNullable(environment.get("REJETON_CONFIG")).map(Path::of));
    if (named.isPresent() || Files.exists(DEFAULT_FILE)) {
      written.putAll(readFile(named.orElse(DEFAULT_FILE)));
    }
    written.putAll(readEnvironment(environment));
    flags.forEach((key, text) -> written.put(key, new Written(text, key.flag())));
    return written;
  }

  private static Map<Key, Written> readFile(Path file) {
    Map<Key, Written> written = new EnumMap<>(Key.class);
    parse(file)
        .forEach((name, value) -> {
          Key key = Key.ofText(name).orElseThrow(() -> unknown(name, file.toString()));
          if (value instanceof Map || value instanceof Iterable) {
            throw new SettingsError("%s in %s must be one value".formatted(name, file));
          }
          written.put(key, new Written(String.valueOf(value), "%s in %s".formatted(name, file)));
        });
    return written;
  }

  private static Map<String, Object> parse(Path file) {
    try {
      return new TomlMapper().readValue(Files.readString(file), new TypeReference<>() {});
    } catch (JacksonException e) {
      throw new SettingsError("%s is not valid TOML: %s".formatted(file, e.getOriginalMessage()));
    } catch (IOException e) {
      throw new SettingsError("the settings file %s cannot be read".formatted(file));
    }
  }

  private static Map<Key, Written> readEnvironment(Map<String, String> environment) {
    Map<Key, Written> written = new EnumMap<>(Key.class);
    environment.forEach((variable, text) -> {
      if (variable.startsWith(PREFIX) && !OTHER_VARIABLES.contains(variable)) {
        String name = variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
        Key key = Key.ofText(name).orElseThrow(() -> unknown(variable, "the environment"));
        written.put(key, new Written(text, variable));
      }
    });
    return written;
  }

  private static SettingsError unknown(String name, String source) {
    return new SettingsError(
        "there is no setting %s (in %s); `rejeton serve --help` lists them"
            .formatted(name, source));
  }
}
