package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.adapter.persistence.SqliteDatabase;
import dev.rejeton.application.World;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.Username;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/// What the exhibits of [MuseumTest] are told with: a real server on a real SQLite file, whose
/// clock stands still until it is told otherwise, one user, Ada, and small verbs over HTTP.
final class Museum implements AutoCloseable {
  private static final Instant OPENING = Instant.parse("2026-03-01T08:00:00Z");

  final Settings settings;
  final World world;
  final Server server;
  final TestClient client;
  private final AtomicReference<Instant> now = new AtomicReference<>(OPENING);

  /// Opens the files of a directory, and makes them if there are none.
  Museum(Path directory, Map<Setting, String> overrides) {
    settings = TestServer.settings(directory, overrides);
    world = new World(now::get, Worlds.RANDOM);
    server = Server.start(settings, Map.of(), world);
    client = new TestClient(server.http().port());
    try (OperatorDesk desk = OperatorDesk.open(settings)) {
      desk.operators().addUser(new Username("ada"), new Secret(TestServer.PASSWORD), desk.origin());
    }
  }

  Instant now() {
    return now.get();
  }

  void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  Answer login() {
    return client.login("ada").expect(200);
  }

  Answer refresh(Answer held) {
    return client.refresh(held.refreshToken()).expect(200);
  }

  /// Refreshes when the grace period of the last answer is over, so that the token is replaced.
  Answer refreshLater(Answer held) {
    pass(settings.policy().gracePeriod());
    return refresh(held);
  }

  /// The refresh token is worth nothing.
  void refuses(Answer held, String reason) {
    assertEquals(reason, client.refresh(held.refreshToken()).expect(400).text("reason"));
  }

  void logout(Answer held) {
    client.post("/v1/logout", Map.of("refresh_token", held.refreshToken())).expect(204);
  }

  /// Uses the access token, which confirms that the answer it came with arrived.
  void use(Answer held) {
    client.with("GET", "/v1/session", held.accessToken()).expect(200);
    server.schedule().runAll();
  }

  /// The access token is worth nothing.
  void locksOut(Answer held) {
    client.with("GET", "/v1/session", held.accessToken()).expect(401);
  }

  /// {@return the answers to refreshes with all of these, sent at one moment}
  List<Answer> refreshAtOnce(List<Answer> held) throws Exception {
    var barrier = new CyclicBarrier(held.size());
    List<Callable<Answer>> refreshes = new ArrayList<>();
    for (Answer each : held) {
      refreshes.add(() -> {
        barrier.await();
        return refresh(each);
      });
    }
    List<Answer> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> future : threads.invokeAll(refreshes)) {
        answers.add(future.get());
      }
    }
    return answers;
  }

  /// Sends a refresh and hangs up once it is stored, without having read a byte of the answer.
  void refreshAndHangUp(Answer held) throws IOException {
    sendRefresh(server.http().port(), held, () -> awaitRotation(server.database(), held));
  }

  /// Sends a refresh and hangs up after something has happened, without having read a byte.
  static void sendRefresh(int port, Answer held, Runnable meanwhile) throws IOException {
    String body = "{\"refresh_token\":\"" + held.refreshToken() + "\"}";
    String request =
        """
        POST /v1/refresh HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        %s\
        """
            .formatted(port, body.length(), body);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      meanwhile.run();
    }
  }

  static void awaitRotation(SqliteDatabase database, Answer login) {
    while (row(database, login).family().generation() == 0) {
      Thread.yield();
    }
  }

  /// {@return the session as it is stored}
  Session row(Answer held) {
    return row(server.database(), held);
  }

  static Session row(SqliteDatabase database, Answer held) {
    return database.sessions().find(new SessionId(held.text("session_id"))).orElseThrow();
  }

  /// {@return the file, opened by another program}
  Connection anotherProgram() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + settings.database());
  }

  /// {@return how many rows a table of the file has}
  int rows(String table) throws SQLException {
    try (Connection file = anotherProgram();
        var counted = file.createStatement().executeQuery("SELECT count(*) FROM " + table)) {
      return counted.getInt(1);
    }
  }

  /// {@return the same services over the same file, at an instant that HTTP cannot hit}
  MuseumBackstage backstage(Runnable meanwhile) {
    return new MuseumBackstage(this, meanwhile);
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
