package dev.rejeton.bootstrap;

import dev.rejeton.application.port.in.Registrations.Registered;
import dev.rejeton.application.port.in.Registrations.RegistrationResult;
import dev.rejeton.application.port.in.Registrations.RegistrationResult.Done;
import dev.rejeton.application.port.in.Registrations.RegistrationResult.IdTaken;
import dev.rejeton.application.port.in.Registrations.RegistrationResult.NoSuchClient;
import dev.rejeton.application.port.in.Registrations.RegistrationResult.Public;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.GrantType;
import dev.rejeton.domain.Secret;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rejeton client …`: which OAuth clients there are beside the server's own app. Works beside a
/// running server, on the same database.
@Command(
    name = "client",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Which OAuth clients there are, beside your own app.")
final class ClientCommands {
  private static final String ID = "its client_id, in visible ASCII characters";

  private final Shell shell;
  private final Terminal terminal;

  ClientCommands(Shell shell, Terminal terminal) {
    this.shell = shell;
    this.terminal = terminal;
  }

  @Command(
      description = {
        "Register a client, and make the database if there is none.",
        "The secret of a confidential client is shown this once."
      },
      mixinStandardHelpOptions = true)
  void add(
      @Parameters(paramLabel = "ID", description = ID) ClientId id, @Mixin ClientOptions options) {
    Settings settings = shell.settings();
    Client client = client(id, options);
    try (OperatorDesk desk = OperatorDesk.openOrCreate(settings)) {
      tell(id, desk.registrations().add(client, desk.origin()), "added");
    }
  }

  private static Client client(ClientId id, ClientOptions options) {
    try {
      return options.client(id);
    } catch (IllegalArgumentException e) {
      throw new SettingsError(
          "%s; look at --access-token-lifetime, --idle-timeout and --absolute-timeout"
              .formatted(e.getMessage()));
    }
  }

  @Command(description = "List the registered clients.", mixinStandardHelpOptions = true)
  void list() {
    try (OperatorDesk desk = OperatorDesk.open(shell.settings())) {
      desk.registrations().all().forEach(this::print);
    }
  }

  private void print(Registered registered) {
    Client client = registered.client();
    terminal
        .out()
        .printf(
            "%s  %s  %s  scope \"%s\"  %s  added %s  %s%n",
            client.id(),
            client.confidential()
                ? "confidential, %d secret(s)".formatted(registered.secrets())
                : "public",
            client.grantTypes().stream()
                .map(GrantType::value)
                .sorted()
                .collect(Collectors.joining(",")),
            client.access().scope(),
            client.access().audience().isOwn()
                ? "own audience"
                : "audience \"%s\"".formatted(client.access().audience()),
            Explanation.time(registered.createdAt()),
            client.name());
  }

  @Command(
      name = "roll-secret",
      description = {
        "Make a new secret for a confidential client.",
        "The one before stays good until --finish, or until the next new one."
      },
      mixinStandardHelpOptions = true)
  void rollSecret(
      @Parameters(paramLabel = "ID", description = ID) ClientId id,
      @Option(names = "--finish", description = "make none, and forget the one before")
          boolean finish) {
    try (OperatorDesk desk = OperatorDesk.open(shell.settings())) {
      if (finish) {
        RegistrationResult result = desk.registrations().forgetOlderSecret(id, desk.origin());
        tell(id, result, "has one secret, the newest");
      } else {
        RegistrationResult result = desk.registrations().rollSecret(id, desk.origin());
        tell(id, result, "has a new secret; the one before is still good");
      }
    }
  }

  @Command(description = "Remove a client and end its sessions.", mixinStandardHelpOptions = true)
  void remove(@Parameters(paramLabel = "ID", description = ID) ClientId id) {
    try (OperatorDesk desk = OperatorDesk.open(shell.settings())) {
      tell(id, desk.registrations().remove(id, desk.origin()), "removed, and its sessions ended");
    }
  }

  private void tell(ClientId id, RegistrationResult result, String done) {
    switch (result) {
      case Done(Client client, Optional<Secret> secret) -> {
        terminal.out().printf("%s %s%n", id, done);
        secret.ifPresent(shown -> terminal.show("secret: ", shown));
      }
      case IdTaken() ->
          throw new CommandFailed(
              "%s is taken, or could be taken for the id of a user".formatted(id));
      case NoSuchClient() -> throw new CommandFailed("there is no registered client " + id);
      case Public() -> throw new CommandFailed(id + " is a public client: it has no secret");
    }
  }
}
