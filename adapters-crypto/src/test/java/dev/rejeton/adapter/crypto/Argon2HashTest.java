package dev.rejeton.adapter.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_VERSION_13;
import static org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rejeton.Requirement;
import dev.rejeton.domain.PasswordHash;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2HashTest {
  private static final String SALT_AND_TAG =
      "$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  /// RFC 9106 §5.3.
  @Test
  @Requirement("PSW-16")
  void theVectorOfTheRfcComesOut() {
    var input =
        new org.bouncycastle.crypto.params.Argon2Parameters.Builder(ARGON2_id)
            .withVersion(ARGON2_VERSION_13)
            .withIterations(3)
            .withMemoryAsKB(32)
            .withParallelism(4)
            .withSalt(filled(16, 2))
            .withSecret(filled(8, 3))
            .withAdditional(filled(12, 4))
            .build();
    assertEquals(
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
        HexFormat.of().formatHex(Argon2Hash.tag(filled(32, 1), input)));
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  /// From the tests of the reference implementation.
  @Test
  @Requirement("PSW-16")
  void aVectorOfTheReferenceImplementationComesOut() {
    byte[] tag =
        Argon2Hash.tag(
            "password".getBytes(US_ASCII),
            "somesalt".getBytes(US_ASCII),
            new Argon2Parameters(65_536, 2, 1));
    assertEquals(
        "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
        HexFormat.of().formatHex(tag));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "correct horse",
        "$argon2i$v=19$m=19456,t=2,p=1" + SALT_AND_TAG,
        "$argon2id$v=16$m=19456,t=2,p=1" + SALT_AND_TAG,
        "$argon2id$m=19456,t=2,p=1" + SALT_AND_TAG,
        "$argon2id$v=19$m=1073741824,t=2,p=1" + SALT_AND_TAG,
        "$argon2id$v=19$m=9999999,t=2,p=1" + SALT_AND_TAG,
        "$argon2id$v=19$m=19456,t=999,p=1" + SALT_AND_TAG,
        "$argon2id$v=19$m=19456,t=2,p=99" + SALT_AND_TAG,
        "$argon2id$v=19$m=19456,t=2,p=0" + SALT_AND_TAG,
        "$argon2id$v=19$m=8,t=1,p=1" + SALT_AND_TAG,
        "$argon2id$v=19$m=-19456,t=2,p=1" + SALT_AND_TAG,
        "$argon2id$v=19$m=19456,t=2,p=1" + SALT_AND_TAG + "=",
        "$argon2id$v=19$m=19456,t=2,p=1" + SALT_AND_TAG + "\n",
        "$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA",
        "$2b$12$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
      })
  void aStoredHashThatIsNotOursIsABrokenWorldAndIsNotTold(String phc) {
    var broken =
        assertThrows(IllegalStateException.class, () -> Argon2Hash.parse(new PasswordHash(phc)));
    assertFalse(broken.getMessage().contains("AAAA") || broken.getMessage().contains("horse"));
  }

  @ParameterizedTest
  @CsvSource({"19456,2,1", "47104,1,1", "12288,3,1", "65536,3,4", "1048576,1,1"})
  @Requirement("PSW-10")
  void costsFromTheMinimumUpAreTaken(int memoryKib, int iterations, int parallelism) {
    new Argon2Parameters(memoryKib, iterations, parallelism);
  }

  @ParameterizedTest
  @CsvSource({
    "19455,2,1",
    "19456,1,1",
    "47103,1,1",
    "12287,3,1",
    "12288,2,1",
    "8,100,1",
    "19456,2,0",
    "19456,0,1",
    "-1,2,1",
    "1048577,2,1",
    "19456,101,1",
    "19456,2,65"
  })
  @Requirement("PSW-10")
  void costsBelowTheMinimumOrWithoutBoundAreRefused(int memoryKib, int iterations, int lanes) {
    assertThrows(
        IllegalArgumentException.class, () -> new Argon2Parameters(memoryKib, iterations, lanes));
  }
}
