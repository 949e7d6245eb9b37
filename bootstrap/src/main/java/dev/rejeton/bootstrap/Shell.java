package dev.rejeton.bootstrap;

import dev.rejeton.bootstrap.SettingsSources.Written;
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
  private static final String SERVE = "serve";

  /// The settings that a command takes which works on the database and needs no more.
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

  /// Those of a command about keys.
  private static final Set<Setting> OF_KEYS =
      EnumSet.of(
          Setting.DATABASE,
          Setting.MASTER_KEY_FILE,
          Setting.LOG_LEVEL,
          Setting.LOG_FORMAT,
          Setting.SIGNING_ALGORITHM);

  private final Terminal terminal;
  private final CommandLine commandLine;

  Shell(Terminal terminal) {
    this.terminal = terminal;
    this.commandLine =
        new CommandLine(new ServerCommands(this, terminal))
            .addSubcommand(new UserCommands(this, terminal))
            .addSubcommand(new SessionCommands(this, terminal))
            .addSubcommand(new ClientCommands(this, terminal))
            .addSubcommand(new KeyCommands(this, terminal));
    commandLine.getCommandSpec().version(ServerCommands.versionLine());
    for (CommandLine command : commandLine.getSubcommands().values()) {
      command.getCommandSpec().version(ServerCommands.versionLine());
      command.getSubcommands().values().forEach(Shell::takeSettings);
      if (command.getSubcommands().isEmpty()) {
        takeSettings(command);
      }
    }
    Arguments.register(commandLine);
    commandLine
        .setOut(terminal.out())
        .setErr(terminal.err())
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
    for (Setting key : settingsOf(parsed.commandSpec())) {
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
  private static Set<Setting> settingsOf(CommandSpec command) {
    return switch (command.qualifiedName(" ")) {
      case "rejeton serve" -> EnumSet.allOf(Setting.class);
      case "rejeton demo", "rejeton version" -> EnumSet.noneOf(Setting.class);
      case "rejeton user add", "rejeton user passwd" -> OF_PASSWORDS;
      case "rejeton key list",
          "rejeton key rotate",
          "rejeton key retire",
          "rejeton key rotate-master" ->
          OF_KEYS;
      default -> OF_DATABASE;
    };
  }

  private static void takeSettings(CommandLine command) {
    CommandSpec spec = command.getCommandSpec().version(ServerCommands.versionLine());
    Set<Setting> keys = settingsOf(spec);
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
