package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many clients at one moment, over real HTTP on a real SQLite file.
class ConcurrencyTest {
  private static final int THREADS = 64;

  @TempDir Path directory;

  private static List<Answer> atOnce(int count, Callable<Answer> call) throws Exception {
    var barrier = new CyclicBarrier(count);
    Callable<Answer> together =
        () -> {
          barrier.await();
          return call.call();
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> future :
          threads.invokeAll(Stream.generate(() -> together).limit(count).toList())) {
        answers.add(future.get());
      }
      return answers;
    }
  }

  private static Session row(TestServer server, Answer login) {
    SessionId id = new SessionId(login.text("session_id"));
    return server.server.database().sessions().find(id).orElseThrow();
  }

  @Test
  @Requirement("REF-24")
  void underBalancedAllGetOneIdenticalSuccessorAndTheRowRotatesOnce() throws Exception {
    try (var server = new TestServer(directory)) {
      server.addUser("ada");
      Answer login = server.client.login("ada");
      List<Answer> answers = atOnce(THREADS, () -> server.client.refresh(login.refreshToken()));
      assertEquals(
          1, answers.stream().map(answer -> answer.expect(200).refreshToken()).distinct().count());
      assertEquals(
          1,
          answers.stream().map(answer -> answer.claims().path("exp").asLong()).distinct().count());
      assertEquals(1, row(server, login).family().generation());
      assertEquals(1, row(server, login).version());
      server.clock.skip(server.settings.policy().gracePeriod());
      server.client.refresh(answers.getFirst().refreshToken()).expect(200);
      assertEquals(2, row(server, login).family().generation());
    }
  }

  @Test
  @Requirement("REF-24")
  void theNewTokenAndTheOneBeforeAtOnceGetTheSameAnswerAndTheRowStays() throws Exception {
    try (var server = new TestServer(directory)) {
      server.addUser("ada");
      Answer login = server.client.login("ada");
      Answer first = server.client.refresh(login.refreshToken()).expect(200);
      var turn = new AtomicInteger();
      List<Answer> answers =
          atOnce(
              THREADS,
              () ->
                  server.client.refresh(
                      (turn.getAndIncrement() % 2 == 0 ? login : first).refreshToken()));
      answers.forEach(
          answer -> assertEquals(first.refreshToken(), answer.expect(200).refreshToken()));
      assertEquals(1, row(server, login).version());
    }
  }

  @Test
  @Requirement("REF-15")
  void underStrictExactlyOneWinsAndTheOthersAreReuse() throws Exception {
    try (var server = new TestServer(directory, Map.of(Setting.PROFILE, "strict"))) {
      server.addUser("ada");
      Answer login = server.client.login("ada");
      List<Answer> answers = atOnce(THREADS, () -> server.client.refresh(login.refreshToken()));
      Map<Integer, Long> counts =
          answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
      assertEquals(Map.of(200, 1L, 400, THREADS - 1L), counts);
      assertEquals(1, row(server, login).family().generation());
      assertTrue(row(server, login).revocation().isPresent());
      Answer winner = answers.stream().filter(answer -> answer.status() == 200).findAny().get();
      server.client.refresh(winner.refreshToken()).expect(400);
    }
  }

  @Test
  @Requirement("REV-15")
  void aRefreshThatRacesALogoutLeavesNothingUsable() throws Exception {
    try (var server = new TestServer(directory)) {
      server.addUser("ada");
      for (int round = 0; round < 50; round++) {
        Answer login = server.client.login("ada");
        Map<String, String> token = Map.of("refresh_token", login.refreshToken());
        var turn = new AtomicInteger();
        List<Answer> answers =
            atOnce(
                4,
                () ->
                    server.client.post(
                        turn.getAndIncrement() == 0 ? "/v1/logout" : "/v1/refresh", token));
        for (Answer answer : answers) {
          if (answer.status() == 200) {
            server.client.refresh(answer.refreshToken()).expect(400);
            server.client.with("GET", "/v1/session", answer.accessToken()).expect(401);
          }
        }
        assertTrue(row(server, login).revocation().isPresent());
      }
    }
  }

  @Test
  void fiveTabsThatRefreshForDaysAreNeverLoggedOut() throws Exception {
    try (var server = new TestServer(directory)) {
      server.addUser("ada");
      Answer held = server.client.login("ada");
      for (int round = 0; round < 50; round++) {
        server.clock.skip(Duration.ofHours(2));
        String token = held.refreshToken();
        List<Answer> answers = atOnce(5, () -> server.client.refresh(token));
        answers.forEach(answer -> answer.expect(200));
        held = answers.get(round % 5);
      }
      assertEquals(50, row(server, held).family().generation());
    }
  }
}
