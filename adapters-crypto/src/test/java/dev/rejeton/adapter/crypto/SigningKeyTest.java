package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.KEY_1;
import static dev.rejeton.adapter.crypto.Fixtures.KEY_2;
import static dev.rejeton.adapter.crypto.Fixtures.RANDOM;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SigningKeyTest {
  private static final MasterKeys MASTER_KEYS = MasterKeys.parse(KEY_1);
  private static final SigningKey KEY = SigningKey.generate(SigningAlgorithm.ES256, RANDOM);
  private static final StoredKey STORED = sealed(KEY);

  private static StoredKey sealed(SigningKey key) {
    return key.seal(Fixtures.life(1), MASTER_KEYS.current(), RANDOM);
  }

  private static StoredKey stored(String jwk, String sealed) {
    return new StoredKey(Fixtures.life(1), jwk, sealed, Optional.empty());
  }

  private static CompactJws signed(SigningKey key) {
    return CompactJws.parse(key.sign(JWT.create().withSubject("x"))).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void aSealedKeyOpensToTheSameKey(SigningAlgorithm algorithm) {
    SigningKey key = SigningKey.generate(algorithm, RANDOM);
    SigningKey opened = SigningKey.open(sealed(key), MASTER_KEYS);
    assertEquals(key.publicKey().verificationKey(), opened.publicKey().verificationKey());
    assertTrue(key.publicKey().hasSigned(signed(opened)));
    assertFalse(KEY.publicKey().hasSigned(signed(opened)));
  }

  /// Sealed by version 0.1.0, which had no other algorithm.
  @Test
  void aKeyThatWasMadeBeforeThereWereSeveralAlgorithmsOpens() {
    StoredKey old =
        stored(
            """
            {"crv":"P-256","kty":"EC","x":"2JMpgPp8_cElYjH-vFpBm4MCCxv38hZp-5nxR1Diric",\
            "y":"uhCKXibmwamCLOw6owA8ln8vYAfZTjrGByMkC0dbEB8"}\
            """,
            "1.ugpFgdp_NfXjBUev.sKmiP9WL0GFl8pPKG6Wbrpg0qLCbcg5I_nx5leJZtKWwRtPQUwVxABG16YkvJVhasRc8"
                + "avUPYjsWfeSzSQMsaihrUZDI9YFHe8l6W6BgxdsSrHk");
    SigningKey opened = SigningKey.open(old, MASTER_KEYS);
    assertTrue(opened.publicKey().hasSigned(signed(opened)));
  }

  @Test
  void javaJwtVerifiesWithOurAlgorithmWhatItSigned() {
    KeyPair pair = SigningAlgorithm.ED25519.generate(RANDOM);
    var publicKey = new PublicJwk(SigningAlgorithm.ED25519, pair.getPublic());
    var algorithm = new KeyPairAlgorithm(publicKey, pair.getPrivate());
    String token = JWT.create().withSubject("x").sign(algorithm);
    JWTVerifier verifier = JWT.require(algorithm).build();
    assertEquals("x", verifier.verify(token).getSubject());
    String changed = token.substring(0, token.length() - 4) + "AAAA";
    assertThrows(SignatureVerificationException.class, () -> verifier.verify(changed));
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("JWK-10")
  void thePrivateKeyIsNowhereInClear(SigningAlgorithm algorithm) throws Exception {
    SigningKey key = SigningKey.generate(algorithm, RANDOM);
    StoredKey stored = sealed(key);
    String name = "SIGNING " + key.publicKey().keyId();
    byte[] pkcs8 = KeyWrap.open(stored.sealed(), name, MASTER_KEYS);
    String sealed =
        new String(Base64Url.decode(stored.sealed().split("\\.")[2]).orElseThrow(), ISO_8859_1);
    String printed = stored + " " + key + " " + key.publicKey();
    // The private number is in the last 32 bytes, or is all over them.
    for (int length : new int[] {32, 16}) {
      byte[] end = Arrays.copyOfRange(pkcs8, pkcs8.length - length, pkcs8.length);
      assertFalse(sealed.contains(new String(end, ISO_8859_1)));
      assertFalse(printed.contains(HexFormat.of().formatHex(end)));
      assertFalse(printed.contains(Base64Url.encode(end)));
      assertFalse(printed.contains(Base64.getEncoder().encodeToString(end)));
    }
    assertFalse(printed.contains(Base64Url.encode(pkcs8)));
    assertTrue(stored.sealed().matches("1\\.[A-Za-z0-9_-]{16}\\.[A-Za-z0-9_-]+"));
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
        sealed(SigningKey.generate(SigningAlgorithm.ES256, RANDOM)).sealed(),
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
    StoredKey changed = stored(STORED.jwk(), sealed);
    assertThrows(IllegalStateException.class, () -> SigningKey.open(changed, MASTER_KEYS));
  }

  @Test
  void aSealOpensForItsOwnPublicKeyOnly() {
    String other = sealed(SigningKey.generate(SigningAlgorithm.ES256, RANDOM)).jwk();
    for (String jwk : List.of(other, "", "{}", STORED.jwk() + " ")) {
      StoredKey changed = stored(jwk, STORED.sealed());
      assertThrows(IllegalStateException.class, () -> SigningKey.open(changed, MASTER_KEYS), jwk);
    }
  }
}
