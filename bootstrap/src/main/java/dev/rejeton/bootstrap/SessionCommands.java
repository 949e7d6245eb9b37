package dev.rejeton.bootstrap;

import dev.rejeton.application.port.in.Operators.History;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.Username;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `rejeton session …`: who is logged in, and why somebody no longer is.
@Command(
    name = "session",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Who is logged in, and why somebody no longer is.")
final class SessionCommands {
  private final Shell shell;
  private final Terminal terminal;

  SessionCommands(Shell shell, Terminal terminal) {
    this.shell = shell;
    this.terminal = terminal;
  }

  @Command(
      description = "List the live sessions, of one user or of all.",
      mixinStandardHelpOptions = true)
  int list(@Parameters(paramLabel = "USER", arity = "0..1", defaultValue = "") String name) {
    try (OperatorDesk desk = OperatorDesk.open(shell.settings())) {
      if (name.isEmpty()) {
        desk.operators().sessions().forEach(this::print);
      } else if (Username.isValid(name)) {
        desk.operators().sessions(new Username(name)).forEach(this::print);
      }
    }
    return Shell.OK;
  }

  private void print(Session session) {
    terminal
        .out()
        .printf(
            "%s  %s  opened %s  last used %s  %s %s%n",
            session.id(),
            session.grant().userId(),
            Explanation.time(session.lifetime().createdAt()),
            Explanation.time(session.family().answeredAt()),
            Explanation.place(session.family().answeredTo()),
            session.device().name());
  }

  @Command(description = "End a session now.", mixinStandardHelpOptions = true)
  int revoke(@Parameters(paramLabel = "SID") String sid) {
    try (OperatorDesk desk = OperatorDesk.open(shell.settings())) {
      if (SessionId.isValid(sid) && desk.operators().revoke(new SessionId(sid), desk.origin())) {
        terminal.out().println(sid + " revoked");
        return Shell.OK;
      }
    }
    return refuse("there is no session %s that could be revoked".formatted(sid));
  }

  @Command(description = "Tell the life of a session.", mixinStandardHelpOptions = true)
  int explain(@Parameters(paramLabel = "SID") String sid) {
    try (OperatorDesk desk = OperatorDesk.open(shell.settings())) {
      Optional<History> history =
          SessionId.isValid(sid) ? desk.operators().history(new SessionId(sid)) : Optional.empty();
      if (history.isPresent()) {
        Explanation.of(history.get(), desk.now()).forEach(terminal.out()::println);
        return Shell.OK;
      }
    }
    return refuse("there is no session %s; one long over is forgotten".formatted(sid));
  }

  private int refuse(String why) {
    terminal.err().println("rejeton: " + why);
    return Shell.FAILED;
  }
}
