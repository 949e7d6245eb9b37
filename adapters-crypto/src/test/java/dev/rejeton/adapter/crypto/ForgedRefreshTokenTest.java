package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.KEY_1;
import static dev.rejeton.adapter.crypto.Fixtures.RANDOM;
import static dev.rejeton.adapter.crypto.Fixtures.SALT;
import static dev.rejeton.adapter.crypto.Fixtures.SESSION_ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rejeton.adapter.crypto.MasterKey.Purpose;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.TokenSalt;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Mac;
import org.junit.jupiter.api.Test;

/// Strings that are not, or not quite, a refresh token of ours.
class ForgedRefreshTokenTest {
  private static final RefreshToken TOKEN = new RefreshToken(SESSION_ID, 7, 2);

  private final MacRefreshTokens tokens = new MacRefreshTokens(Fixtures.ring(KEY_1), RANDOM);
  private final String sealed = tokens.seal(TOKEN, SALT).reveal();

  private Optional<RefreshToken> unseal(String text) {
    return tokens.unseal(new Secret(text));
  }

  private boolean isGenuine(String text, RefreshToken token, TokenSalt salt) {
    return tokens.isGenuine(new Secret(text), token, salt);
  }

  @Test
  void everyFlippedBitIsRefused() {
    byte[] bytes = Base64Url.decode(sealed.substring(4)).orElseThrow();
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      String text = "rjt_" + Base64Url.encode(flipped);
      assertEquals(Optional.empty(), unseal(text), "bit " + bit);
      assertFalse(isGenuine(text, TOKEN, SALT), "bit " + bit);
    }
  }

  @Test
  void anotherFormatIsRefusedEvenWithARightCheck() throws Exception {
    byte[] bytes = Base64Url.decode(sealed.substring(4)).orElseThrow();
    for (byte format : new byte[] {1, 0, 2, -1}) {
      bytes[0] = format;
      Mac check = Mac.getInstance("HmacSHA256");
      check.init(MasterKeys.parse(KEY_1).current().derived(Purpose.REFRESH_TOKEN_CHECK));
      check.update(bytes, 0, 55);
      System.arraycopy(check.doFinal(), 0, bytes, 55, 8);
      assertEquals(format == 1, unseal("rjt_" + Base64Url.encode(bytes)).isPresent());
    }
  }

  @Test
  void everyChangedCharacterIsRefused() {
    for (int i = 0; i < sealed.length(); i++) {
      for (char c : "Aa0-_=+/ .\n\u0000é\uD800\uFF21".toCharArray()) {
        String text = sealed.substring(0, i) + c + sealed.substring(i + 1);
        assertEquals(text.equals(sealed), unseal(text).isPresent());
        assertEquals(text.equals(sealed), isGenuine(text, TOKEN, SALT));
      }
    }
  }

  @Test
  void everyTruncationAndExtensionIsRefused() {
    for (int length = 0; length < sealed.length(); length++) {
      assertEquals(Optional.empty(), unseal(sealed.substring(0, length)));
      assertEquals(Optional.empty(), unseal(sealed.substring(sealed.length() - length)));
    }
    for (String more : new String[] {"A", "=", "==", " ", "\n", "AAAA", sealed}) {
      assertEquals(Optional.empty(), unseal(sealed + more));
      assertEquals(Optional.empty(), unseal(more + sealed));
      assertFalse(isGenuine(sealed + more, TOKEN, SALT));
    }
  }

  @Test
  void garbageOfEveryLengthIsRefused() {
    var random = new Random(1);
    for (int length = 0; length <= 300; length++) {
      String anything =
          random
              .ints(length, 0, 0x10000)
              .collect(
                  StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
              .toString();
      assertEquals(Optional.empty(), unseal(anything));
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      assertEquals(Optional.empty(), unseal("rjt_" + Base64Url.encode(bytes)));
      assertFalse(isGenuine(anything, TOKEN, SALT));
    }
    assertEquals(Optional.empty(), unseal("rjt_" + "A".repeat(1_000_000)));
  }
}
