package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.adapter.persistence.SqliteDatabase;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Username;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `rejeton serve` as a process of its own, which can be killed. What it stores outlives it.
final class ServerProcess implements AutoCloseable {
  /// Generous, because a build machine may be busy; nothing waits this long unless it failed.
  private static final int PATIENCE_SECONDS = 120;

  private static final Pattern LISTENS =
      Pattern.compile("listens on \\S+:(\\d+), health on \\S+:(\\d+),");

  final int port;
  final TestClient client;
  private final Path directory;
  private final Process process;
  private final StringBuffer log = new StringBuffer();
  private final CompletableFuture<Matcher> listening = new CompletableFuture<>();
  private final CompletableFuture<String> stopping = new CompletableFuture<>();

  /// Returns when the server is ready. Its database is the default one of the directory.
  ServerProcess(Path directory, Map<Setting, String> overrides) throws Exception {
    this.directory = directory;
    process =
        new ProcessBuilder(command(overrides))
            .directory(directory.toFile())
            .redirectOutput(Redirect.DISCARD)
            .start();
    Thread.ofPlatform().daemon().name("server-log").start(this::readLog);
    try {
      Matcher ports = listening.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      port = Integer.parseInt(ports.group(1));
      client = new TestClient(port);
      try (var ops = new TestClient(Integer.parseInt(ports.group(2)))) {
        ops.with("GET", "/readyz", "nobody").expect(200);
      }
    } catch (Exception | AssertionError failure) {
      process.destroyForcibly();
      throw failure;
    }
  }

  private static List<String> command(Map<Setting, String> overrides) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve"));
    Map<Setting, String> texts = new EnumMap<>(Setting.class);
    texts.putAll(overrides);
    texts.put(Setting.LISTEN, "127.0.0.1:0");
    texts.put(Setting.OPS_LISTEN, "127.0.0.1:0");
    texts.put(Setting.ISSUER, "http://127.0.0.1");
    texts.forEach((key, text) -> command.addAll(List.of(key.flag(), text)));
    return command;
  }

  /// Reads until the process ends: one whose log nobody reads stands still at some point.
  private void readLog() {
    try (BufferedReader lines = process.errorReader()) {
      lines.lines().forEach(this::heard);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      var end = new IllegalStateException("the server has ended:\n" + log);
      listening.completeExceptionally(end);
      stopping.completeExceptionally(end);
    }
  }

  private void heard(String line) {
    log.append(line).append('\n');
    Matcher ports = LISTENS.matcher(line);
    if (ports.find()) {
      listening.complete(ports);
    }
    if (line.endsWith(" Stopping")) {
      stopping.complete(line);
    }
  }

  void addUser(String name) {
    try (OperatorDesk desk = OperatorDesk.open(TestServer.settings(directory, Map.of()))) {
      desk.operators().addUser(new Username(name), new Secret(TestServer.PASSWORD), desk.origin());
    }
  }

  /// {@return the server's database, opened a second time}
  SqliteDatabase openDatabase() {
    return SqliteDatabase.open(directory.resolve("rejeton.db"));
  }

  /// Ends the process as `kill -9` does: none of its code runs any more.
  void kill() {
    process.toHandle().destroyForcibly();
    awaitExit();
  }

  /// Tells the process to stop (SIGTERM), and returns when it has begun to.
  void beginToStop() throws Exception {
    // Not Process.destroy(), which also closes the pipe that the log comes through.
    process.toHandle().destroy();
    stopping.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /// {@return the exit code, once the process has ended}
  int awaitExit() {
    try {
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> "still runs:\n" + log);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return process.exitValue();
  }

  String log() {
    return log.toString();
  }

  @Override
  public void close() {
    kill();
    client.close();
  }
}
