package dev.rejeton.adapter.crypto;

import com.auth0.jwt.JWTCreator;
import dev.rejeton.application.port.out.KeyStore;
import dev.rejeton.application.port.out.KeyStore.Purpose;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.VerificationKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The keys that sign access tokens, as they were in the database at start-up: the newest signs,
/// all verify.
public final class SigningKeys {
  /// Keys are numbered. Servers that start together on an empty database all try to add this one,
  /// and only one of them can; so all of them sign with a key that all of them know.
  private static final String FIRST = "1";

  private final List<SigningKey> keys;

  private SigningKeys(List<SigningKey> keys) {
    this.keys = keys;
  }

  /// Loads the keys, and makes the first one if there is none.
  ///
  /// @throws WrongMasterKey if one was sealed under a master key that is not at hand
  /// @throws IllegalStateException if one does not open
  public static SigningKeys open(
      KeyStore store, MasterKeys masterKeys, SecureRandom random, Instant now) {
    if (store.all(Purpose.SIGNING).isEmpty()) {
      store.add(SigningKey.generate(random).seal(FIRST, masterKeys.current(), random, now));
    }
    return new SigningKeys(
        store.all(Purpose.SIGNING).stream()
            .map(stored -> SigningKey.open(stored, masterKeys))
            .toList());
  }

  Secret sign(JWTCreator.Builder claims) {
    return keys.getLast().sign(claims);
  }

  /// {@return whether one of these keys has signed it, the one it names}
  boolean haveSigned(StrictJws jws) {
    Optional<SigningKey> named =
        keys.stream().filter(key -> key.keyId().equals(jws.keyId())).findFirst();
    return named.filter(key -> key.hasSigned(jws)).isPresent();
  }

  List<VerificationKey> verificationKeys() {
    return keys.stream().map(SigningKey::verificationKey).toList();
  }
}
