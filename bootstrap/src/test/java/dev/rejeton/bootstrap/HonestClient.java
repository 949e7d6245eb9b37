package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.adapter.persistence.SqliteDatabase;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.SessionId;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A client with a session of its own that does nothing clever: it sends the newest refresh token
/// it was answered with, and sends it again if no answer came.
final class HonestClient {
  private final SessionId session;
  private String held;
  private int answers;

  /// What ends a server.
  interface Ending {
    void run() throws Exception;
  }

  private HonestClient(Answer login) {
    this.session = new SessionId(login.text("session_id"));
    this.held = login.refreshToken();
  }

  /// {@return clients of a new user, logged in}
  static List<HonestClient> logIn(ServerProcess server, int count) {
    server.addUser("ada");
    return Stream.generate(() -> new HonestClient(server.client.login("ada").expect(200)))
        .limit(count)
        .toList();
  }

  SessionId session() {
    return session;
  }

  String held() {
    return held;
  }

  /// {@return how often a refresh was answered with another token} That is the generation of the
  /// token it holds, because a lost answer and the one in its place are of the same generation.
  int answers() {
    return answers;
  }

  /// {@return the generation that is stored}
  int generation(SqliteDatabase database) {
    return database.sessions().find(session).orElseThrow().family().generation();
  }

  Answer refresh(TestClient http) {
    Answer answer = http.refresh(held);
    if (answer.status() == 200 && !answer.refreshToken().equals(held)) {
      held = answer.refreshToken();
      answers++;
    }
    return answer;
  }

  /// Lets clients refresh as fast as they can, and ends the server after so many answers. The
  /// server has no grace period, or it would answer without storing.
  ///
  /// @return how many clients were left without an answer
  static int endUnderLoad(
      ServerProcess server, List<HonestClient> clients, int refreshes, Ending ending)
      throws Exception {
    var due = new CountDownLatch(refreshes);
    List<Future<Boolean>> loops = new ArrayList<>();
    boolean reached;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (HonestClient client : clients) {
        loops.add(threads.submit(() -> client.refreshUntilTheEnd(server.client, due)));
      }
      reached = due.await(2, TimeUnit.MINUTES);
      ending.run();
    }
    int unanswered = 0;
    for (Future<Boolean> loop : loops) {
      unanswered += loop.get() ? 1 : 0;
    }
    assertTrue(reached, server::log);
    return unanswered;
  }

  /// {@return whether there was no answer in the end, and not one without a token}
  private boolean refreshUntilTheEnd(TestClient http, CountDownLatch due) {
    try {
      while (refresh(http).status() == 200) {
        due.countDown();
      }
      return false;
    } catch (UncheckedIOException lost) {
      return true;
    }
  }
}
