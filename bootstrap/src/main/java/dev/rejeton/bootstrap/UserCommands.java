package dev.rejeton.bootstrap;

import dev.rejeton.application.port.in.Operators.UserResult;
import dev.rejeton.application.port.in.Operators.UserResult.Busy;
import dev.rejeton.application.port.in.Operators.UserResult.Done;
import dev.rejeton.application.port.in.Operators.UserResult.NameTaken;
import dev.rejeton.application.port.in.Operators.UserResult.NoSuchUser;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.User;
import dev.rejeton.domain.Username;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `rejeton user …`: who can log in. Works beside a running server, on the same database.
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Who can log in.")
final class UserCommands {
  private final Shell shell;
  private final Terminal terminal;

  UserCommands(Shell shell, Terminal terminal) {
    this.shell = shell;
    this.terminal = terminal;
  }

  @Command(
      description = {
        "Add a user.",
        "The password is asked for, or is the first line of standard input."
      },
      mixinStandardHelpOptions = true)
  int add(@Parameters(paramLabel = "NAME") String name) {
    return withNewPassword(
        name,
        "added",
        password -> desk -> desk.operators().addUser(new Username(name), password, desk.origin()));
  }

  @Command(
      description = {
        "Change a user's password and end their sessions.",
        "The password is asked for, or is the first line of standard input."
      },
      mixinStandardHelpOptions = true)
  int passwd(@Parameters(paramLabel = "NAME") String name) {
    return withNewPassword(
        name,
        "has a new password, and no session any more",
        password ->
            desk -> desk.operators().changePassword(new Username(name), password, desk.origin()));
  }

  @Command(
      description = "Keep a user from logging in and end their sessions.",
      mixinStandardHelpOptions = true)
  int disable(@Parameters(paramLabel = "NAME") String name) {
    return tell(
        name,
        "disabled, and has no session any more",
        desk -> desk.operators().disableUser(new Username(name), desk.origin()));
  }

  @Command(description = "Let a disabled user log in again.", mixinStandardHelpOptions = true)
  int enable(@Parameters(paramLabel = "NAME") String name) {
    return tell(
        name, "enabled", desk -> desk.operators().enableUser(new Username(name), desk.origin()));
  }

  @Command(description = "List the users.", mixinStandardHelpOptions = true)
  int list() {
    try (OperatorDesk desk = OperatorDesk.open(shell.settings())) {
      for (User user : desk.operators().users()) {
        terminal
            .out()
            .printf(
                "%s  %-9s %s  %s%n",
                user.id(),
                user.disabled() ? "disabled" : "enabled",
                Explanation.time(user.createdAt()),
                user.username());
      }
    }
    return Shell.OK;
  }

  private int withNewPassword(
      String name, String done, Function<Secret, Function<OperatorDesk, UserResult>> action) {
    if (!Username.isValid(name)) {
      return tell(name, done, desk -> new NoSuchUser());
    }
    Optional<Secret> password = terminal.readNewPassword();
    if (password.isEmpty()) {
      terminal.err().println("rejeton: no password was given, or not the same one twice");
      return Shell.FAILED;
    }
    return tell(name, done, action.apply(password.get()));
  }

  private int tell(String name, String done, Function<OperatorDesk, UserResult> action) {
    if (!Username.isValid(name)) {
      terminal
          .err()
          .println("rejeton: a user name has 1 to 255 printable characters, no space at its ends");
      return Shell.FAILED;
    }
    try (OperatorDesk desk = OperatorDesk.open(shell.settings())) {
      return switch (action.apply(desk)) {
        case Done(User user) -> {
          terminal.out().printf("%s (%s) %s%n", user.username(), user.id(), done);
          yield Shell.OK;
        }
        case NoSuchUser() -> refuse("there is no user " + name);
        case NameTaken() -> refuse("there is a user " + name + " already");
        case Busy() -> refuse("too many passwords are being hashed; try again");
      };
    }
  }

  private int refuse(String why) {
    terminal.err().println("rejeton: " + why);
    return Shell.FAILED;
  }
}
