package dev.rejeton.bootstrap;

import dev.rejeton.bootstrap.SettingsSources.Written;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.Username;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

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
  private static final String SERVE = "serve";

  /// The settings that a command about users or sessions takes.
  private static final Set<Setting> OF_DATABASE =
      EnumSet.of(Setting.DATABASE, Setting.LOG_LEVEL, Setting.LOG_FORMAT);

  /// Those of a command that hashes a password.
  private static final Set<Setting> OF_PASSWORDS =
      EnumSet.of(
          Setting.DATABASE,
          Setting.LOG_LEVEL,
          Setting.LOG_FORMAT,
          Setting.ARGON2_MEMORY,
          Setting.ARGON2_ITERATIONS,
          Setting.ARGON2_PARALLELISM);

  private final Terminal terminal;
  private final CommandLine commandLine;

  Shell(Terminal terminal) {
    this.terminal = terminal;
    var server = new ServerCommands(this, terminal);
    var users = new CommandLine(new UserCommands(this, terminal));
    var sessions = new CommandLine(new SessionCommands(this, terminal));
    this.commandLine = new CommandLine(server).addSubcommand(users).addSubcommand(sessions);
    for (CommandLine parent : List.of(commandLine, users, sessions)) {
      parent.getCommandSpec().version(ServerCommands.versionLine());
      parent.getSubcommands().forEach(Shell::takeSettings);
    }
    commandLine
        .setOut(terminal.out())
        .setErr(terminal.err())
        .registerConverter(Username.class, Shell::toUsername)
        .registerConverter(SessionId.class, Shell::toSessionId)
        .setExpandAtFiles(false)
        .setPosixClusteredShortOptionsAllowed(false)
        .setParameterExceptionHandler((wrong, arguments) -> misused(wrong))
        .setExecutionExceptionHandler((failure, command, parsed) -> fail(failure));
  }

  int run(String... arguments) {
    return commandLine.execute(arguments);
  }

  /// {@return the settings in force for the command that was called} A command that answers on the
  /// spot logs no more than warnings, unless it is told to.
  Settings settings() {
    ParseResult parsed = commandLine.getParseResult();
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    for (Setting key : Setting.values()) {
      Optional.<String>ofNullable(parsed.matchedOptionValue(key.flag(), null))
          .ifPresent(text -> flags.put(key, text));
    }
    Optional<Path> file =
        Optional.<String>ofNullable(parsed.matchedOptionValue(CONFIG, null)).map(Path::of);
    Map<Setting, Written> written = SettingsSources.gather(file, terminal.environment(), flags);
    if (!parsed.commandSpec().name().equals(SERVE)) {
      written.putIfAbsent(Setting.LOG_LEVEL, new Written("warn", "this command"));
    }
    Settings settings = Settings.of(written);
    Logging.apply(settings.log());
    return settings;
  }

  /// {@return the settings a command takes as flags}
  private static Set<Setting> settingsOf(String command) {
    return switch (command) {
      case SERVE -> EnumSet.allOf(Setting.class);
      case "add", "passwd" -> OF_PASSWORDS;
      case "demo", "version", "user", "session" -> EnumSet.noneOf(Setting.class);
      default -> OF_DATABASE;
    };
  }

  private static void takeSettings(String name, CommandLine command) {
    Set<Setting> keys = settingsOf(name);
    CommandSpec spec = command.getCommandSpec().version(ServerCommands.versionLine());
    spec.usageMessage().sortOptions(false);
    for (Setting key : keys) {
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

  private static Username toUsername(String text) {
    if (!Username.isValid(text)) {
      throw new TypeConversionException(
          "a user name has 1 to 255 printable characters, and no space at its ends");
    }
    return new Username(text);
  }

  private static SessionId toSessionId(String text) {
    if (!SessionId.isValid(text)) {
      throw new TypeConversionException("a session id has 22 characters of A-Z a-z 0-9 - _");
    }
    return new SessionId(text);
  }

  private int misused(CommandLine.ParameterException wrong) {
    CommandSpec command = wrong.getCommandLine().getCommandSpec();
    terminal.err().println("rejeton: " + wrong.getMessage());
    terminal.err().printf("`%s --help` tells more%n", command.qualifiedName());
    return USAGE;
  }

  private int fail(Exception failure) {
    terminal.err().println("rejeton: " + Failures.describe(failure));
    return failure instanceof SettingsError ? USAGE : FAILED;
  }
}
