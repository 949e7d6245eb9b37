package dev.rejeton.application.port.out;

import static dev.rejeton.application.port.out.Race.together;
import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.tells;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.KeyStore.MasterKeyRecord;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.SigningKeyLife;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [KeyStore] keeps to.
public interface KeyStoreContract extends Stores {

  @Test
  default void listsKeysByNumber() {
    for (int number : new int[] {2, 10, 1}) {
      assertTrue(add(key(number, "sealed")));
      assertTrue(keys().add(new MasterKeyRecord(number, "fingerprint", NOW)));
    }

    assertEquals(
        List.of(key(1, "sealed"), key(2, "sealed"), key(10, "sealed")), keys().signingKeys());
    assertEquals(List.of(1, 2, 10), keys().masterKeys().stream().map(MasterKeyRecord::id).toList());
  }

  @Test
  default void hasNoKeysAtFirst() {
    assertEquals(List.of(), keys().signingKeys());
    assertEquals(List.of(), keys().masterKeys());
  }

  @Test
  default void addsAMasterKeyOnce() {
    var first = new MasterKeyRecord(1, "one", NOW);

    assertTrue(keys().add(first));
    assertFalse(keys().add(new MasterKeyRecord(1, "another", NOW.plusMillis(1))));
    assertEquals(List.of(first), keys().masterKeys());
  }

  @Test
  @Requirement("LOG-01")
  default void addsANumberOnceAndTellsOfIt() {
    AuditEvent added = event(ALICE, Type.SIGNING_KEY_ADDED);
    AuditEvent again = event(ALICE, Type.SIGNING_KEY_ADDED);

    assertTrue(keys().add(key(1, "one"), added));
    assertFalse(keys().add(key(1, "another"), again));

    assertEquals(List.of(key(1, "one")), keys().signingKeys());
    assertTrue(tells(this, added));
    assertFalse(tells(this, again));
  }

  @Test
  default void ofManyThatAddOneNumberOneDoes() throws Exception {
    for (int round = 1; round <= 10; round++) {
      int number = round;
      List<Callable<Boolean>> adding =
          IntStream.range(0, 16)
              .mapToObj(i -> (Callable<Boolean>) () -> add(key(number, "of " + i)))
              .toList();

      List<Boolean> added = together(adding.stream());

      assertEquals(1, added.stream().filter(Boolean::booleanValue).count());
      assertEquals(key(number, "of " + added.indexOf(true)), keys().signingKeys().get(number - 1));
    }
  }

  @Test
  @Requirement("LOG-01")
  default void replacesAKeyThatIsAsItWasAndTellsOfIt() {
    StoredKey bystander = key(2, "one");
    StoredKey before = key(1, "one");
    StoredKey resealed = key(1, "another");
    StoredKey retired = resealed.retired(NOW);
    AuditEvent event = event(ALICE, Type.SIGNING_KEY_RESEALED);
    add(before);
    add(bystander);

    assertTrue(keys().replace(before, resealed, event));
    assertTrue(tells(this, event));
    assertEquals(List.of(resealed, bystander), keys().signingKeys());

    assertTrue(replace(resealed, retired));
    assertEquals(List.of(retired, bystander), keys().signingKeys());

    StoredKey other = key(new SigningKeyLife(1, NOW.plusMillis(1), NOW.plusMillis(2)), "jwk");
    assertTrue(replace(retired, other));
    assertEquals(List.of(other, bystander), keys().signingKeys());
  }

  @Test
  @Requirement("LOG-01")
  default void replacesNoKeyThatHasChangedMeanwhile() {
    var life = new SigningKeyLife(1, NOW, NOW.plusSeconds(1));
    StoredKey stored = key(life, "jwk");
    add(stored);
    List<StoredKey> others =
        List.of(
            key(new SigningKeyLife(2, life.publishedAt(), life.signsFrom()), "jwk"),
            key(new SigningKeyLife(1, NOW.minusMillis(1), life.signsFrom()), "jwk"),
            key(new SigningKeyLife(1, life.publishedAt(), NOW), "jwk"),
            key(life, "another jwk"),
            new StoredKey(life, "jwk", "another", Optional.empty()),
            new StoredKey(life, "jwk", "sealed", Optional.of(NOW)));
    for (StoredKey other : others) {
      AuditEvent event = event(ALICE, Type.SIGNING_KEY_RETIRED);

      assertFalse(keys().replace(other, stored.retired(NOW), event), other.toString());
      assertFalse(tells(this, event));
    }
    assertEquals(List.of(stored), keys().signingKeys());
  }

  @Test
  default void keepsKeysWhenReopened() {
    String text = "'; DROP TABLE signing_key; -- \"`\\ ?1 :id {x} 漢字 🗝";
    var life = new SigningKeyLife(Integer.MAX_VALUE, Instant.EPOCH, NOW.plusMillis(1));
    var key = new StoredKey(life, text, text, Optional.of(Instant.EPOCH));
    var masterKey = new MasterKeyRecord(Integer.MAX_VALUE, text, Instant.EPOCH.minusMillis(1));
    add(key);
    add(key(8, "").retired(NOW));
    keys().add(masterKey);

    reopen();

    assertEquals(List.of(key(8, "").retired(NOW), key), keys().signingKeys());
    assertEquals(List.of(masterKey), keys().masterKeys());
  }

  private boolean add(StoredKey key) {
    return keys().add(key, event(ALICE, Type.SIGNING_KEY_ADDED));
  }

  private boolean replace(StoredKey before, StoredKey after) {
    return keys().replace(before, after, event(ALICE, Type.SIGNING_KEY_RESEALED));
  }

  private static StoredKey key(int number, String sealed) {
    var life = new SigningKeyLife(number, NOW, NOW.plusSeconds(number));
    return new StoredKey(life, "{\"kid\":\"" + number + "\"}", sealed, Optional.empty());
  }

  private static StoredKey key(SigningKeyLife life, String jwk) {
    return new StoredKey(life, jwk, "sealed", Optional.empty());
  }
}
