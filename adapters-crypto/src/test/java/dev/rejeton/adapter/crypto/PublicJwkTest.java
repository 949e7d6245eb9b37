package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.RANDOM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import dev.rejeton.Requirement;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.VerificationKey;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicJwkTest {
  /// The public key of RFC 8037, appendix A.2.
  private static final String X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

  private static final PublicJwk ES256 = generated(SigningAlgorithm.ES256);

  private static PublicJwk generated(SigningAlgorithm algorithm) {
    return new PublicJwk(algorithm, algorithm.generate(RANDOM).getPublic());
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"JWK-01", "JWK-02", "JWK-03", "JWK-04"})
  void theVerificationKeyIsAPublicJwkNamedByItsThumbprint(SigningAlgorithm algorithm)
      throws Exception {
    requirePublic(generated(algorithm).verificationKey());
  }

  /// One key in 128 has a coordinate that begins with a zero byte, which must not be lost.
  @Test
  @Requirement("JWK-01")
  void aCoordinateIsWrittenAtItsFullLength() throws Exception {
    requirePublic(
        Stream.generate(() -> generated(SigningAlgorithm.ES256).verificationKey())
            .filter(key -> Stream.of("x", "y").anyMatch(c -> key.jwk().get(c).matches("A[A-P].*")))
            .findFirst()
            .orElseThrow());
  }

  private static void requirePublic(VerificationKey key) throws Exception {
    Map<String, String> jwk = key.jwk();
    Set<String> expected =
        switch (jwk.get("kty")) {
          case "EC" -> Set.of("kty", "crv", "x", "y", "kid", "use", "alg");
          case "RSA" -> Set.of("kty", "n", "e", "kid", "use", "alg");
          case "OKP" -> Set.of("kty", "crv", "x", "kid", "use", "alg");
          default -> Set.of();
        };
    assertEquals(expected, jwk.keySet());
    JWK parsed = JWK.parse(Map.copyOf(jwk));
    assertFalse(parsed.isPrivate());
    assertEquals(parsed.computeThumbprint().toString(), key.keyId());
    assertEquals(key.keyId(), parsed.getKeyID());
    assertEquals(KeyUse.SIGNATURE, parsed.getKeyUse());
    assertEquals(key.algorithm(), parsed.getAlgorithm().getName());
    Stream.of("x", "y")
        .filter(jwk::containsKey)
        .forEach(name -> assertEquals(43, jwk.get(name).length()));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadAsTheSameKeyForTheSameAlgorithm(SigningAlgorithm algorithm) {
    PublicJwk key = generated(algorithm);
    PublicJwk read = PublicJwk.parse(key.text()).orElseThrow();
    assertEquals(algorithm, read.algorithm());
    assertEquals(key.key(), read.key());
    assertEquals(key.verificationKey(), read.verificationKey());
  }

  /// Only a key that two algorithms share says which of them it is for.
  @ParameterizedTest
  @EnumSource
  void theAlgorithmIsWrittenWhereTheKeyLeavesItOpen(SigningAlgorithm algorithm) {
    String alg = "\"alg\":\"" + algorithm.value() + "\"";
    boolean isOpen = Set.of("Ed25519", "EdDSA").contains(algorithm.value());
    assertEquals(isOpen, generated(algorithm).text().contains(alg));
  }

  @Test
  @Requirement("JWK-03")
  void everyKeyIsAnotherOne() {
    assertEquals(
        100,
        Stream.generate(() -> generated(SigningAlgorithm.ES256).keyId())
            .limit(100)
            .distinct()
            .count());
  }

  /// RFC 7638 §3.1.
  @Test
  @Requirement("JWK-04")
  void theThumbprintIsTheOneOfTheStandard() {
    String jwk =
        """
        {"e":"AQAB","kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT\
        86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_R\
        N5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOp\
        bISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8aw\
        apJzKnqDKgw"}\
        """;
    assertEquals(
        "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", PublicJwk.parse(jwk).orElseThrow().keyId());
  }

  /// RFC 8037, appendices A.3 and A.4.
  @Test
  @Requirement("JWK-04")
  void anEdDsaSignatureOfTheStandardVerifies() {
    String jwk = "{\"alg\":\"EdDSA\",\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + X + "\"}";
    String jws =
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvM"
            + "g3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    PublicJwk key = PublicJwk.parse(jwk).orElseThrow();
    assertEquals("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k", key.keyId());
    assertTrue(key.hasSigned(CompactJws.parse(new Secret(jws)).orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"kty\":\"oct\",\"k\":\"AAAA\"}",
        "{\"kty\":\"EC\"}",
        "{\"kty\":\"RSA\"}",
        "{\"kty\":\"OKP\"}",
        "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + X + "\"}",
        "{\"alg\":\"Ed448\",\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + X + "\"}",
        "{\"alg\":\"EdDSA\",\"crv\":\"X25519\",\"kty\":\"OKP\",\"x\":\"" + X + "\"}",
        "{\"alg\":\"EdDSA\",\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"AAAA\"}",
        "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"AAAA\",\"y\":\"AAAA\"}"
      })
  void anythingElseIsNoKey(String text) {
    assertTrue(PublicJwk.parse(text).isEmpty());
  }

  @Test
  void anotherSpellingOfAKeyIsNoKey() {
    String text = ES256.text();
    for (String other :
        new String[] {
          text + " ",
          text.replace("{", "{\"d\":\"AAAA\","),
          text.replace("{", "{\"alg\":\"ES256\","),
          text.replace("{\"crv\":\"P-256\",\"kty\":\"EC\"", "{\"kty\":\"EC\",\"crv\":\"P-256\""),
          text.replace("P-256", "P-384"),
          text.replace(":\"", ": \"")
        }) {
      assertEquals(Optional.empty(), PublicJwk.parse(other), other);
    }
  }

  @Test
  @Requirement("JWK-08")
  void anRsaKeyOfLessThan2048BitsIsNoKey() {
    for (int bits : new int[] {512, 1024, 2047}) {
      String modulus =
          Base64Url.encode(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE).toByteArray());
      String jwk =
          "{\"e\":\"AQAB\",\"kty\":\"RSA\",\"n\":\"%s\"}".formatted(modulus.replaceAll("^AA", ""));
      assertTrue(PublicJwk.parse(jwk).isEmpty());
    }
  }
}
