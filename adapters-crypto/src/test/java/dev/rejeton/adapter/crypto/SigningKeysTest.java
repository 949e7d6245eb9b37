package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.KEY_1;
import static dev.rejeton.adapter.crypto.Fixtures.KEY_2;
import static dev.rejeton.adapter.crypto.Fixtures.NOW;
import static dev.rejeton.adapter.crypto.Fixtures.RANDOM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.KeyStore;
import dev.rejeton.application.port.out.KeyStore.Purpose;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.application.port.out.MemoryStore;
import dev.rejeton.domain.VerificationKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
  private final MemoryStore store = new MemoryStore();
  private final MasterKeys masterKeys = MasterKeys.parse(KEY_1);

  private SigningKeys open(KeyStore from) {
    return SigningKeys.open(from, masterKeys, RANDOM, NOW);
  }

  private StrictJws signedBy(SigningKeys keys) {
    var tokens = new JwtAccessTokens("issuer", "audience", keys);
    var token = tokens.mint(Fixtures.session(), NOW, NOW.plusSeconds(600));
    return StrictJws.parse(token.jwt()).orElseThrow();
  }

  @Test
  void theFirstStartMakesOneKeyAndTheNextFindsIt() {
    List<VerificationKey> made = open(store).verificationKeys();
    assertEquals(1, made.size());
    assertEquals(made, open(store).verificationKeys());
    assertEquals(
        List.of(NOW), store.all(Purpose.SIGNING).stream().map(StoredKey::createdAt).toList());
  }

  @Test
  void aKeySealedUnderAnOldMasterKeyOpensBesideANewOne() {
    List<VerificationKey> made = open(store).verificationKeys();
    MasterKeys both = MasterKeys.parse(KEY_1 + "\n" + KEY_2);
    assertEquals(made, SigningKeys.open(store, both, RANDOM, NOW).verificationKeys());
    MasterKeys onlyTheNew = MasterKeys.parse(KEY_2);
    assertThrows(WrongMasterKey.class, () -> SigningKeys.open(store, onlyTheNew, RANDOM, NOW));
  }

  /// The second server looks before, and adds after, the first one has added its key.
  @Test
  @Requirement("JWK-12")
  void serversThatStartTogetherOnAnEmptyDatabaseShareOneKey() {
    KeyStore behind =
        new KeyStore() {
          @Override
          public List<StoredKey> all(Purpose purpose) {
            List<StoredKey> before = store.all(purpose);
            open(store);
            return before;
          }

          @Override
          public boolean add(StoredKey key) {
            return store.add(key);
          }
        };
    SigningKeys second = open(behind);
    SigningKeys first = open(store);
    assertTrue(first.haveSigned(signedBy(second)));
    assertTrue(second.haveSigned(signedBy(first)));
    assertEquals(1, store.all(Purpose.SIGNING).size());
  }

  @Test
  void ofSeveralKeysTheNewestSignsAndAllVerify() {
    SigningKeys before = open(store);
    SigningKey newest = SigningKey.generate(RANDOM);
    store.add(newest.seal("2", masterKeys.current(), RANDOM, NOW.plusSeconds(1)));
    SigningKeys after = open(store);
    assertEquals(2, after.verificationKeys().size());
    assertEquals(newest.keyId(), signedBy(after).keyId());
    assertTrue(after.haveSigned(signedBy(after)));
    assertTrue(after.haveSigned(signedBy(before)));
    assertFalse(before.haveSigned(signedBy(after)));
  }
}
