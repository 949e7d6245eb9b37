package dev.rejeton.adapter.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import dev.rejeton.application.port.out.KeyStore.Purpose;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.VerificationKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// A P-256 key pair for ES256 (RFC 7518 §3.4). At rest its public part is a JSON Web Key, its
/// private part is sealed and opens for that public part only.
final class SigningKey {
  static final String ALGORITHM = "ES256";

  private static final int COORDINATE_BYTES = 32;

  private final ECPrivateKey privateKey;
  private final Algorithm algorithm;
  private final String publicJwk;
  private final VerificationKey verificationKey;

  private SigningKey(ECPublicKey publicKey, ECPrivateKey privateKey)
      throws GeneralSecurityException {
    // The X.509 form of a P-256 key ends in x and y, each at its full length.
    byte[] encoded = publicKey.getEncoded();
    int middle = encoded.length - COORDINATE_BYTES;
    String x = Base64Url.encode(Arrays.copyOfRange(encoded, middle - COORDINATE_BYTES, middle));
    String y = Base64Url.encode(Arrays.copyOfRange(encoded, middle, encoded.length));
    this.privateKey = privateKey;
    this.algorithm = Algorithm.ECDSA256(publicKey, privateKey);
    // In the spelling that RFC 7638 §3.2 asks for.
    this.publicJwk =
        """
        {"crv":"P-256","kty":"EC","x":"%s","y":"%s"}\
        """
            .formatted(x, y);
    String keyId = thumbprint(publicJwk);
    Map<String, String> jwk =
        Map.of(
            "alg", ALGORITHM, "crv", "P-256", "kid", keyId, "kty", "EC", "use", "sig", "x", x, "y",
            y);
    this.verificationKey =
        new VerificationKey(keyId, ALGORITHM, Collections.unmodifiableMap(new TreeMap<>(jwk)));
  }

  static SigningKey generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      var pair = generator.generateKeyPair();
      return new SigningKey((ECPublicKey) pair.getPublic(), (ECPrivateKey) pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no P-256", e);
    }
  }

  /// {@return the key at rest}
  StoredKey seal(String id, MasterKey masterKey, SecureRandom random, Instant now) {
    byte[] pkcs8 = privateKey.getEncoded();
    String sealed = KeyWrap.seal(pkcs8, name(keyId()), masterKey, random);
    Arrays.fill(pkcs8, (byte) 0);
    return new StoredKey(Purpose.SIGNING, id, now, publicJwk, sealed);
  }

  /// @throws WrongMasterKey if the master key it was sealed under is not at hand
  /// @throws IllegalStateException if it does not open
  static SigningKey open(StoredKey stored, MasterKeys masterKeys) {
    try {
      String name = name(thumbprint(stored.open()));
      byte[] pkcs8 = KeyWrap.open(stored.sealed(), name, masterKeys);
      KeyFactory keys = KeyFactory.getInstance("EC");
      var privateKey = (ECPrivateKey) keys.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      Arrays.fill(pkcs8, (byte) 0);
      JsonObject jwk =
          JsonObject.parse(stored.open().getBytes(UTF_8))
              .orElseThrow(() -> new GeneralSecurityException("not a JSON Web Key"));
      var point = new ECPoint(coordinate(jwk, "x"), coordinate(jwk, "y"));
      var publicKey = keys.generatePublic(new ECPublicKeySpec(point, privateKey.getParams()));
      return new SigningKey((ECPublicKey) publicKey, privateKey);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "signing key %s of the database does not open: it, or its master key, was changed"
              .formatted(stored.id()),
          e);
    }
  }

  private static BigInteger coordinate(JsonObject jwk, String name)
      throws GeneralSecurityException {
    return jwk.text(name)
        .flatMap(Base64Url::decode)
        .map(bytes -> new BigInteger(1, bytes))
        .orElseThrow(() -> new GeneralSecurityException("no coordinate " + name));
  }

  private static String name(String keyId) {
    return Purpose.SIGNING + " " + keyId;
  }

  private static String thumbprint(String publicJwk) throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicJwk.getBytes(UTF_8));
    return Base64Url.encode(digest);
  }

  String keyId() {
    return verificationKey.keyId();
  }

  VerificationKey verificationKey() {
    return verificationKey;
  }

  Secret sign(JWTCreator.Builder claims) {
    return new Secret(claims.withKeyId(keyId()).sign(algorithm));
  }

  boolean hasSigned(StrictJws jws) {
    try {
      algorithm.verify(JWT.decode(jws.compact().reveal()));
      return true;
    } catch (JWTVerificationException refused) {
      return false;
    }
  }
}
