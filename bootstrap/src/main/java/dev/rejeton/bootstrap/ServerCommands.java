package dev.rejeton.bootstrap;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `rejeton`: the server, its demonstration, its version.
@Command(
    name = "rejeton",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Login sessions and refresh tokens, done right.",
    footer = {"", "Exit codes: 0 done, 1 could not be done, 2 wrong arguments or settings."})
final class ServerCommands {
  private static final Logger LOG = LoggerFactory.getLogger("dev.rejeton.server");

  /// How long a line of the demonstration stands before the next.
  private static final Duration READING_TIME = Duration.ofMillis(400);

  private final Shell shell;
  private final Terminal terminal;

  ServerCommands(Shell shell, Terminal terminal) {
    this.shell = shell;
    this.terminal = terminal;
  }

  @Command(
      description = {
        "Run the server until it is told to stop.",
        "A setting may stand in rejeton.toml (grace_period = \"10s\"), in the environment",
        "(REJETON_GRACE_PERIOD=10s) or in a flag; the later is the stronger."
      },
      mixinStandardHelpOptions = true)
  void serve() throws InterruptedException {
    Settings settings = shell.settings();
    Server server = Server.start(settings, terminal.environment(), Worlds.with(Worlds.CLOCK));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    LOG.info(
        "Rejeton {} listens on {}, health on {}, database {}",
        version(),
        new ListenAddress(settings.listen().host(), server.http().port()),
        new ListenAddress(settings.opsListen().host(), server.http().opsPort()),
        settings.database());
    new CountDownLatch(1).await();
  }

  private static void stop(Server server) {
    LOG.info("Stopping");
    server.close();
    LOG.info("Stopped");
    // A JVM that a signal stopped would exit with 143, and a stop that went well is no failure.
    Runtime.getRuntime().halt(Shell.OK);
  }

  @Command(
      description =
          "Start a server for some seconds and tell the story of a session over real HTTP.",
      mixinStandardHelpOptions = true)
  void demo(@Option(names = "--fast", description = "without pauses to read") boolean fast)
      throws Exception {
    Demo.tell(terminal, fast ? Duration.ZERO : READING_TIME);
  }

  @Command(name = "version", description = "Print the version.", mixinStandardHelpOptions = true)
  void printVersion() {
    terminal.out().println(versionLine());
  }

  static String versionLine() {
    return "rejeton %s (Java %s)".formatted(version(), Runtime.version());
  }

  private static String version() {
    return Optional.ofNullable(ServerCommands.class.getPackage().getImplementationVersion())
        .orElse("from source");
  }
}
