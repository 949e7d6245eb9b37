package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.SignedJWT;
import dev.rejeton.Requirement;
import dev.rejeton.adapter.crypto.MasterKeyFile;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signing keys come and go by themselves, on a clock that moves by the hour.
class KeyLifeTest {
  private static final Map<Setting, String> TWO_DAYS = Map.of(Setting.SIGNING_KEY_LIFETIME, "2d");

  /// What the key set's `max-age` allows, all but a second.
  private static final Duration CACHED = Duration.ofSeconds(299);

  private static final int FIVE_DAYS = 5 * 24;

  @TempDir Path directory;

  private static List<StoredKey> keys(TestServer server) {
    return server.server.database().keys().signingKeys();
  }

  @Test
  @Requirement({"JWK-07", "JWK-11", "AT-18"})
  void aVerifierThatCachesTheKeysForFiveMinutesMeetsNoUnknownOne() throws Exception {
    try (var server = new TestServer(directory, TWO_DAYS)) {
      server.addUser("ada");
      Answer held = server.client.login("ada");
      var verifier = new CachingVerifier(server.client);
      Set<String> signed = new LinkedHashSet<>();
      for (int hour = 0; hour < FIVE_DAYS; hour++) {
        verifier.fetch();
        server.clock.skip(CACHED);
        server.server.schedule().runAll();
        held = server.client.refresh(held.refreshToken()).expect(200);
        assertTrue(verifier.accepts(held.accessToken()), "hour " + hour);
        server.client.with("GET", "/v1/session", held.accessToken()).expect(200);
        signed.add(CachingVerifier.keyId(held));
        // The oldest is gone before the next is published.
        assertTrue(verifier.keyIds().size() <= 2, () -> verifier.keyIds().toString());
        server.clock.skip(Duration.ofHours(1).minus(CACHED));
      }
      assertEquals(3, signed.size());
      List<StoredKey> keys = keys(server);
      assertTrue(keys.getFirst().retiredAt().isPresent());
      assertTrue(keys.getLast().retiredAt().isEmpty());
      assertFalse(verifier.keyIds().contains(signed.iterator().next()));
    }
  }

  @Test
  @Requirement("JWT-19")
  void aTokenOfARetiredKeyIsRefusedHoweverLongItWouldLive() {
    try (var server = new TestServer(directory, TWO_DAYS)) {
      server.addUser("ada");
      Answer login = server.client.login("ada");
      var id = new SessionId(login.text("session_id"));
      Session session = server.server.database().sessions().find(id).orElseThrow();
      Instant now = server.clock.instant();
      String longLived =
          new Forge(server.settings, new MasterKeyFile(server.settings.masterKeyFile()).read())
              .accessToken(keys(server), session, now, now.plus(Duration.ofDays(9)));
      for (int hour = 0; hour < 49; hour++) {
        server.client.with("GET", "/v1/session", longLived).expect(200);
        server.clock.skip(Duration.ofHours(1));
        server.server.schedule().runAll();
      }
      server.client.with("GET", "/v1/session", longLived).expect(200);
      server.clock.skip(Duration.ofHours(2));
      server.server.schedule().runAll();
      server.client.with("GET", "/v1/session", longLived).expect(401);
      server.client.refresh(login.refreshToken()).expect(200);
    }
  }

  private TestServer[] startTwoAtOnce(DemoClock clock) throws Exception {
    var barrier = new CyclicBarrier(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<TestServer>> starts = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        starts.add(
            threads.submit(() -> {
              barrier.await();
              return new TestServer(directory, TWO_DAYS, clock);
            }));
      }
      return new TestServer[] {starts.getFirst().get(), starts.getLast().get()};
    }
  }

  @Test
  @Requirement({"JWK-07", "JWK-11", "JWK-12"})
  void twoServersStartedAtTheInstantOfRotationMakeOneKeyAndAgreeEverAfter() throws Exception {
    var clock = new DemoClock();
    TestServer[] first = startTwoAtOnce(clock);
    assertEquals(1, keys(first[0]).size());
    for (TestServer server : first) {
      server.close();
    }
    clock.skip(Duration.ofDays(1));
    TestServer[] both = startTwoAtOnce(clock);
    try {
      assertEquals(2, keys(both[0]).size());
      both[0].addUser("ada");
      Answer held = both[0].client.login("ada").expect(200);
      Set<String> signed = new LinkedHashSet<>();
      for (int hour = 0; hour < 48; hour++) {
        clock.skip(Duration.ofHours(1));
        // By turns one of the two has not looked yet.
        both[hour % 2].server.schedule().runAll();
        for (int i = 0; i < 2; i++) {
          var other = new CachingVerifier(both[1 - i].client);
          other.fetch();
          clock.skip(Duration.ofMinutes(1));
          held = both[i].client.refresh(held.refreshToken()).expect(200);
          assertTrue(other.accepts(held.accessToken()), "hour " + hour);
          both[1 - i].client.with("GET", "/v1/session", held.accessToken()).expect(200);
          signed.add(CachingVerifier.keyId(held));
        }
      }
      assertEquals(2, signed.size());
      assertEquals(3, keys(both[0]).size());
    } finally {
      both[0].close();
      both[1].close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "Ed25519", "EdDSA"})
  void anotherAlgorithmIsPublishedAtOnceAndSignsADayLater(String algorithm) throws Exception {
    Answer held;
    try (var server = new TestServer(directory)) {
      server.addUser("ada");
      held = server.client.login("ada");
      assertEquals("ES256", algorithmOf(held));
    }
    try (var server = new TestServer(directory, Map.of(Setting.SIGNING_ALGORITHM, algorithm))) {
      assertEquals(2, published(server).size());
      Answer before = server.client.refresh(held.refreshToken()).expect(200);
      assertEquals("ES256", algorithmOf(before));
      server.clock.skip(Duration.ofHours(24));
      server.server.schedule().runAll();
      Answer after = server.client.refresh(before.refreshToken()).expect(200);
      assertEquals(algorithm, algorithmOf(after));
      assertNotEquals(CachingVerifier.keyId(before), CachingVerifier.keyId(after));
      server.client.with("GET", "/v1/session", after.accessToken()).expect(200);
      server.clock.skip(Duration.ofHours(2));
      server.server.schedule().runAll();
      assertEquals(List.of(CachingVerifier.keyId(after)), published(server));
    }
  }

  private static String algorithmOf(Answer issued) throws Exception {
    return SignedJWT.parse(issued.accessToken()).getHeader().getAlgorithm().getName();
  }

  private static List<String> published(TestServer server) {
    return server
        .client
        .send("GET", "/.well-known/jwks.json", BodyPublishers.noBody())
        .expect(200)
        .body()
        .path("keys")
        .findValuesAsText("kid");
  }
}
