package dev.rejeton.application.port.out;

import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.domain.SigningKeyLife;
import dev.rejeton.domain.VerificationKey;
import java.util.List;

/// The key pairs that sign access tokens: makes them, seals them, and has those in use in memory.
public interface SigningKeys {
  /// {@return a new key pair, sealed under the current master key}
  StoredKey generate(SigningKeyLife life);

  /// {@return whether the key is of the kind that new ones are of}
  boolean isUpToDate(StoredKey key);

  /// {@return the same key, sealed under the current master key; itself if it is so already}
  StoredKey reseal(StoredKey key);

  /// Signs and verifies with these keys from now on, and with no others; which one signs is a
  /// matter of [dev.rejeton.domain.KeySchedule#signing].
  void use(List<StoredKey> keys);

  /// {@return the public part of a key, in use or retired}
  VerificationKey publicPart(StoredKey key);

  /// {@return the public parts of the keys in use}
  List<VerificationKey> verificationKeys();
}
