package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.KEY_1;
import static dev.rejeton.adapter.crypto.Fixtures.KEY_2;
import static dev.rejeton.adapter.crypto.Fixtures.NOW;
import static dev.rejeton.adapter.crypto.Fixtures.RANDOM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.auth0.jwt.JWT;
import com.nimbusds.jose.jwk.ECKey;
import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.KeyStore.Purpose;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.domain.VerificationKey;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SigningKeyTest {
  private static final MasterKeys MASTER_KEYS = MasterKeys.parse(KEY_1);
  private static final SigningKey KEY = SigningKey.generate(RANDOM);
  private static final StoredKey STORED = sealed(KEY);

  private static StoredKey sealed(SigningKey key) {
    return key.seal("1", MASTER_KEYS.current(), RANDOM, NOW);
  }

  private static StoredKey stored(String open, String sealed) {
    return new StoredKey(Purpose.SIGNING, "1", NOW, open, sealed);
  }

  @Test
  @Requirement({"JWK-01", "JWK-02", "JWK-03", "JWK-04"})
  void theVerificationKeyIsAPublicJwkNamedByItsThumbprint() throws Exception {
    requirePublicJwk(KEY.verificationKey());
    // One key in 128 has a coordinate that begins with a zero byte, which must not be lost.
    requirePublicJwk(
        Stream.generate(() -> SigningKey.generate(RANDOM).verificationKey())
            .filter(key -> Stream.of("x", "y").anyMatch(c -> key.jwk().get(c).matches("A[A-P].*")))
            .findFirst()
            .orElseThrow());
  }

  private static void requirePublicJwk(VerificationKey key) throws Exception {
    Map<String, String> jwk = key.jwk();
    assertEquals(Set.of("kty", "crv", "x", "y", "kid", "use", "alg"), jwk.keySet());
    assertEquals(
        List.of("ES256", "P-256", key.keyId(), "EC", "sig"),
        Stream.of("alg", "crv", "kid", "kty", "use").map(jwk::get).toList());
    assertEquals(43, jwk.get("x").length());
    assertEquals(43, jwk.get("y").length());
    ECKey parsed = ECKey.parse(Map.copyOf(jwk));
    assertEquals(key.keyId(), parsed.computeThumbprint().toString());
    assertEquals("ES256", key.algorithm());
  }

  @Test
  @Requirement("JWK-03")
  void everyKeyIsAnotherOne() {
    assertEquals(
        100,
        Stream.generate(() -> SigningKey.generate(RANDOM).keyId()).limit(100).distinct().count());
  }

  @Test
  void aSealedKeyOpensToTheSameKey() {
    SigningKey opened = SigningKey.open(STORED, MASTER_KEYS);
    assertEquals(KEY.verificationKey(), opened.verificationKey());
    var claims = JWT.create().withHeader(Map.of("typ", "at+jwt"));
    assertTrue(KEY.hasSigned(StrictJws.parse(opened.sign(claims)).orElseThrow()));
  }

  @Test
  @Requirement("JWK-10")
  void thePrivateKeyIsNowhereInClear() throws Exception {
    byte[] pkcs8 = KeyWrap.open(STORED.sealed(), "SIGNING " + KEY.keyId(), MASTER_KEYS);
    var privateKey =
        (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    BigInteger s = privateKey.getS();
    byte[] bytes = s.toByteArray();
    String ciphertext = STORED.sealed().split("\\.")[2];
    String all =
        STORED + " " + KEY + HexFormat.of().formatHex(Base64Url.decode(ciphertext).orElseThrow());
    for (String clear :
        List.of(
            Base64Url.encode(bytes),
            Base64.getEncoder().encodeToString(bytes),
            HexFormat.of().formatHex(bytes),
            s.toString(),
            s.toString(16))) {
      assertFalse(all.contains(clear));
    }
    assertTrue(STORED.sealed().matches("1\\.[A-Za-z0-9_-]{16}\\.[A-Za-z0-9_-]+"));
  }

  @Test
  void theSameKeyIsNeverSealedTheSameWayTwice() {
    assertNotEquals(sealed(KEY).sealed(), sealed(KEY).sealed());
  }

  @Test
  @Requirement("JWK-10")
  void withoutItsMasterKeyItDoesNotOpen() {
    MasterKeys missing = MasterKeys.parse(KEY_2);
    assertThrows(WrongMasterKey.class, () -> SigningKey.open(STORED, missing));
    MasterKeys other = MasterKeys.parse(KEY_2.replace("2:", "1:"));
    var wrong = assertThrows(IllegalStateException.class, () -> SigningKey.open(STORED, other));
    assertTrue(wrong.getMessage().startsWith("signing key 1 of the database does not open"));
    assertFalse(wrong.getMessage().contains("AgIC"));
  }

  static Stream<String> changedSeals() {
    String good = STORED.sealed();
    char changed = good.charAt(30) == 'A' ? 'B' : 'A';
    return Stream.of(
        sealed(SigningKey.generate(RANDOM)).sealed(),
        good.substring(0, 30) + changed + good.substring(31),
        good.substring(0, good.length() - 4),
        good + "AAAA",
        good + "=",
        good + ".",
        "",
        "1",
        "1..",
        "1.AAAA.AAAA",
        "1.AAAAAAAAAAAAAAAA.AA",
        "x.AAAAAAAAAAAAAAAA.AAAA");
  }

  @ParameterizedTest
  @MethodSource("changedSeals")
  void aSealThatWasTamperedWithDoesNotOpen(String sealed) {
    StoredKey changed = stored(STORED.open(), sealed);
    assertThrows(IllegalStateException.class, () -> SigningKey.open(changed, MASTER_KEYS));
  }

  @Test
  void aSealOpensForItsOwnPublicKeyOnly() {
    String other = sealed(SigningKey.generate(RANDOM)).open();
    for (String open : List.of(other, "", "{}", STORED.open() + " ")) {
      StoredKey changed = stored(open, STORED.sealed());
      assertThrows(IllegalStateException.class, () -> SigningKey.open(changed, MASTER_KEYS), open);
    }
  }
}
