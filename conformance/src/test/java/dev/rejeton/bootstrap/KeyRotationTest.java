package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jwt.SignedJWT;
import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.SigningKeyOperations.KeyReport;
import dev.rejeton.bootstrap.MaxAgeVerifier.Verdict;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Username;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signing keys come and go, and no verifier that keeps to the rules of HTTP caching notices.
class KeyRotationTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path directory;

  /// Those who make and verify tokens, minute after minute.
  private static final class Bystanders {
    /// Younger than an access token gets, with the longest that is taken off its life.
    private static final int MINUTES_OF_A_TOKEN = 9;

    private final TestServer server;
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private final Set<String> signers = new LinkedHashSet<>();
    private String refreshToken;

    Bystanders(TestServer server) {
      this.server = server;
      server.addUser("ada");
      this.refreshToken = server.client.login("ada").expect(200).refreshToken();
    }

    /// Makes a token every minute. Each is verified to the end of its life, by verifiers of which
    /// one asks for the keys at every minute of the five that they are cached for.
    void pass(Duration time) throws Exception {
      List<MaxAgeVerifier> verifiers = new ArrayList<>();
      Deque<String> alive = new ArrayDeque<>();
      for (long minute = 0; minute < time.toMinutes(); minute++) {
        server.server.schedule().runAll();
        alive.addLast(refresh());
        if (alive.size() > MINUTES_OF_A_TOKEN) {
          alive.removeFirst();
        }
        if (verifiers.size() < 5) {
          verifiers.add(new MaxAgeVerifier(server.client, server.clock));
        }
        for (MaxAgeVerifier verifier : verifiers) {
          verdicts.merge(verifier.verify(alive.getFirst()), 1, Integer::sum);
          verdicts.merge(verifier.verify(alive.getLast()), 1, Integer::sum);
        }
        server.clock.skip(MINUTE);
      }
    }

    private String refresh() throws Exception {
      Answer answer = server.client.refresh(refreshToken).expect(200);
      refreshToken = answer.refreshToken();
      signers.add(SignedJWT.parse(answer.accessToken()).getHeader().getKeyID());
      return answer.accessToken();
    }
  }

  /// The life of a key is as short as it may be. A key is published an hour after the start, signs
  /// a day later, and two hours after that its predecessor is gone.
  @Test
  @Requirement({"JWK-07", "JWK-11"})
  void aVerifierThatCachesTheKeysForMaxAgeMeetsNoUnknownOne() throws Exception {
    try (var server = new TestServer(directory, Map.of(Setting.SIGNING_KEY_LIFETIME, "25h"))) {
      var bystanders = new Bystanders(server);
      bystanders.pass(Duration.ofHours(2));
      server.clock.skip(Duration.ofHours(22));
      bystanders.pass(Duration.ofHours(4));
      assertEquals(Map.of(Verdict.ACCEPTED, 10 * 6 * 60 - 2 * 20), bystanders.verdicts);
      assertEquals(2, bystanders.signers.size());
    }
  }

  /// Two servers of one database.
  private final class Pair implements AutoCloseable {
    final DemoClock clock = new DemoClock();
    final Settings settings = TestServer.settings(directory, Map.of());
    final List<Server> servers;
    final List<TestClient> clients;

    Pair(Duration later) throws Exception {
      clock.skip(later);
      Callable<Server> start = () -> Server.start(settings, Map.of(), Worlds.with(clock));
      servers = together(List.of(start, start));
      clients = servers.stream().map(server -> new TestClient(server.http().port())).toList();
    }

    void maintain() throws Exception {
      together(
          servers.stream().map(server -> Executors.callable(server.schedule()::runAll)).toList());
    }

    void addUser(String name) {
      try (OperatorDesk desk = OperatorDesk.open(settings)) {
        desk.operators()
            .addUser(new Username(name), new Secret(TestServer.PASSWORD), desk.origin());
      }
    }

    List<KeyReport> keys() {
      try (KeyDesk desk = KeyDesk.open(settings, Map.of())) {
        return desk.signingKeys().list();
      }
    }

    @Override
    public void close() {
      clients.forEach(TestClient::close);
      servers.forEach(Server::close);
    }
  }

  private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
    var barrier = new CyclicBarrier(calls.size());
    List<T> results = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures =
          calls.stream()
              .map(call ->
                  threads.submit(() -> {
                    barrier.await();
                    return call.call();
                  }))
              .toList();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
    }
    return results;
  }

  @ParameterizedTest
  @ValueSource(ints = {29, 30})
  @Requirement("JWK-12")
  void twoServersThatStartWhenASuccessorIsDueMakeOne(int days) throws Exception {
    new Pair(Duration.ZERO).close();
    try (var pair = new Pair(Duration.ofDays(days))) {
      assertEquals(List.of(1, 2), numbers(pair.keys()));
    }
  }

  @Test
  @Requirement("JWK-12")
  void whatOneServerSignsTheOtherPublishes() throws Exception {
    try (var pair = new Pair(Duration.ZERO)) {
      var verifiers =
          pair.clients.reversed().stream()
              .map(client -> new MaxAgeVerifier(client, pair.clock))
              .toList();
      pair.addUser("ada");
      List<String> refreshTokens = new ArrayList<>();
      for (TestClient client : pair.clients) {
        refreshTokens.add(client.login("ada").expect(200).refreshToken());
      }
      Set<String> signers = new LinkedHashSet<>();
      for (int day = 0; day < 89; day++) {
        for (int each = 0; each < 2; each++) {
          Answer answer = pair.clients.get(each).refresh(refreshTokens.get(each)).expect(200);
          refreshTokens.set(each, answer.refreshToken());
          signers.add(SignedJWT.parse(answer.accessToken()).getHeader().getKeyID());
          assertEquals(Verdict.ACCEPTED, verifiers.get(each).verify(answer.accessToken()));
        }
        pair.clock.skip(Duration.ofDays(1));
        pair.maintain();
      }
      assertEquals(List.of(1, 2, 3, 4), numbers(pair.keys()));
      assertEquals(3, signers.size());
    }
  }

  private static List<Integer> numbers(List<KeyReport> keys) {
    return keys.stream().map(key -> key.life().number()).toList();
  }
}
