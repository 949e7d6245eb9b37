package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.KEY_1;
import static dev.rejeton.adapter.crypto.Fixtures.KEY_2;
import static dev.rejeton.adapter.crypto.Fixtures.RANDOM;
import static dev.rejeton.adapter.crypto.Fixtures.SALT;
import static dev.rejeton.adapter.crypto.Fixtures.SESSION_ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.TokenSalt;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MacRefreshTokensTest {
  private static final RefreshToken TOKEN = new RefreshToken(SESSION_ID, 7, 2);

  private final MacRefreshTokens tokens = tokens(KEY_1);
  private final String sealed = tokens.seal(TOKEN, SALT).reveal();

  private static MacRefreshTokens tokens(String masterKeys) {
    return new MacRefreshTokens(Fixtures.ring(masterKeys), RANDOM);
  }

  private Optional<RefreshToken> unseal(String text) {
    return tokens.unseal(new Secret(text));
  }

  private boolean isGenuine(String text, RefreshToken token, TokenSalt salt) {
    return tokens.isGenuine(new Secret(text), token, salt);
  }

  static Stream<RefreshToken> names() {
    return Stream.of(
        TOKEN,
        new RefreshToken(SESSION_ID, 0, 0),
        new RefreshToken(SESSION_ID, Integer.MAX_VALUE - 1, 255),
        new RefreshToken(SessionId.random(RANDOM), 128, 128));
  }

  @ParameterizedTest
  @MethodSource("names")
  @Requirement({"TOK-19", "TOK-20"})
  void whatIsSealedUnsealsToTheSameNameAndIsGenuine(RefreshToken name) {
    String text = tokens.seal(name, SALT).reveal();
    assertTrue(text.matches("^rjt_[A-Za-z0-9_-]{84}$"), text);
    assertEquals(Optional.of(name), unseal(text));
    assertTrue(isGenuine(text, name, SALT));
  }

  @Test
  @Requirement({"TOK-18", "TOK-19", "TOK-20"})
  void tenThousandTokensAreDifferentAndTheirProofsLookRandom() {
    Set<String> seen = new HashSet<>();
    int[][] counts = new int[88][128];
    for (int i = 0; i < 10_000; i++) {
      var name = new RefreshToken(SessionId.random(RANDOM), 0, 0);
      String text = tokens.seal(name, tokens.newSalt()).reveal();
      assertTrue(text.matches("rjt_[A-Za-z0-9_-]{84}") && seen.add(text), text);
      for (int at = 0; at < text.length(); at++) {
        counts[at][text.charAt(at)]++;
      }
    }
    // The characters that hold nothing but bits of the MAC and of the check.
    for (int at = 35; at < 88; at++) {
      double expected = 10_000 / 64.0;
      double chiSquare = IntStream.of(counts[at]).mapToDouble(n -> n * n / expected).sum() - 10_000;
      // With 63 degrees of freedom 63 is usual, and 160 is less likely than once in 10^9.
      assertTrue(chiSquare < 160, "character " + at + ": " + chiSquare);
    }
  }

  @Test
  void aNewMasterKeyIsUsedWithoutARestart() {
    MasterKeyRing ring = Fixtures.ring(KEY_1);
    var running = new MacRefreshTokens(ring, RANDOM);
    Secret underTheNew = tokens(KEY_1 + "\n" + KEY_2).seal(TOKEN, new TokenSalt(2, SALT.bits()));
    assertEquals(Optional.empty(), running.unseal(underTheNew));
    ring.replace(MasterKeys.parse(KEY_1 + "\n" + KEY_2));
    assertEquals(2, running.newSalt().keyId());
    assertEquals(Optional.of(TOKEN), running.unseal(underTheNew));
    assertTrue(running.isGenuine(new Secret(sealed), TOKEN, SALT));
  }

  /// Computed apart from this code, from the description of the format alone. A token that a client
  /// holds must survive every update of the server.
  @Test
  void theFormatIsTheOneDescribed() {
    assertEquals(
        "rjt_AQEAAQIDBAUGBwgJCgsMDQ4PAAAABwKWjF_pPGL0Mh3BVPF_USOeqMUQsMOPf1eQcq6-imPLBS5jJg_n1jay",
        sealed);
  }

  @Test
  void theSameNameUnderTheSameSaltIsAlwaysTheSameString() {
    assertEquals(sealed, tokens.seal(TOKEN, SALT).reveal());
    assertEquals(sealed, tokens(KEY_1).seal(TOKEN, SALT).reveal());
    assertEquals(sealed, tokens(KEY_1 + "\n" + KEY_2).seal(TOKEN, SALT).reveal());
  }

  @Test
  @Requirement("TOK-18")
  void everyOtherNameOrSaltIsAnotherString() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      TokenSalt salt = tokens.newSalt();
      for (int j = 0; j < 100; j++) {
        seen.add(tokens.seal(new RefreshToken(SESSION_ID, j / 10, j % 10), salt).reveal());
      }
    }
    assertEquals(10_000, seen.size());
  }

  /// Six standard deviations either way; the names and the key are fixed, and so is the result.
  @Test
  @Requirement("TOK-18")
  void everyOneOfTheProofs256BitsIsAsOftenSetAsNot() {
    int[] set = new int[256];
    for (int i = 0; i < 10_000; i++) {
      String text = tokens.seal(new RefreshToken(SESSION_ID, i, i % 256), SALT).reveal();
      byte[] bytes = Base64Url.decode(text.substring("rjt_".length())).orElseThrow();
      BitSet proof = BitSet.valueOf(Arrays.copyOfRange(bytes, 23, 55));
      proof.stream().forEach(bit -> set[bit]++);
    }
    for (int count : set) {
      assertEquals(5_000, count, 300);
    }
  }

  @Test
  void aTokenOfAnotherInstallationIsRefused() {
    String foreign = tokens(KEY_2.replace("2:", "1:")).seal(TOKEN, SALT).reveal();
    assertEquals(Optional.empty(), unseal(foreign));
    assertFalse(isGenuine(foreign, TOKEN, SALT));
  }

  @Test
  @Requirement("REF-19")
  void theMasterKeyWithoutTheSaltOfTheSessionMakesNoGenuineToken() {
    String guessed = tokens.seal(TOKEN, tokens.newSalt()).reveal();
    assertEquals(Optional.of(TOKEN), unseal(guessed));
    assertFalse(isGenuine(guessed, TOKEN, SALT));
  }

  @Test
  void aTokenIsNotGenuineUnderAnotherName() {
    assertFalse(isGenuine(sealed, new RefreshToken(SESSION_ID, 7, 1), SALT));
    assertFalse(isGenuine(sealed, new RefreshToken(SESSION_ID, 8, 2), SALT));
    assertFalse(isGenuine(sealed, new RefreshToken(SessionId.random(RANDOM), 7, 2), SALT));
  }

  @Test
  void aNewMasterKeyServesNewSessionsAndTheOldOneItsOwn() {
    MacRefreshTokens both = tokens(KEY_1 + "\n" + KEY_2);
    assertEquals(2, both.newSalt().keyId());
    assertEquals(Optional.of(TOKEN), both.unseal(new Secret(sealed)));
    assertTrue(both.isGenuine(new Secret(sealed), TOKEN, SALT));

    var underTheNew = new TokenSalt(2, SALT.bits());
    Secret fresh = both.seal(TOKEN, underTheNew);
    assertTrue(both.isGenuine(fresh, TOKEN, underTheNew));
    assertFalse(both.isGenuine(fresh, TOKEN, SALT));
    assertEquals(Optional.empty(), tokens.unseal(fresh));
  }

  @Test
  void aSaltOfAMasterKeyThatIsMissingSealsNothing() {
    var lost = new TokenSalt(9, SALT.bits());
    assertThrows(WrongMasterKey.class, () -> tokens.seal(TOKEN, lost));
    assertFalse(isGenuine(sealed, TOKEN, lost));
  }

  @Test
  void aVariantBeyondOneByteIsRefusedAndNotCut() {
    var tooFar = new RefreshToken(SESSION_ID, 7, 256 + 2);
    assertThrows(IllegalArgumentException.class, () -> tokens.seal(tooFar, SALT));
  }

  @Test
  void saltsAreRandomAndOf128Bits() {
    assertNotEquals(tokens.newSalt(), tokens.newSalt());
    assertEquals(16, Base64Url.decode(tokens.newSalt().bits()).orElseThrow().length);
  }
}
