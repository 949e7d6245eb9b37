package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Forge.CLAIMS;
import static dev.rejeton.adapter.crypto.Forge.Forgery.accepted;
import static dev.rejeton.adapter.crypto.Forge.Forgery.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.crypto.Forge.Forgery;
import dev.rejeton.domain.Secret;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens that are not three parts of strict base64url, the last of them a signature of ours.
class ForgedEncodingTest {
  private static final Forge FORGE = new Forge();
  private static final String GOOD = FORGE.good();
  private static final String[] PARTS = GOOD.split("\\.");

  static Stream<Forgery> structures() {
    return Stream.of(
        refused("nothing", ""),
        refused("one part", PARTS[0]),
        refused("two parts", PARTS[0] + "." + PARTS[1]),
        refused("four parts", GOOD + ".AAAA"),
        refused("five parts, as a JWE", GOOD + ".AAAA.AAAA"),
        refused("dots only", ".."),
        refused("8000 dots", ".".repeat(8000)),
        refused("no header", FORGE.sign("." + PARTS[1])),
        refused("no payload", FORGE.sign(PARTS[0] + ".")),
        refused("no signature", PARTS[0] + "." + PARTS[1] + "."),
        refused("a dot at the end", GOOD + "."),
        refused("a dot at the beginning", "." + GOOD),
        refused(
            "JSON serialization",
            "{\"payload\":\"%s\",\"protected\":\"%s\",\"signature\":\"%s\"}"
                .formatted(PARTS[1], PARTS[0], PARTS[2])));
  }

  @ParameterizedTest
  @MethodSource("structures")
  @Requirement("JWT-11")
  void anythingButThreePartsIsRefused(Forgery forgery) {
    FORGE.assertRefusedAtAnyAge(forgery);
  }

  static Stream<Forgery> encodings() {
    // The last of the 86 characters carries two bits of the signature; the other four are zero.
    char last = GOOD.charAt(GOOD.length() - 1);
    String allButLast = GOOD.substring(0, GOOD.length() - 1);
    String roundHeader = encodedWithPadding(FORGE.header);
    String roundClaims = encodedWithPadding(CLAIMS);
    return Stream.of(
        accepted("padded signature", GOOD + "=="),
        refused("half padded signature", GOOD + "="),
        accepted("trailing bits in the signature", allButLast + (char) (last + 1)),
        refused("blank at the end", GOOD + " "),
        refused("line feed at the end", GOOD + "\n"),
        refused("blank at the beginning", " " + GOOD),
        refused("line break in the signature", allButLast + "\r\n" + last),
        refused("plus in the signature", allButLast + "+"),
        refused("slash in the signature", allButLast + "/"),
        refused("a letter of another script", allButLast + "\uFF21"),
        refused("half a letter", allButLast + "\uD800"),
        accepted("padded header", FORGE.sign(roundHeader + "." + PARTS[1])),
        accepted("padded payload", FORGE.sign(PARTS[0] + "." + roundClaims)),
        refused("blank in the payload", FORGE.sign(PARTS[0] + "." + PARTS[1] + " ")),
        accepted(
            "trailing bits in the payload",
            FORGE.sign(PARTS[0] + "." + withTrailingBits(roundClaims))));
  }

  /// JSON and as many blanks as make the encoding end in two characters of padding.
  private static String encodedWithPadding(String json) {
    String blanks = " ".repeat(Math.floorMod(1 - json.length(), 3));
    return Base64.getUrlEncoder().encodeToString((json + blanks).getBytes(UTF_8));
  }

  private static String withTrailingBits(String padded) {
    int last = padded.length() - 3;
    return padded.substring(0, last) + (char) (padded.charAt(last) + 1);
  }

  @ParameterizedTest
  @MethodSource("encodings")
  @Requirement("JWT-12")
  void anyOtherSpellingIsRefused(Forgery forgery) {
    FORGE.assertRefusedAtAnyAge(forgery);
  }

  static Stream<Forgery> signatures() {
    byte[] rs = Base64.getUrlDecoder().decode(PARTS[2]);
    byte[] zeros = new byte[64];
    byte[] ones = new byte[64];
    Arrays.fill(ones, (byte) 0xFF);
    byte[] rZero = rs.clone();
    Arrays.fill(rZero, 0, 32, (byte) 0);
    byte[] der = new byte[70];
    new Random(1).nextBytes(der);
    return Stream.of(
        refused("63 bytes", withSignature(Arrays.copyOf(rs, 63))),
        refused("65 bytes", withSignature(Arrays.copyOf(rs, 65))),
        refused("70 bytes, as DER", withSignature(der)),
        refused("128 bytes", withSignature(Arrays.copyOf(rs, 128))),
        refused("zeros (CVE-2022-21449)", withSignature(zeros)),
        refused("ones", withSignature(ones)),
        refused("r is zero", withSignature(rZero)),
        refused("of another payload", PARTS[0] + "." + PARTS[1] + "." + otherSignature()),
        refused(
            "of another key",
            PARTS[0] + "." + PARTS[1] + "." + new Forge().good().split("\\.")[2]));
  }

  private static String otherSignature() {
    return FORGE.withClaim("web", "app").split("\\.")[2];
  }

  private static String withSignature(byte[] signature) {
    return PARTS[0] + "." + PARTS[1] + "." + Base64Url.encode(signature);
  }

  @ParameterizedTest
  @MethodSource("signatures")
  @Requirement("JWT-13")
  void aWrongSignatureIsRefused(Forgery forgery) {
    FORGE.assertRefusedAtAnyAge(forgery);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 65, 70, 128})
  @Requirement("JWT-13")
  void aSignatureOfAnotherLengthDoesNotEvenReachTheLibrary(int length) {
    Secret token = new Secret(withSignature(new byte[length]));
    assertEquals(Optional.empty(), StrictJws.parse(token));
  }

  /// (r, n - s) is as good a signature as (r, s): why nothing may be remembered by a token's bytes.
  @Test
  @Requirement("JWT-13")
  void theMirroredSignatureIsAccepted() {
    BigInteger n = FORGE.publicKey.getParams().getOrder();
    byte[] rs = Base64.getUrlDecoder().decode(PARTS[2]);
    byte[] s = n.subtract(new BigInteger(1, Arrays.copyOfRange(rs, 32, 64))).toByteArray();
    Arrays.fill(rs, 32, 64, (byte) 0);
    int length = Math.min(32, s.length);
    System.arraycopy(s, s.length - length, rs, 64 - length, length);
    assertTrue(FORGE.verify(withSignature(rs)).isPresent());
  }

  @Test
  void noStringMakesVerificationThrow() {
    var random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder(GOOD);
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x80));
      }
      FORGE.verifyEvenIfExpired(text.toString());
    }
  }
}
