package dev.rejeton.bootstrap;

import dev.rejeton.application.port.in.SigningKeyOperations.KeyReport;
import dev.rejeton.domain.SigningKeyLife;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rejeton key …`: the keys that sign access tokens, and the master key. Works beside a running
/// server, which takes changes over within a minute.
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "The keys that sign access tokens, and the master key.")
final class KeyCommands {
  /// Long enough for every server to publish it, and for every verifier that keeps the key set for
  /// its five minutes to fetch it again.
  private static final Duration SHORT_NOTICE = Duration.ofMinutes(10);

  private final Shell shell;
  private final Terminal terminal;

  KeyCommands(Shell shell, Terminal terminal) {
    this.shell = shell;
    this.terminal = terminal;
  }

  @Command(description = "List the signing keys.", mixinStandardHelpOptions = true)
  void list() {
    try (KeyDesk desk = open(shell.settings())) {
      desk.signingKeys().list().forEach(this::print);
    }
  }

  @Command(
      description = {
        "Publish a new signing key now, and sign with it in 24 hours.",
        "A server does so by itself once a month."
      },
      mixinStandardHelpOptions = true)
  void rotate(@Option(names = "--now", description = "sign with it in ten minutes") boolean now) {
    Settings settings = shell.settings();
    try (KeyDesk desk = open(settings)) {
      Duration notice = now ? SHORT_NOTICE : settings.tokens().schedule().notice();
      print(desk.signingKeys().rotate(notice, OperatorDesk.ORIGIN));
    }
  }

  @Command(
      description = {
        "Refuse all that a signing key has signed, and destroy it.",
        "For one that others may have; make its successor first."
      },
      mixinStandardHelpOptions = true)
  void retire(@Parameters(paramLabel = "NUMBER", description = "the key's number") int number) {
    try (KeyDesk desk = open(shell.settings())) {
      switch (desk.signingKeys().retire(number, OperatorDesk.ORIGIN)) {
        case RETIRED -> terminal.out().printf("signing key %d retired%n", number);
        case NO_SUCH_KEY ->
            throw new CommandFailed("there is no signing key %d in use".formatted(number));
        case LAST_KEY ->
            throw new CommandFailed(
                "signing key %d is the only one; `rejeton key rotate --now` makes another"
                    .formatted(number));
      }
    }
  }

  @Command(
      name = "rotate-master",
      description = {
        "Add a master key to its file, and seal the signing keys under it.",
        "Sessions are made under it two minutes later, when every server knows it; the",
        "others keep the one they were made under.",
        "Where the environment holds the master keys, add the new line there first."
      },
      mixinStandardHelpOptions = true)
  void rotateMaster() {
    Settings settings = shell.settings();
    try (KeyDesk desk = open(settings)) {
      if (!MasterKeySource.isInEnvironment(terminal.environment())) {
        desk.addMasterKey(settings.masterKeyFile());
        terminal.out().printf("a master key was added to %s%n", settings.masterKeyFile());
      }
      int sealed = desk.signingKeys().reseal();
      terminal.out().printf("%d signing key(s) sealed under the newest master key%n", sealed);
    }
  }

  private KeyDesk open(Settings settings) {
    return KeyDesk.open(settings, terminal.environment());
  }

  private void print(KeyReport key) {
    SigningKeyLife life = key.life();
    terminal
        .out()
        .printf(
            "%d  %-9s  %-7s  %s  published %s  %s %s%n",
            life.number(),
            key.state().name().toLowerCase(Locale.ROOT),
            key.key().algorithm(),
            key.key().keyId(),
            Explanation.time(life.publishedAt()),
            key.retiredAt().isPresent() ? "retired" : "signs from",
            Explanation.time(key.retiredAt().orElse(life.signsFrom())));
  }
}
