package dev.rejeton.adapter.crypto;

import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SigningKeyLife;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;

/// A key pair that signs access tokens. At rest its public part is a JSON Web Key, its private part
/// is sealed and opens for that public part only.
final class SigningKey {
  private final PublicJwk publicKey;
  private final PrivateKey privateKey;
  private final Algorithm signer;

  private SigningKey(PublicJwk publicKey, PrivateKey privateKey) {
    this.publicKey = publicKey;
    this.privateKey = privateKey;
    this.signer = new KeyPairAlgorithm(publicKey, privateKey);
  }

  static SigningKey generate(SigningAlgorithm algorithm, SecureRandom random) {
    KeyPair pair = algorithm.generate(random);
    return new SigningKey(new PublicJwk(algorithm, pair.getPublic()), pair.getPrivate());
  }

  /// {@return the key at rest}
  StoredKey seal(SigningKeyLife life, MasterKey masterKey, SecureRandom random) {
    byte[] pkcs8 = privateKey.getEncoded();
    String sealed = KeyWrap.seal(pkcs8, name(publicKey), masterKey, random);
    Arrays.fill(pkcs8, (byte) 0);
    return new StoredKey(life, publicKey.text(), sealed, Optional.empty());
  }

  /// @throws WrongMasterKey if the master key it was sealed under is not at hand
  /// @throws IllegalStateException if it does not open
  static SigningKey open(StoredKey stored, MasterKeys masterKeys) {
    try {
      PublicJwk publicKey =
          PublicJwk.parse(stored.jwk())
              .orElseThrow(() -> new InvalidKeyException("not a JSON Web Key as we write it"));
      byte[] pkcs8 = KeyWrap.open(stored.sealed(), name(publicKey), masterKeys);
      KeyFactory keys = KeyFactory.getInstance(publicKey.algorithm().keyAlgorithm());
      PrivateKey privateKey = keys.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      Arrays.fill(pkcs8, (byte) 0);
      return new SigningKey(publicKey, privateKey);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "signing key %d of the database does not open: it, or its master key, was changed"
              .formatted(stored.life().number()),
          e);
    }
  }

  /// {@return what ties a seal to its public part}
  private static String name(PublicJwk publicKey) {
    return "SIGNING " + publicKey.keyId();
  }

  PublicJwk publicKey() {
    return publicKey;
  }

  Secret sign(JWTCreator.Builder claims) {
    return new Secret(claims.sign(signer));
  }
}
