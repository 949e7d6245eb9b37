package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.KEY_1;
import static dev.rejeton.adapter.crypto.Fixtures.KEY_2;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.rejeton.adapter.crypto.MasterKey.Purpose;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MasterKeyTest {
  /// RFC 5869 §2, spelled out.
  @ParameterizedTest
  @EnumSource
  void derivedKeysAreHkdfSha256AndDifferByPurposeAndSalt(Purpose purpose) throws Exception {
    MasterKey key = MasterKeys.parse(KEY_1).current();
    String info =
        switch (purpose) {
          case REFRESH_TOKEN_MAC -> "rejeton refresh-token mac v1";
          case REFRESH_TOKEN_CHECK -> "rejeton refresh-token check v1";
          case CSRF_TOKEN -> "rejeton csrf-token v1";
          case SIGNING_KEY_WRAP -> "rejeton signing-key wrap v1";
          case FINGERPRINT -> "rejeton fingerprint v1";
        };
    byte[] salt = {1, 2, 3};
    byte[] ikm = Base64Url.decode(KEY_1.substring(2)).orElseThrow();
    byte[] expected = hmac(hmac(salt, ikm), (info + "\u0001").getBytes(US_ASCII));
    assertArrayEquals(expected, key.derive(purpose, salt).getEncoded());
    byte[] unsalted = hmac(hmac(new byte[32], ikm), (info + "\u0001").getBytes(US_ASCII));
    assertArrayEquals(unsalted, key.derived(purpose).getEncoded());
  }

  private static byte[] hmac(byte[] key, byte[] message) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  @Test
  void aFingerprintIsTheSameForTheSameKeyOnly() {
    List<String> fingerprints =
        Stream.of(KEY_1, KEY_1, KEY_2)
            .map(line -> MasterKeys.parse(line).current().fingerprint())
            .toList();
    assertEquals(fingerprints.get(0), fingerprints.get(1));
    assertNotEquals(fingerprints.get(0), fingerprints.get(2));
  }
}
