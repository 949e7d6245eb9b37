package dev.rejeton.adapter.crypto;

import com.auth0.jwt.JWTCreator;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.application.port.out.SigningKeys;
import dev.rejeton.domain.KeySchedule;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SigningKeyLife;
import dev.rejeton.domain.VerificationKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The keys that sign JWTs. New ones are of the algorithm that is set; those in use may be of any.
public final class JwtSigningKeys implements SigningKeys {
  private final MasterKeyRing masterKeys;
  private final SigningAlgorithm algorithm;
  private final SecureRandom random;

  /// Replaced as a whole, so that no token meets half of a change.
  private volatile InUse inUse = new InUse(List.of(), List.of());

  /// @param keys the key pairs, in the order of their stored forms
  private record InUse(List<StoredKey> stored, List<SigningKey> keys) {
    Optional<SigningKey> signing(Instant now) {
      List<SigningKeyLife> lives = stored.stream().map(StoredKey::life).toList();
      return KeySchedule.signing(lives, now).map(life -> keys.get(lives.indexOf(life)));
    }

    /// {@return the key of this JWK} A key that was sealed anew is the same key.
    Optional<SigningKey> find(String jwk) {
      return keys.stream().filter(key -> key.publicKey().text().equals(jwk)).findFirst();
    }
  }

  /// @param algorithm what new keys are for
  public JwtSigningKeys(MasterKeyRing masterKeys, SigningAlgorithm algorithm, SecureRandom random) {
    this.masterKeys = masterKeys;
    this.algorithm = algorithm;
    this.random = random;
  }

  @Override
  public StoredKey generate(SigningKeyLife life) {
    return SigningKey.generate(algorithm, random).seal(life, masterKeys.keys().current(), random);
  }

  @Override
  public boolean isUpToDate(StoredKey key) {
    return PublicJwk.parse(key.jwk()).filter(jwk -> jwk.algorithm() == algorithm).isPresent();
  }

  /// @throws WrongMasterKey if the master key it was sealed under is not at hand
  /// @throws IllegalStateException if it does not open
  @Override
  public StoredKey reseal(StoredKey key) {
    MasterKeys keys = masterKeys.keys();
    return KeyWrap.isSealedUnder(keys.current(), key.sealed())
        ? key
        : SigningKey.open(key, keys).seal(key.life(), keys.current(), random);
  }

  /// @throws WrongMasterKey if one was sealed under a master key that is not at hand; all is then
  ///   as it was
  /// @throws IllegalStateException if one does not open; likewise
  @Override
  public void use(List<StoredKey> stored) {
    InUse before = inUse;
    if (!before.stored().equals(stored)) {
      inUse =
          new InUse(List.copyOf(stored), stored.stream().map(key -> open(key, before)).toList());
    }
  }

  private SigningKey open(StoredKey stored, InUse before) {
    return before.find(stored.jwk()).orElseGet(() -> SigningKey.open(stored, masterKeys.keys()));
  }

  /// @throws IllegalStateException if it is not one that this class wrote
  @Override
  public VerificationKey publicPart(StoredKey key) {
    return PublicJwk.parse(key.jwk())
        .map(PublicJwk::verificationKey)
        .orElseThrow(() -> new IllegalStateException("a stored key is not a JSON Web Key of ours"));
  }

  @Override
  public List<VerificationKey> verificationKeys() {
    return inUse.keys().stream().map(key -> key.publicKey().verificationKey()).toList();
  }

  /// @throws IllegalStateException if no keys are in use yet
  Secret sign(JWTCreator.Builder claims, Instant now) {
    return inUse
        .signing(now)
        .orElseThrow(() -> new IllegalStateException("there is no key to sign with yet"))
        .sign(claims);
  }

  /// {@return whether one of the keys in use has signed it, the one it names}
  boolean haveSigned(StrictJws jws) {
    return inUse.keys().stream()
        .map(SigningKey::publicKey)
        .filter(key -> key.keyId().equals(jws.keyId()))
        .findFirst()
        .filter(key -> key.hasSigned(jws.compact()))
        .isPresent();
  }
}
