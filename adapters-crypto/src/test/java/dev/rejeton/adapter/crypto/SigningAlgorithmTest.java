package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.RANDOM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningAlgorithmTest {
  private static final byte[] CONTENT = {1, 2, 3};

  @Test
  @Requirement({"JWK-08", "JWK-09", "AT-01"})
  void thereAreTheseAndNeitherNoneNorOneWithASharedKey() {
    assertEquals(
        List.of("ES256", "RS256", "Ed25519", "EdDSA"),
        Stream.of(SigningAlgorithm.values()).map(SigningAlgorithm::value).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"HS256", "HS512", "NONE", "none", "RS1024", "PS256", "es256"})
  @Requirement("JWK-08")
  void anyOtherCannotEvenBeNamed(String name) {
    assertThrows(IllegalArgumentException.class, () -> SigningAlgorithm.valueOf(name));
  }

  @Test
  @Requirement("JWK-08")
  void keysHaveTheStrengthOf128BitsAndNobodyIsAsked() {
    var rsa = (RSAPublicKey) SigningAlgorithm.RS256.generate(RANDOM).getPublic();
    assertEquals(3072, rsa.getModulus().bitLength());
    assertEquals(65_537, rsa.getPublicExponent().intValueExact());
    var ec = (ECPublicKey) SigningAlgorithm.ES256.generate(RANDOM).getPublic();
    assertEquals(256, ec.getParams().getOrder().bitLength());
  }

  @ParameterizedTest
  @EnumSource
  void aSignatureVerifiesForItsContentAndKeyOnly(SigningAlgorithm algorithm) {
    KeyPair pair = algorithm.generate(RANDOM);
    byte[] signature = algorithm.sign(CONTENT, pair.getPrivate());
    assertTrue(algorithm.verify(CONTENT, signature, pair.getPublic()));
    assertFalse(algorithm.verify(new byte[] {1, 2}, signature, pair.getPublic()));
    assertFalse(algorithm.verify(CONTENT, signature, algorithm.generate(RANDOM).getPublic()));
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("JWT-13")
  void aSignatureOfAnotherLengthIsNone(SigningAlgorithm algorithm) {
    KeyPair pair = algorithm.generate(RANDOM);
    int length = algorithm == SigningAlgorithm.RS256 ? 384 : 64;
    assertEquals(length, algorithm.sign(CONTENT, pair.getPrivate()).length);
    for (int other : new int[] {0, 1, length - 1, length + 1, 2 * length}) {
      assertFalse(algorithm.verify(CONTENT, new byte[other], pair.getPublic()));
    }
  }

  @Test
  void aKeyOfAnotherKindIsABrokenWorld() {
    KeyPair ec = SigningAlgorithm.ES256.generate(RANDOM);
    KeyPair okp = SigningAlgorithm.ED25519.generate(RANDOM);
    assertThrows(
        IllegalStateException.class,
        () -> SigningAlgorithm.ES256.verify(CONTENT, new byte[64], okp.getPublic()));
    assertThrows(
        IllegalStateException.class, () -> SigningAlgorithm.ED25519.sign(CONTENT, ec.getPrivate()));
  }
}
