package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.KEY_1;
import static dev.rejeton.adapter.crypto.Fixtures.KEY_2;
import static dev.rejeton.adapter.crypto.Fixtures.RANDOM;
import static dev.rejeton.adapter.crypto.Fixtures.SESSION_ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SessionId;
import org.junit.jupiter.api.Test;

class MacCsrfTokensTest {
  private final MasterKeyRing masterKeys = Fixtures.ring(KEY_1);
  private final MacCsrfTokens tokens = new MacCsrfTokens(masterKeys);
  private final String token = tokens.of(SESSION_ID).reveal();

  private boolean isGenuine(String presented) {
    return tokens.isGenuine(new Secret(presented), SESSION_ID);
  }

  /// Computed apart from this code, from the description alone.
  @Test
  @Requirement("CSR-09")
  void theTokenIsTheMacOfTheSessionsName() {
    assertEquals("nC6jH1J0eJF70OORrULgwchk1YFzofkoVev_k1Am4Ek", token);
    assertTrue(isGenuine(token));
  }

  @Test
  @Requirement("CSR-09")
  void everySessionHasItsOwn() {
    String other = tokens.of(SessionId.random(RANDOM)).reveal();
    assertNotEquals(token, other);
    assertFalse(isGenuine(other));
  }

  @Test
  @Requirement("CSR-09")
  void everyChangedCharacterIsRefused() {
    for (int i = 0; i < token.length(); i++) {
      for (char c : "Aa0-_=+/ .\n\u0000é\uD800\uFF21".toCharArray()) {
        String text = token.substring(0, i) + c + token.substring(i + 1);
        assertEquals(text.equals(token), isGenuine(text));
      }
      assertFalse(isGenuine(token.substring(0, i)));
    }
    assertFalse(isGenuine(token + "="));
    assertFalse(isGenuine("A".repeat(1_000_000)));
  }

  @Test
  void anotherInstallationsTokenIsRefused() {
    var other = new MacCsrfTokens(Fixtures.ring(KEY_2.replace("2:", "1:")));
    assertFalse(isGenuine(other.of(SESSION_ID).reveal()));
  }

  @Test
  void aTokenOutlivesANewMasterKeyUnderWhichNewOnesAreMade() {
    masterKeys.replace(MasterKeys.parse(KEY_1 + "\n" + KEY_2));
    assertTrue(isGenuine(token));
    assertNotEquals(token, tokens.of(SESSION_ID).reveal());
    assertTrue(isGenuine(tokens.of(SESSION_ID).reveal()));
  }
}
