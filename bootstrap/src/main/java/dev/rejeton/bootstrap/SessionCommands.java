package dev.rejeton.bootstrap;

import dev.rejeton.application.port.in.Operators.History;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.Username;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rejeton session …`: who is logged in, and why somebody no longer is.
@Command(
    name = "session",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Who is logged in, and why somebody no longer is.")
final class SessionCommands {
  private static final String SID = "the session's id: session_id in answers, sid in access tokens";

  private final Shell shell;
  private final Terminal terminal;

  SessionCommands(Shell shell, Terminal terminal) {
    this.shell = shell;
    this.terminal = terminal;
  }

  @Command(
      description = "List the live sessions, of one user or of all.",
      mixinStandardHelpOptions = true)
  void list(
      @Parameters(paramLabel = "USER", arity = "0..1", description = "whose sessions")
          Optional<Username> name) {
    try (OperatorDesk desk = OperatorDesk.open(shell.settings())) {
      List<Session> sessions =
          name.map(desk.operators()::sessions).orElseGet(desk.operators()::sessions);
      sessions.forEach(this::print);
    }
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

  @Command(
      description = "End a session now, or all of a user, or all there are.",
      mixinStandardHelpOptions = true)
  void revoke(@ArgGroup(multiplicity = "1") Which which) {
    try (OperatorDesk desk = OperatorDesk.open(shell.settings())) {
      if (which.sid.isPresent()) {
        revoke(desk, which.sid.get());
      } else {
        int revoked =
            which.all
                ? desk.operators().revokeAll(desk.origin())
                : desk.operators().revokeAll(which.user.orElseThrow(), desk.origin());
        terminal.out().printf("%d session(s) revoked%n", revoked);
      }
    }
  }

  private void revoke(OperatorDesk desk, SessionId sid) {
    if (!desk.operators().revoke(sid, desk.origin())) {
      throw new CommandFailed("there is no session %s that could be revoked".formatted(sid));
    }
    terminal.out().println(sid + " revoked");
  }

  /// Which sessions to end. The command line writes one of the fields.
  static final class Which {
    @Parameters(paramLabel = "SID", description = SID)
    private Optional<SessionId> sid = Optional.empty();

    @Option(names = "--user", paramLabel = "USER", description = "all sessions of this user")
    private Optional<Username> user = Optional.empty();

    @Option(names = "--all", description = "all sessions of all users")
    private boolean all;
  }

  @Command(description = "Tell the life of a session.", mixinStandardHelpOptions = true)
  void explain(@Parameters(paramLabel = "SID", description = SID) SessionId sid) {
    try (OperatorDesk desk = OperatorDesk.open(shell.settings())) {
      History history =
          desk.operators()
              .history(sid)
              .orElseThrow(() ->
                  new CommandFailed(
                      "there is no session %s; one long over is forgotten".formatted(sid)));
      Explanation.of(history, desk.now()).forEach(terminal.out()::println);
    }
  }
}
