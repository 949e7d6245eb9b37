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
import java.util.regex.Pattern;

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

  /// What Kubernetes tells every container of a service that is called rejeton.
  private static final Pattern SERVICE_LINK =
      Pattern.compile("REJETON_(SERVICE_(HOST|PORT.*)|PORT(_\\d+_.*)?)");

  private SettingsSources() {}

  /// @param file the settings file named by a flag
  /// @param flags what the flags say
  static Map<Setting, Written> gather(
      Optional<Path> file, Map<String, String> environment, Map<Setting, String> flags) {
    Map<Setting, Written> written = new EnumMap<>(Setting.class);
    Optional<Path> named =
        file.or(() -> Optional.ofNullable(environment.get("REJETON_CONFIG")).map(Path::of));
    if (named.isPresent() || Files.exists(DEFAULT_FILE)) {
      written.putAll(readFile(named.orElse(DEFAULT_FILE)));
    }
    written.putAll(readEnvironment(environment));
    flags.forEach((key, text) -> written.put(key, new Written(text, key.flag())));
    return written;
  }

  private static Map<Setting, Written> readFile(Path file) {
    Map<Setting, Written> written = new EnumMap<>(Setting.class);
    parse(file)
        .forEach((name, value) -> {
          Setting key = Setting.ofText(name).orElseThrow(() -> unknown(name, file.toString()));
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
      throw new SettingsError(
          "the settings file %s cannot be read (%s)"
              .formatted(file.toAbsolutePath(), e.getClass().getSimpleName()));
    }
  }

  private static Map<Setting, Written> readEnvironment(Map<String, String> environment) {
    Map<Setting, Written> written = new EnumMap<>(Setting.class);
    environment.forEach((variable, text) -> {
      if (variable.startsWith(PREFIX) && !isOther(variable)) {
        String name = variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
        Setting key = Setting.ofText(name).orElseThrow(() -> unknown(variable, "the environment"));
        written.put(key, new Written(text, variable));
      }
    });
    return written;
  }

  private static boolean isOther(String variable) {
    return OTHER_VARIABLES.contains(variable) || SERVICE_LINK.matcher(variable).matches();
  }

  private static SettingsError unknown(String name, String source) {
    return new SettingsError(
        "there is no setting %s (in %s); `rejeton serve --help` lists them"
            .formatted(name, source));
  }
}
