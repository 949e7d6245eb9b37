package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Forge.CLAIMS;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.crypto.Forge.Forgery;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tokens that are not three parts of strict base64url.
class ForgedEncodingTest {
  static Stream<Forgery> structures() {
    return Forge.all(ForgedEncodingTest::structures);
  }

  static Stream<Forgery> structures(Forge forge) {
    String good = forge.good();
    String[] parts = good.split("\\.");
    String json =
        "{\"payload\":\"%s\",\"protected\":\"%s\",\"signature\":\"%s\"}"
            .formatted(parts[1], parts[0], parts[2]);
    return Stream.of(
        forge.forgery("nothing", ""),
        forge.forgery("one part", parts[0]),
        forge.forgery("two parts", parts[0] + "." + parts[1]),
        forge.forgery("four parts", good + ".AAAA"),
        forge.forgery("five parts, as a JWE", good + ".AAAA.AAAA"),
        forge.forgery("dots only", ".."),
        forge.forgery("8000 dots", ".".repeat(8000)),
        forge.forgery("no header", forge.sign("." + parts[1])),
        forge.forgery("no payload", forge.sign(parts[0] + ".")),
        forge.forgery("no signature", parts[0] + "." + parts[1] + "."),
        forge.forgery("a dot at the end", good + "."),
        forge.forgery("a dot at the beginning", "." + good),
        forge.forgery("JSON serialization", json));
  }

  @ParameterizedTest
  @MethodSource("structures()")
  @Requirement("JWT-11")
  void anythingButThreePartsIsRefused(Forgery forgery) {
    forgery.assertRefusedByAllAtAnyAge();
  }

  static Stream<Forgery> encodings() {
    return Forge.all(ForgedEncodingTest::encodings);
  }

  static Stream<Forgery> encodings(Forge forge) {
    String good = forge.good();
    String[] parts = good.split("\\.");
    char last = good.charAt(good.length() - 1);
    String allButLast = good.substring(0, good.length() - 1);
    String roundHeader = encodedWithPadding(forge.header);
    String roundClaims = encodedWithPadding(CLAIMS);
    Stream<Forgery> always =
        Stream.of(
            forge.forgery("half padded signature", good + "="),
            forge.forgery("padded signature", good + "=="),
            forge.forgery("blank at the end", good + " "),
            forge.forgery("line feed at the end", good + "\n"),
            forge.forgery("blank at the beginning", " " + good),
            forge.forgery("line break in the signature", allButLast + "\r\n" + last),
            forge.forgery("plus in the signature", allButLast + "+"),
            forge.forgery("slash in the signature", allButLast + "/"),
            forge.forgery("a letter of another script", allButLast + "\uFF21"),
            forge.forgery("half a letter", allButLast + "\uD800"),
            forge.forgery("padded header", forge.sign(roundHeader + "." + parts[1])),
            forge.forgery("padded payload", forge.sign(parts[0] + "." + roundClaims)),
            forge.forgery("blank in the payload", forge.sign(parts[0] + "." + parts[1] + " ")),
            forge.forgery(
                "trailing bits in the payload",
                forge.sign(parts[0] + "." + withTrailingBits(roundClaims))));
    // The last of 86 characters carries two bits of the signature; the other four are zero. 512
    // characters are full.
    return forge.algorithm == SigningAlgorithm.RS256
        ? always
        : Stream.concat(
            always,
            Stream.of(
                forge.forgery("trailing bits in the signature", allButLast + (char) (last + 1))));
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
  @MethodSource("encodings()")
  @Requirement("JWT-12")
  void anyOtherSpellingIsRefused(Forgery forgery) {
    forgery.assertRefusedByAllAtAnyAge();
  }

  @Test
  void noStringMakesVerificationThrow() {
    var random = new Random(1);
    Forge forge = Forge.of(SigningAlgorithm.ES256);
    String good = forge.good();
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder(good);
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x80));
      }
      forge.verifyEvenIfExpired(text.toString());
    }
  }
}
