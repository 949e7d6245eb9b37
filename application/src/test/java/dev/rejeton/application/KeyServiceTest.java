package dev.rejeton.application;

import static dev.rejeton.application.Fixture.T0;
import static dev.rejeton.application.KeyServer.KEEP;
import static dev.rejeton.application.KeyServer.NOTICE;
import static dev.rejeton.application.KeyServer.USE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.application.port.out.MemoryKeyStore;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.SigningKeyLife;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Signing keys that lead their lives by themselves.
class KeyServiceTest {
  private final Fixture fixture = new Fixture();
  private final MemoryKeyStore store = new MemoryKeyStore();
  private final KeyServer one = KeyServer.of("one", store, fixture);

  private List<SigningKeyLife> lives() {
    return store.signingKeys().stream().map(StoredKey::life).toList();
  }

  private List<AuditEvent> told(AuditEvent.Type type) {
    return one.store.events().stream().filter(event -> event.type() == type).toList();
  }

  @Test
  void theFirstKeySignsAtOnce() {
    one.maintain();
    assertEquals(List.of(new SigningKeyLife(1, T0, T0)), lives());
    assertEquals("ES256/one/1", one.signing());
    assertEquals(List.of("ES256/one/1"), one.published());
    assertEquals(one.keys.verificationKeys(), one.service.verificationKeys());
    var added = AuditEvent.Type.SIGNING_KEY_ADDED;
    assertEquals(
        List.of(AuditEvent.of(added, Map.of("number", "1"), T0, Origin.UNKNOWN)), told(added));
    one.maintain();
    assertEquals(1, lives().size());
  }

  @Test
  @Requirement("JWK-11")
  void aKeyIsAnnouncedUsedAndRetiredByItself() {
    one.maintain();
    fixture.pass(USE.minus(NOTICE).minusMillis(1));
    one.maintain();
    assertEquals(1, lives().size());
    fixture.pass(Duration.ofMillis(1));
    one.maintain();
    assertEquals(new SigningKeyLife(2, T0.plus(USE).minus(NOTICE), T0.plus(USE)), lives().get(1));
    assertEquals(List.of("ES256/one/1", "ES256/one/2"), one.published());
    fixture.pass(NOTICE.minusMillis(1));
    one.maintain();
    assertEquals("ES256/one/1", one.signing());
    fixture.pass(Duration.ofMillis(1));
    assertEquals("ES256/one/2", one.signing());
    fixture.pass(KEEP.minusMillis(1));
    one.maintain();
    assertEquals(2, one.published().size());
    fixture.pass(Duration.ofMillis(1));
    one.maintain();
    assertEquals(List.of("ES256/one/2"), one.published());
    var retired = AuditEvent.Type.SIGNING_KEY_RETIRED;
    assertEquals(
        List.of(AuditEvent.of(retired, Map.of("number", "1"), fixture.instant(), Origin.UNKNOWN)),
        told(retired));
    assertEquals("", store.signingKeys().getFirst().sealed(), "nobody can sign with it again");
  }

  @Test
  @Requirement("JWK-12")
  void ofServersThatFindItTimeAtOnceOneMakesTheKey() {
    KeyServer other = KeyServer.of("other", store, fixture);
    other.store.beforeChange().set(one::maintain);
    other.maintain();
    assertEquals(List.of("ES256/one/1"), other.published());
    fixture.pass(USE.minus(NOTICE));
    one.store.beforeChange().set(other::maintain);
    one.maintain();
    assertEquals(List.of("ES256/one/1", "ES256/other/2"), one.published());
    assertEquals(one.published(), other.published());
    assertEquals(2, lives().size());
  }

  /// A token, by the id of its key.
  private record Signed(String keyId, Instant expiresAt) {}

  /// A year in steps of an hour: an access token lives for one, and so does what a verifier, or the
  /// other server, last heard of the keys.
  @Test
  @Requirement({"JWK-07", "JWK-11", "JWK-12", "JWT-19"})
  void throughAYearTwoServersWhoseClocksDifferMakeOneKeyAMonthAndVerifyEachOther() {
    Duration behind = Duration.ofMinutes(7);
    List<KeyServer> servers =
        List.of(one, KeyServer.of("two", store, () -> fixture.instant().minus(behind)));
    servers.forEach(KeyServer::maintain);
    List<Signed> signed = new ArrayList<>();
    List<String> cached = one.published();
    for (int hour = 1; hour <= 365 * 24; hour++) {
      fixture.pass(Duration.ofHours(1));
      // Before either has looked again, each meets tokens of the other.
      for (KeyServer server : servers) {
        String keyId = server.signing();
        signed.add(new Signed(keyId, server.now().plus(Duration.ofHours(1))));
        assertTrue(cached.contains(keyId), "a verifier with an old key set meets a new key");
      }
      assertVerified(servers, signed);
      servers.get(hour % 2).maintain();
      assertVerified(servers, signed);
      servers.get((hour + 1) % 2).maintain();
      assertVerified(servers, signed);
      cached = servers.get(hour % 2).published();
      assertTrue(cached.size() <= 2);
      signed.removeIf(token -> !fixture.instant().isBefore(token.expiresAt()));
    }
    assertEquals(13, lives().size());
    assertAnnounced();
  }

  private static void assertVerified(List<KeyServer> servers, List<Signed> signed) {
    for (KeyServer server : servers) {
      for (Signed token : signed) {
        assertTrue(
            !server.now().isBefore(token.expiresAt())
                || server.published().contains(token.keyId()));
      }
    }
  }

  private void assertAnnounced() {
    for (SigningKeyLife key : lives().subList(1, lives().size())) {
      assertTrue(!key.publishedAt().plus(NOTICE).isAfter(key.signsFrom()));
    }
  }

  @Test
  void aServerThatWasDownForMonthsAnnouncesTheSuccessorAllTheSame() {
    one.maintain();
    fixture.pass(USE.multipliedBy(3));
    one.maintain();
    assertEquals(fixture.instant().plus(NOTICE), lives().get(1).signsFrom());
    assertEquals("ES256/one/1", one.signing());
  }

  @Test
  void aClockThatIsSetBackMakesAndRetiresNothing() {
    one.maintain();
    fixture.pass(USE);
    one.maintain();
    fixture.pass(NOTICE);
    List<StoredKey> before = store.signingKeys();
    for (int days : List.of(1, 10, 400)) {
      fixture.pass(Duration.ofDays(-days));
      one.maintain();
      assertEquals(before, store.signingKeys());
      assertEquals("ES256/one/1", one.signing());
      fixture.pass(Duration.ofDays(days));
    }
    assertEquals("ES256/one/2", one.signing());
  }

  @Test
  void anotherAlgorithmBringsASuccessorAsSoonAsMayBe() {
    one.maintain();
    fixture.pass(Duration.ofDays(1));
    KeyServer changed = KeyServer.signingWith("RS256", store, fixture);
    changed.maintain();
    changed.maintain();
    Instant now = fixture.instant();
    assertEquals(new SigningKeyLife(2, now, now.plus(NOTICE)), lives().get(1));
    assertEquals("ES256/one/1", changed.signing());
    fixture.pass(NOTICE);
    assertEquals("RS256/a/2", changed.signing());
    changed.maintain();
    assertEquals(2, lives().size());
    one.maintain();
    assertEquals(3, lives().size(), "and back again, though a key of that kind still verifies");
  }

  @Test
  void anotherAlgorithmDoesNotWaitForASuccessorOfTheOldOne() {
    one.maintain();
    fixture.pass(USE.minus(NOTICE));
    one.maintain();
    fixture.pass(Duration.ofHours(1));
    KeyServer changed = KeyServer.signingWith("RS256", store, fixture);
    changed.maintain();
    assertEquals(fixture.instant().plus(NOTICE), lives().get(2).signsFrom());
    fixture.pass(NOTICE);
    assertEquals("RS256/a/3", changed.signing());
  }

  @Test
  void serversThatAreSetDifferentlyDoNotMakeKeysForEver() {
    KeyServer other = KeyServer.signingWith("RS256", store, fixture);
    for (int minute = 0; minute < 3 * 24 * 60; minute++) {
      one.maintain();
      other.maintain();
      fixture.pass(Duration.ofMinutes(1));
    }
    assertTrue(lives().size() <= 5, () -> lives().toString());
    assertAnnounced();
  }
}
