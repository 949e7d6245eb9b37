package dev.rejeton.bootstrap;

import dev.rejeton.application.port.in.Operators.UserResult;
import dev.rejeton.application.port.in.Operators.UserResult.Busy;
import dev.rejeton.application.port.in.Operators.UserResult.Done;
import dev.rejeton.application.port.in.Operators.UserResult.NameTaken;
import dev.rejeton.application.port.in.Operators.UserResult.NoSuchUser;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.User;
import dev.rejeton.domain.Username;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `rejeton user …`: who can log in. Works beside a running server, on the same database.
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Who can log in.")
final class UserCommands {
  private static final String NAME = "the name the user logs in with";

  private final Shell shell;
  private final Terminal terminal;

  UserCommands(Shell shell, Terminal terminal) {
    this.shell = shell;
    this.terminal = terminal;
  }

  @Command(
      description = {
        "Add a user, and make the database if there is none.",
        "The password is asked for, or is the first line of standard input."
      },
      mixinStandardHelpOptions = true)
  void add(@Parameters(paramLabel = "NAME", description = NAME) Username name) {
    Settings settings = shell.settings();
    Secret password = newPassword();
    try (OperatorDesk desk = OperatorDesk.openOrCreate(settings)) {
      tell(name, desk.operators().addUser(name, password, desk.origin()), "added");
    }
  }

  @Command(
      description = {
        "Change a user's password and end their sessions.",
        "The password is asked for, or is the first line of standard input."
      },
      mixinStandardHelpOptions = true)
  void passwd(@Parameters(paramLabel = "NAME", description = NAME) Username name) {
    try (OperatorDesk desk = OperatorDesk.open(shell.settings())) {
      UserResult result = desk.operators().changePassword(name, newPassword(), desk.origin());
      tell(name, result, "has a new password, and no session any more");
    }
  }

  @Command(
      description = "Keep a user from logging in and end their sessions.",
      mixinStandardHelpOptions = true)
  void disable(@Parameters(paramLabel = "NAME", description = NAME) Username name) {
    try (OperatorDesk desk = OperatorDesk.open(shell.settings())) {
      UserResult result = desk.operators().disableUser(name, desk.origin());
      tell(name, result, "disabled, and has no session any more");
    }
  }

  @Command(description = "Let a disabled user log in again.", mixinStandardHelpOptions = true)
  void enable(@Parameters(paramLabel = "NAME", description = NAME) Username name) {
    try (OperatorDesk desk = OperatorDesk.open(shell.settings())) {
      tell(name, desk.operators().enableUser(name, desk.origin()), "enabled");
    }
  }

  @Command(description = "List the users.", mixinStandardHelpOptions = true)
  void list() {
    try (OperatorDesk desk = OperatorDesk.open(shell.settings())) {
      desk.operators().users().forEach(this::print);
    }
  }

  private void print(User user) {
    terminal
        .out()
        .printf(
            "%s  %-8s  %s  %s%n",
            user.id(),
            user.disabled() ? "disabled" : "enabled",
            Explanation.time(user.createdAt()),
            user.username());
  }

  private Secret newPassword() {
    return terminal
        .readNewPassword()
        .orElseThrow(() -> new CommandFailed("no password was given, or not the same one twice"));
  }

  private void tell(Username name, UserResult result, String done) {
    switch (result) {
      case Done(User user) ->
          terminal.out().printf("%s (%s) %s%n", user.username(), user.id(), done);
      case NoSuchUser() -> throw new CommandFailed("there is no user " + name);
      case NameTaken() -> throw new CommandFailed("there is a user " + name + " already");
      case Busy() -> throw new CommandFailed("too many passwords are being hashed; try again");
    }
  }
}
