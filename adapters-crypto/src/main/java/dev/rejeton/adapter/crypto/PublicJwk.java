package dev.rejeton.adapter.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rejeton.domain.VerificationKey;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A public key and the one algorithm it is for, as a JSON Web Key (RFC 7517).
final class PublicJwk {
  private static final int MIN_RSA_BITS = 2048;
  private static final int POINT_BYTES = 32;

  /// What comes before the point itself in the X.509 form of a P-256 key.
  private static final String P256_PREFIX =
      "3059301306072a8648ce3d020106082a8648ce3d03010703420004";

  private static final String ED25519_PREFIX = "302a300506032b6570032100";

  private final SigningAlgorithm algorithm;
  private final PublicKey key;
  private final String text;
  private final VerificationKey verificationKey;

  PublicJwk(SigningAlgorithm algorithm, PublicKey key) {
    this.algorithm = algorithm;
    this.key = key;
    SortedMap<String, String> members = new TreeMap<>(required(algorithm, key));
    String keyId = thumbprint(members);
    boolean leavesTheAlgorithmOpen =
        switch (algorithm) {
          case ES256, RS256 -> false;
          case ED25519, EDDSA -> true;
        };
    if (leavesTheAlgorithmOpen) {
      members.put("alg", algorithm.value());
    }
    this.text = json(members);
    members.putAll(Map.of("alg", algorithm.value(), "kid", keyId, "use", "sig"));
    this.verificationKey =
        new VerificationKey(keyId, algorithm.value(), Collections.unmodifiableSortedMap(members));
  }

  /// {@return the members that make the key what it is (RFC 7638 §3.2, RFC 8037 §2)}
  private static Map<String, String> required(SigningAlgorithm algorithm, PublicKey key) {
    return switch (algorithm) {
      case ES256 -> Map.of("kty", "EC", "crv", "P-256", "x", point(key, 2), "y", point(key, 1));
      case RS256 -> rsaMembers((RSAPublicKey) key);
      case ED25519, EDDSA -> Map.of("kty", "OKP", "crv", "Ed25519", "x", point(key, 1));
    };
  }

  /// {@return one of the numbers in which the X.509 form ends, each at its full length}
  private static String point(PublicKey key, int fromEnd) {
    byte[] encoded = key.getEncoded();
    int from = encoded.length - fromEnd * POINT_BYTES;
    return Base64Url.encode(Arrays.copyOfRange(encoded, from, from + POINT_BYTES));
  }

  private static Map<String, String> rsaMembers(RSAPublicKey key) {
    return Map.of(
        "kty", "RSA", "n", encode(key.getModulus()), "e", encode(key.getPublicExponent()));
  }

  /// Without the zero byte that Java puts before a high bit (RFC 7518 §2, Base64urlUInt).
  private static String encode(BigInteger positive) {
    byte[] bytes = positive.toByteArray();
    return Base64Url.encode(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  /// {@return the key, unless the text is not what [#text] writes, to the letter}
  static Optional<PublicJwk> parse(String text) {
    Optional<JsonObject> jwk = JsonObject.parse(text.getBytes(UTF_8));
    try {
      return jwk.isEmpty()
          ? Optional.empty()
          : Optional.of(read(jwk.get())).filter(key -> key.text().equals(text));
    } catch (GeneralSecurityException notAKey) {
      return Optional.empty();
    }
  }

  private static PublicJwk read(JsonObject jwk) throws GeneralSecurityException {
    SigningAlgorithm algorithm = algorithm(jwk);
    return new PublicJwk(algorithm, publicKey(algorithm, jwk));
  }

  private static SigningAlgorithm algorithm(JsonObject jwk) throws GeneralSecurityException {
    return switch (jwk.text("kty").orElse("")) {
      case "EC" -> SigningAlgorithm.ES256;
      case "RSA" -> SigningAlgorithm.RS256;
      case "OKP" ->
          jwk.text("alg").filter(SigningAlgorithm.EDDSA.value()::equals).isPresent()
              ? SigningAlgorithm.EDDSA
              : SigningAlgorithm.ED25519;
      default -> throw new GeneralSecurityException("not a key of a type that we use");
    };
  }

  private static PublicKey publicKey(SigningAlgorithm algorithm, JsonObject jwk)
      throws GeneralSecurityException {
    KeyFactory keys = KeyFactory.getInstance(algorithm.keyAlgorithm());
    return switch (algorithm) {
      case ES256 -> keys.generatePublic(x509(P256_PREFIX, bytes(jwk, "x"), bytes(jwk, "y")));
      case RS256 -> {
        var modulus = new BigInteger(1, bytes(jwk, "n"));
        if (modulus.bitLength() < MIN_RSA_BITS) {
          throw new GeneralSecurityException("RS256 takes 2048 bits (RFC 7518 §3.3)");
        }
        yield keys.generatePublic(
            new RSAPublicKeySpec(modulus, new BigInteger(1, bytes(jwk, "e"))));
      }
      case ED25519, EDDSA -> keys.generatePublic(x509(ED25519_PREFIX, bytes(jwk, "x")));
    };
  }

  private static X509EncodedKeySpec x509(String prefix, byte[]... point) {
    var encoded = new ByteArrayOutputStream();
    encoded.writeBytes(HexFormat.of().parseHex(prefix));
    for (byte[] coordinate : point) {
      encoded.writeBytes(coordinate);
    }
    return new X509EncodedKeySpec(encoded.toByteArray());
  }

  private static byte[] bytes(JsonObject jwk, String name) throws GeneralSecurityException {
    return jwk.text(name)
        .flatMap(Base64Url::decode)
        .orElseThrow(() -> new GeneralSecurityException("no " + name));
  }

  /// The spelling that RFC 7638 §3.3 asks for; no name or value has anything to escape.
  private static String json(SortedMap<String, String> members) {
    return members.entrySet().stream()
        .map(member -> "\"%s\":\"%s\"".formatted(member.getKey(), member.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String thumbprint(SortedMap<String, String> required) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return Base64Url.encode(sha256.digest(json(required).getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  SigningAlgorithm algorithm() {
    return algorithm;
  }

  /// {@return the `kid`: the key's thumbprint (RFC 7638)}
  String keyId() {
    return verificationKey.keyId();
  }

  PublicKey key() {
    return key;
  }

  /// {@return the key as it rests: what makes it what it is, and its algorithm where that may be
  /// one or the other}
  String text() {
    return text;
  }

  VerificationKey verificationKey() {
    return verificationKey;
  }

  /// {@return whether this key signed it, with this algorithm and no other} What a header says
  /// about the algorithm is compared and never followed (RFC 8725 §3.1).
  boolean hasSigned(CompactJws jws) {
    return jws.header().text("alg").filter(algorithm.value()::equals).isPresent()
        && algorithm.verify(jws.content(), jws.signature(), key);
  }
}
