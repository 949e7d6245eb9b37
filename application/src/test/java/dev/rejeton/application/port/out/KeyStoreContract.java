package dev.rejeton.application.port.out;

import static dev.rejeton.application.port.out.Samples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.application.port.out.KeyStore.Purpose;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [KeyStore] keeps to.
public interface KeyStoreContract extends Stores {

  @Test
  default void listsTheKeysOfAPurposeTheOldestFirst() {
    StoredKey middle = key(Purpose.SIGNING, "a", NOW.plusMillis(2));
    StoredKey newest = key(Purpose.SIGNING, "b", NOW.plusMillis(3));
    StoredKey oldest = key(Purpose.SIGNING, "c", NOW.plusMillis(1));
    StoredKey master = new StoredKey(Purpose.MASTER, "1", NOW, "fingerprint", "");
    for (StoredKey key : List.of(middle, newest, oldest, master)) {
      assertTrue(keys().add(key));
    }

    assertEquals(List.of(oldest, middle, newest), keys().all(Purpose.SIGNING));
    assertEquals(List.of(master), keys().all(Purpose.MASTER));
  }

  @Test
  default void hasNoKeysAtFirst() {
    assertEquals(List.of(), keys().all(Purpose.SIGNING));
    assertEquals(List.of(), keys().all(Purpose.MASTER));
  }

  @Test
  default void addsAnIdOncePerPurpose() {
    StoredKey first = key(Purpose.SIGNING, "1", NOW);
    StoredKey ofOtherPurpose = key(Purpose.MASTER, "1", NOW);

    assertTrue(keys().add(first));
    assertFalse(keys().add(new StoredKey(Purpose.SIGNING, "1", NOW.plusMillis(1), "x", "y")));
    assertTrue(keys().add(ofOtherPurpose));

    assertEquals(List.of(first), keys().all(Purpose.SIGNING));
    assertEquals(List.of(ofOtherPurpose), keys().all(Purpose.MASTER));
  }

  @Test
  default void keepsKeysWhenReopened() {
    StoredKey key = key(Purpose.SIGNING, "'; -- \"`\\ ?1 :id", NOW);
    keys().add(key);

    reopen();

    assertEquals(List.of(key), keys().all(Purpose.SIGNING));
  }

  private static StoredKey key(Purpose purpose, String id, Instant createdAt) {
    return new StoredKey(purpose, id, createdAt, "{\"kid\":\"" + id + "\"}", "sealed " + id);
  }
}
