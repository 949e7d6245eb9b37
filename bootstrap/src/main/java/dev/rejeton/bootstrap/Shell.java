package dev.rejeton.bootstrap;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The command line: which commands there are, which settings each takes as flags, and how a
/// failure becomes one line and an exit code.
final class Shell {
  /// The command did what it was asked.
  static final int OK = 0;

  /// It could not, and said why.
  static final int FAILED = 1;

  /// The command line or the settings are wrong.
  static final int USAGE = 2;

  private static final String CONFIG = "--config";

  /// The settings that a command about users or sessions takes.
  private static final Set<Key> OF_DATABASE =
      EnumSet.of(Key.DATABASE, Key.LOG_LEVEL, Key.LOG_FORMAT);

  /// Those of a command that hashes a password.
  private static final Set<Key> OF_PASSWORDS =
      EnumSet.of(
          Key.DATABASE,
          Key.LOG_LEVEL,
          Key.LOG_FORMAT,
          Key.ARGON2_MEMORY,
          Key.ARGON2_ITERATIONS,
          Key.ARGON2_PARALLELISM);

  private final Terminal terminal;
  private final CommandLine commandLine;

  Shell(Terminal terminal) {
    this.terminal = terminal;
    var server = new ServerCommands(this, terminal);
    var users = new CommandLine(new UserCommands(this, terminal));
    var sessions = new CommandLine(new SessionCommands(this, terminal));
    this.commandLine = new CommandLine(server).addSubcommand(users).addSubcommand(sessions);
    commandLine.getSubcommands().forEach(Shell::takeSettings);
    users.getSubcommands().forEach(Shell::takeSettings);
    sessions.getSubcommands().forEach(Shell::takeSettings);
    commandLine
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setExecutionExceptionHandler((failure, command, parsed) -> fail(failure));
  }

  int run(String... arguments) {
    return commandLine.execute(arguments);
  }

  /// {@return the settings in force for the command that was called}
  Settings settings() {
    ParseResult parsed = commandLine.getParseResult();
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    Map<Key, String> flags = new EnumMap<>(Key.class);
    for (Key key : Key.values()) {
      Optional.<String>ofNullable(parsed.matchedOptionValue(key.flag(), null))
          .ifPresent(text -> flags.put(key, text));
    }
    Optional<Path> file =
        Optional.<String>ofNullable(parsed.matchedOptionValue(CONFIG, null)).map(Path::of);
    Settings settings = Settings.of(SettingsSources.gather(file, terminal.environment(), flags));
    Logging.apply(settings.log());
    return settings;
  }

  /// {@return the settings a command takes as flags}
  private static Set<Key> settingsOf(String command) {
    return switch (command) {
      case "serve" -> EnumSet.allOf(Key.class);
      case "add", "passwd" -> OF_PASSWORDS;
      case "demo", "version", "user", "session" -> EnumSet.noneOf(Key.class);
      default -> OF_DATABASE;
    };
  }

  private static void takeSettings(String name, CommandLine command) {
    Set<Key> keys = settingsOf(name);
    CommandSpec spec = command.getCommandSpec();
    for (Key key : keys) {
      String description = "%s (default: %s)".formatted(key.description(), key.defaultText());
      spec.addOption(option(key.flag(), "VALUE", description));
    }
    if (!keys.isEmpty()) {
      spec.addOption(
          option(CONFIG, "FILE", "settings file (default: rejeton.toml, if there is one)"));
    }
  }

  private static OptionSpec option(String flag, String label, String description) {
    return OptionSpec.builder(flag)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  private int fail(Exception failure) {
    terminal.err().println("rejeton: " + Failures.describe(failure));
    return failure instanceof SettingsError ? USAGE : FAILED;
  }
}
