package dev.rejeton.bootstrap;

import dev.rejeton.application.port.in.Operators.History;
import dev.rejeton.bootstrap.DemoClient.Answer;
import dev.rejeton.bootstrap.SettingsSources.Written;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.Username;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// The story of a session, told by a real server on a free port over real HTTP. The server's clock
/// can be moved, so that an answer stays lost for seventy minutes in no time.
final class Demo {
  private static final String USER = "ada";
  private static final String PASSPHRASE = "correct horse battery staple";
  private static final int TABS = 5;

  private final Terminal terminal;
  private final Duration pause;
  private final Settings settings;
  private final DemoClock clock;
  private final DemoClient client;

  private Demo(
      Terminal terminal, Duration pause, Settings settings, DemoClock clock, DemoClient client) {
    this.terminal = terminal;
    this.pause = pause;
    this.settings = settings;
    this.clock = clock;
    this.client = client;
  }

  /// Tells it; fails if the server does not do what the story says.
  static void tell(Terminal terminal, Duration pause) throws Exception {
    Path directory = Files.createTempDirectory("rejeton-demo");
    Settings settings = settings(directory);
    Logging.apply(settings.log());
    var clock = new DemoClock();
    try (Server server = Server.start(settings, Map.of(), Worlds.with(clock));
        var client = new DemoClient(server.http().port())) {
      var demo = new Demo(terminal, pause, settings, clock, client);
      demo.say("A server on port %d, with one SQLite file.".formatted(server.http().port()));
      demo.tellStory();
    } finally {
      delete(directory);
    }
  }

  private static Settings settings(Path directory) {
    return Settings.of(
        Map.of(
            Setting.LISTEN, new Written("127.0.0.1:0", "the demo"),
            Setting.OPS_LISTEN, new Written("127.0.0.1:0", "the demo"),
            Setting.LOG_LEVEL, new Written("error", "the demo"),
            Setting.DATABASE, new Written(directory.resolve("demo.db").toString(), "the demo")));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  private void tellStory() throws Exception {
    try (OperatorDesk desk = OperatorDesk.open(settings)) {
      desk.operators().addUser(new Username(USER), new Secret(PASSPHRASE), desk.origin());
    }
    Answer first = logIn();
    Answer second = refreshInFiveTabs(first);
    Answer third = loseAnAnswer(second);
    useAStolenToken(second, third);
    explain(third.text("session_id"));
    logOut();
  }

  private Answer logIn() throws Exception {
    Answer login =
        client.post(
            "/v1/login",
            Map.of("username", USER, "password", PASSPHRASE, "device_name", "Ada's laptop"));
    show("Log in", login, 200);
    show("Call with the access token", client.get("/v1/session", login.text("access_token")), 200);
    return login;
  }

  private Answer refreshInFiveTabs(Answer login) throws Exception {
    Callable<Answer> tab = () -> refresh(login);
    Set<String> successors = new HashSet<>();
    try (var tabs = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          tabs.invokeAll(Stream.generate(() -> tab).limit(TABS).toList());
      for (Future<Answer> answer : answers) {
        show("Refresh, five tabs at once", answer.get(), 200);
        successors.add(answer.get().text("refresh_token"));
      }
      say("  … and the five answers hold %d refresh token.".formatted(successors.size()));
      check(successors.size() == 1);
      return answers.getFirst().get();
    }
  }

  private Answer loseAnAnswer(Answer held) throws Exception {
    clock.skip(Duration.ofMinutes(10));
    show("Ten minutes later, a refresh; its answer is lost in a tunnel", refresh(held), 200);
    clock.skip(Duration.ofMinutes(70));
    Answer recovered = refresh(held);
    show("Seventy minutes later, the phone tries again with what it has", recovered, 200);
    return recovered;
  }

  private void useAStolenToken(Answer stolen, Answer held) throws Exception {
    clock.skip(Duration.ofMinutes(10));
    Answer next = refresh(held);
    show("Ten minutes later, the phone refreshes once more", next, 200);
    clock.skip(Duration.ofMinutes(1));
    show("A thief uses a token copied long ago", refresh(stolen), 400);
    show("The session is over, for the thief and for the phone", refresh(next), 400);
  }

  private void explain(String sid) {
    say("rejeton session explain " + sid);
    try (OperatorDesk desk = OperatorDesk.open(settings)) {
      Optional<History> history = desk.operators().history(new SessionId(sid));
      history.ifPresent(
          found -> Explanation.of(found, clock.instant()).forEach(line -> say("  " + line)));
      check(history.isPresent());
    }
  }

  private void logOut() throws Exception {
    Answer login = client.post("/v1/login", Map.of("username", USER, "password", PASSPHRASE));
    show("Ada logs in again", login, 200);
    Map<String, String> token = Map.of("refresh_token", login.text("refresh_token"));
    show("… and logs out", client.post("/v1/logout", token), 204);
    show("Her refresh token is worth nothing now", client.post("/v1/refresh", token), 400);
    show("Nor is her access token", client.get("/v1/session", login.text("access_token")), 401);
    say("That was Rejeton. `rejeton serve` starts it for you.");
  }

  private Answer refresh(Answer holding) throws IOException, InterruptedException {
    return client.post("/v1/refresh", Map.of("refresh_token", holding.text("refresh_token")));
  }

  private void show(String step, Answer answer, int expected) throws InterruptedException {
    String reason = answer.text("reason").isEmpty() ? "" : " " + answer.text("reason");
    say("%-62s → %d%s".formatted(step, answer.status(), reason));
    check(answer.status() == expected);
    Thread.sleep(pause);
  }

  private void say(String line) {
    terminal.out().println(line);
  }

  private static void check(boolean asTold) {
    if (!asTold) {
      throw new IllegalStateException("the server did not do what the story says");
    }
  }
}
