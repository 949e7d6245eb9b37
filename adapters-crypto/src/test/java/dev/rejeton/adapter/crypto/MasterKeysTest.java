package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.KEY_1;
import static dev.rejeton.adapter.crypto.Fixtures.KEY_2;
import static dev.rejeton.adapter.crypto.Fixtures.NOW;
import static dev.rejeton.adapter.crypto.Fixtures.RANDOM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.KeyStore;
import dev.rejeton.application.port.out.KeyStore.MasterKeyRecord;
import dev.rejeton.application.port.out.MemoryKeyStore;
import dev.rejeton.domain.AuditEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysTest {
  private final KeyStore store = new MemoryKeyStore();

  private List<MasterKeyRecord> recorded() {
    return store.masterKeys();
  }

  @Test
  void keysAreReadFromLinesAndTheHighestIdIsCurrent() {
    MasterKeys keys = MasterKeys.parse("# a comment\n\n" + KEY_2 + "\r\n  " + KEY_1 + "  \n");
    assertEquals(2, keys.current().id());
    assertEquals(List.of(KEY_1, KEY_2), keys.all().stream().map(MasterKey::line).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing",
        "1:",
        "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE",
        "1:correct horse battery staple",
        "1:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ",
        "1:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQF",
        "1:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
        "1:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB+QE",
        "256:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE",
        "-1:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE",
        "01:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE",
        "1:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE\n"
            + "1:AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI",
      })
  @Requirement("JWK-09")
  void malformedKeysAreRefusedWithAMessageThatHoldsNone(String text) {
    var refused = assertThrows(IllegalArgumentException.class, () -> MasterKeys.parse(text));
    assertFalse(refused.getMessage().contains("AQEB"), refused.getMessage());
    assertFalse(refused.getMessage().contains("AgIC"), refused.getMessage());
  }

  @Test
  void aNewKeyIsForSessionsOnceEveryServerKnowsIt() {
    MasterKeys one = MasterKeys.parse(KEY_1).claim(store, NOW);
    assertEquals(1, one.settled().id());
    MasterKeys both = MasterKeys.parse(KEY_1 + "\n" + KEY_2);
    Instant later = NOW.plusSeconds(3600);
    assertEquals(1, both.claim(store, later).settled().id());
    assertEquals(2, both.current().id());
    assertEquals(1, both.claim(store, later.plusSeconds(119)).settled().id());
    assertEquals(2, both.claim(store, later.plusSeconds(120)).settled().id());
  }

  @Test
  void keysDoNotPrint() {
    MasterKeys keys = MasterKeys.parse(KEY_1);
    assertFalse((keys + " " + keys.all() + keys.current()).contains("AQEB"));
  }

  @Test
  void anotherKeyHasTheNextIdAndIsCurrent() {
    MasterKeys keys = MasterKeys.parse("7:" + KEY_1.substring(2) + "\n" + KEY_2).withNext(RANDOM);
    assertEquals(8, keys.current().id());
    assertEquals(List.of(2, 7, 8), keys.all().stream().map(MasterKey::id).toList());
    assertEquals(3, keys.all().stream().map(MasterKey::fingerprint).distinct().count());
  }

  @Test
  void after255ThereIsNoOther() {
    MasterKeys keys = MasterKeys.parse("254:" + KEY_1.substring(2)).withNext(RANDOM);
    var refused = assertThrows(IllegalArgumentException.class, () -> keys.withNext(RANDOM));
    assertTrue(refused.getMessage().startsWith("master key 255 is the last"));
  }

  @Test
  void aRingTakesOnlyKeysThatIncludeThoseItHas() {
    MasterKeyRing ring = Fixtures.ring(KEY_1);
    MasterKeys both = MasterKeys.parse(KEY_1 + "\n" + KEY_2);
    ring.replace(both);
    assertSame(both, ring.keys());
    MasterKeys lacking = MasterKeys.parse(KEY_2);
    assertThrows(WrongMasterKey.class, () -> ring.replace(lacking));
    MasterKeys changed = MasterKeys.parse(KEY_1 + "\n2:" + KEY_1.substring(2));
    assertThrows(WrongMasterKey.class, () -> ring.replace(changed));
    assertSame(both, ring.keys());
  }

  @Test
  void aDatabaseIsClaimedOnceAndAgainAndByOneMoreKey() {
    MasterKeys.parse(KEY_1).claim(store, NOW);
    MasterKeys.parse(KEY_1).claim(store, NOW);
    MasterKeys.parse(KEY_1 + "\n" + KEY_2).claim(store, NOW);
    assertEquals(List.of(1, 2), recorded().stream().map(MasterKeyRecord::id).toList());
    assertTrue(recorded().stream().allMatch(key -> key.fingerprint().length() == 22));
  }

  @Test
  void aMissingKeyIsSaidToBeMissingAndNothingIsRecorded() {
    MasterKeys.parse(KEY_1).claim(store, NOW);
    var wrong = claimFails(MasterKeys.parse(KEY_2));
    assertTrue(wrong.getMessage().startsWith("master key 1, used with this database, is missing"));
    assertEquals(1, recorded().size());
  }

  @Test
  void anotherKeyOfTheSameIdIsSaidToBeTheWrongOne() {
    MasterKeys.parse(KEY_1).claim(store, NOW);
    var wrong = claimFails(MasterKeys.parse(KEY_2.replace("2:", "1:")));
    assertTrue(wrong.getMessage().startsWith("master key 1 is not the one"), wrong.getMessage());
  }

  /// A store in which another server is a moment faster.
  @Test
  void ofTwoServersThatClaimADatabaseWithDifferentKeysOneIsRefused() {
    MasterKeys other = MasterKeys.parse(KEY_2.replace("2:", "1:"));
    var raced = new RacedStore(store, () -> other.claim(store, NOW));
    assertThrows(WrongMasterKey.class, () -> MasterKeys.parse(KEY_1).claim(raced, NOW));
  }

  /// @param meanwhile what another server does after the first look
  private record RacedStore(KeyStore store, Runnable meanwhile) implements KeyStore {
    @Override
    public List<MasterKeyRecord> masterKeys() {
      List<MasterKeyRecord> before = store.masterKeys();
      meanwhile.run();
      return before;
    }

    @Override
    public boolean add(MasterKeyRecord masterKey) {
      return store.add(masterKey);
    }

    @Override
    public List<StoredKey> signingKeys() {
      return store.signingKeys();
    }

    @Override
    public boolean add(StoredKey signingKey, AuditEvent event) {
      return store.add(signingKey, event);
    }

    @Override
    public boolean replace(StoredKey before, StoredKey after, AuditEvent event) {
      return store.replace(before, after, event);
    }
  }

  private WrongMasterKey claimFails(MasterKeys keys) {
    var wrong = assertThrows(WrongMasterKey.class, () -> keys.claim(store, NOW));
    assertTrue(wrong.getMessage().contains("restore the master key file"), wrong.getMessage());
    assertFalse(wrong.getMessage().contains("AQEB") || wrong.getMessage().contains("AgIC"));
    return wrong;
  }
}
