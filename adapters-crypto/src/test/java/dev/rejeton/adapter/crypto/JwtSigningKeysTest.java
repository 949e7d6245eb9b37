package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.ACCESS;
import static dev.rejeton.adapter.crypto.Fixtures.KEY_1;
import static dev.rejeton.adapter.crypto.Fixtures.KEY_2;
import static dev.rejeton.adapter.crypto.Fixtures.NOW;
import static dev.rejeton.adapter.crypto.Fixtures.RANDOM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SigningKeyLife;
import dev.rejeton.domain.VerificationKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JwtSigningKeysTest {
  private final MasterKeyRing masterKeys = Fixtures.ring(KEY_1);
  private final JwtSigningKeys keys =
      new JwtSigningKeys(masterKeys, SigningAlgorithm.ES256, RANDOM);
  private final JwtAccessTokens tokens =
      new JwtAccessTokens("issuer", "audience", TokenType.AT_JWT, keys);
  private final StoredKey first = keys.generate(new SigningKeyLife(1, NOW, NOW));
  private final StoredKey second =
      keys.generate(new SigningKeyLife(2, NOW, NOW.plusSeconds(86_400)));

  private Secret minted(Instant now) {
    return tokens.mint(Fixtures.session(), ACCESS, now, now.plusSeconds(600)).jwt();
  }

  private static String kid(Secret token) {
    return StrictJws.parse(token, TokenType.AT_JWT).orElseThrow().keyId();
  }

  private static String kid(StoredKey key) {
    return PublicJwk.parse(key.jwk()).orElseThrow().keyId();
  }

  private List<String> published() {
    return keys.verificationKeys().stream().map(VerificationKey::keyId).toList();
  }

  private static StoredKey sealed(StoredKey key, String sealed) {
    return new StoredKey(key.life(), key.jwk(), sealed, Optional.empty());
  }

  @Test
  void beforeTheFirstUseThereAreNone() {
    assertEquals(List.of(), keys.verificationKeys());
    assertThrows(IllegalStateException.class, () -> minted(NOW));
  }

  @Test
  @Requirement("AT-18")
  void eachKeySignsFromItsTimeOnAndAllArePublished() {
    keys.use(List.of(first, second));
    assertEquals(List.of(kid(first), kid(second)), published());
    assertEquals(kid(first), kid(minted(NOW.plusSeconds(86_399))));
    assertEquals(kid(second), kid(minted(NOW.plusSeconds(86_400))));
  }

  @Test
  @Requirement("JWT-19")
  void whatAKeyHasSignedCountsUntilTheKeyIsNoLongerInUse() {
    keys.use(List.of(first));
    Secret token = minted(NOW);
    keys.use(List.of(first, second));
    assertTrue(tokens.verify(token, NOW).isPresent());
    keys.use(List.of(second));
    assertTrue(tokens.verify(token, NOW).isEmpty());
    assertEquals(List.of(kid(second)), published());
  }

  /// Neither of them could be opened.
  @Test
  void aKeyThatIsInUseIsNotOpenedAgain() {
    keys.use(List.of(first));
    keys.use(List.of(first));
    keys.use(List.of(sealed(first, "sealed anew")));
    assertTrue(tokens.verify(minted(NOW), NOW).isPresent());
  }

  @Test
  void ifOneDoesNotOpenAllIsAsItWas() {
    keys.use(List.of(first));
    List<StoredKey> broken = List.of(first, sealed(second, first.sealed()));
    assertThrows(IllegalStateException.class, () -> keys.use(broken));
    assertEquals(List.of(kid(first)), published());
    assertTrue(tokens.verify(minted(NOW), NOW).isPresent());
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("AT-01")
  void newKeysAreOfTheAlgorithmThatIsSetAndOlderOnesGoOn(SigningAlgorithm algorithm) {
    var changed = new JwtSigningKeys(masterKeys, algorithm, RANDOM);
    StoredKey successor = changed.generate(new SigningKeyLife(2, NOW, NOW.plusSeconds(60)));
    assertEquals(algorithm == SigningAlgorithm.ES256, changed.isUpToDate(first));
    assertTrue(changed.isUpToDate(successor));
    keys.use(List.of(first, successor));
    assertEquals(
        List.of("ES256", algorithm.value()),
        keys.verificationKeys().stream().map(VerificationKey::algorithm).toList());
    Stream.of(NOW, NOW.plusSeconds(60))
        .forEach(now -> assertTrue(tokens.verify(minted(now), now).isPresent()));
  }

  @Test
  void aKeyIsUpToDateOnlyUnderTheNameItSignsWith() {
    var newer = new JwtSigningKeys(masterKeys, SigningAlgorithm.ED25519, RANDOM);
    var older = new JwtSigningKeys(masterKeys, SigningAlgorithm.EDDSA, RANDOM);
    assertFalse(newer.isUpToDate(older.generate(Fixtures.life(1))));
    assertFalse(older.isUpToDate(newer.generate(Fixtures.life(1))));
  }

  @Test
  void aKeyIsResealedOnceUnderANewMasterKey() {
    assertSame(first, keys.reseal(first));
    masterKeys.replace(MasterKeys.parse(KEY_1 + "\n" + KEY_2));
    StoredKey resealed = keys.reseal(first);
    assertNotEquals(first, resealed);
    assertTrue(resealed.sealed().startsWith("2."));
    assertEquals(sealed(first, resealed.sealed()), resealed);
    assertSame(resealed, keys.reseal(resealed));

    var withoutTheOld = new JwtSigningKeys(Fixtures.ring(KEY_2), SigningAlgorithm.ES256, RANDOM);
    withoutTheOld.use(List.of(resealed));
    assertThrows(WrongMasterKey.class, () -> withoutTheOld.use(List.of(resealed, second)));
    assertThrows(WrongMasterKey.class, () -> withoutTheOld.reseal(second));
  }

  @Test
  void aKeySealedUnderANewMasterKeyIsUsedWithoutARestart() {
    var other = new JwtSigningKeys(Fixtures.ring(KEY_1, KEY_2), SigningAlgorithm.ES256, RANDOM);
    StoredKey underTheNew = other.generate(Fixtures.life(2));
    assertThrows(WrongMasterKey.class, () -> keys.use(List.of(underTheNew)));
    masterKeys.replace(MasterKeys.parse(KEY_1 + "\n" + KEY_2));
    keys.use(List.of(underTheNew));
    assertEquals(List.of(kid(underTheNew)), published());
  }
}
