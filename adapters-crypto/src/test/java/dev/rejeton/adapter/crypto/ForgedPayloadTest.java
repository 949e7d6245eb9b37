package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Forge.CLAIMS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.crypto.Forge.Forgery;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Correctly signed tokens whose payload is not one JSON object of a sensible size.
class ForgedPayloadTest {
  private static Forgery payload(Forge forge, String what, String claims) {
    return forge.forgery(what, forge.signed(forge.header, claims));
  }

  private static Forgery payload(Forge forge, String what, byte[] claims) {
    return forge.forgery(what, forge.signed(forge.header.getBytes(UTF_8), claims));
  }

  static Stream<Forgery> payloads() {
    return Forge.all(ForgedPayloadTest::payloads);
  }

  static Stream<Forgery> payloads(Forge forge) {
    return Stream.of(
        payload(forge, "bytes behind the object", CLAIMS + "xx"),
        payload(forge, "a second object", CLAIMS + "{}"),
        payload(forge, "NUL behind the object", CLAIMS + "\u0000"),
        payload(forge, "byte order mark", "\uFEFF" + CLAIMS),
        payload(forge, "UTF-16", CLAIMS.getBytes(UTF_16)),
        payload(forge, "ISO 8859-1", CLAIMS.replace("read", "r\u00E9ad").getBytes(ISO_8859_1)),
        payload(forge, "overlong UTF-8", spliced(0xC1, 0xA1)),
        payload(forge, "surrogates in UTF-8", spliced(0xED, 0xA0, 0x80)),
        payload(forge, "an array", "[" + CLAIMS + "]"),
        payload(forge, "a string", "\"claims\""),
        payload(forge, "null", "null"),
        payload(forge, "nothing but blanks", "  "),
        payload(forge, "half an object", CLAIMS.substring(0, CLAIMS.length() - 1)),
        payload(forge, "a comma too many", CLAIMS.replace("}", ",}")),
        payload(forge, "a comment", CLAIMS.replace("{", "{/**/")),
        payload(forge, "single quotes", CLAIMS.replace('"', '\'')),
        payload(forge, "a line break in a string", CLAIMS.replace("read write", "read\nwrite")),
        payload(forge, "NaN", CLAIMS.replace("{", "{\"x\":NaN,")));
  }

  private static byte[] spliced(int... bytes) {
    String marked = CLAIMS.replace("{", "{\"x\":\"" + "?".repeat(bytes.length) + "\",");
    byte[] spliced = marked.getBytes(UTF_8);
    int at = marked.indexOf('?');
    for (int i = 0; i < bytes.length; i++) {
      spliced[at + i] = (byte) bytes[i];
    }
    return spliced;
  }

  @ParameterizedTest
  @MethodSource("payloads()")
  @Requirement("JWT-14")
  void aPayloadThatIsNotOneObjectInUtf8IsRefused(Forgery forgery) {
    forgery.assertRefusedByAllAtAnyAge();
  }

  @ParameterizedTest
  @MethodSource("dev.rejeton.adapter.crypto.Forge#all()")
  @Requirement("JWT-14")
  void blanksAndLineBreaksBetweenMembersAreAccepted(Forge forge) {
    String airy = " " + CLAIMS.replace(",\"", " ,\r\n\t\"") + "\n";
    assertTrue(forge.verify(forge.signed(forge.header, airy)).isPresent());
  }

  static Stream<Forgery> duplicates() {
    return Forge.all(ForgedPayloadTest::duplicates);
  }

  static Stream<Forgery> duplicates(Forge forge) {
    return Stream.of(
        payload(forge, "sub", CLAIMS.replace("{", "{\"sub\":\"admin\",")),
        payload(forge, "sub, spelled otherwise", CLAIMS.replace("{", "{\"s\\u0075b\":\"admin\",")),
        payload(forge, "deep inside", CLAIMS.replace("{", "{\"x\":[{\"y\":{\"z\":1,\"z\":2}}],")),
        forge.forgery("alg", forge.withHeader("{", "{\"alg\":\"none\",")),
        forge.forgery(
            "alg, the same",
            forge.withHeader("{", "{\"alg\":\"" + forge.algorithm.value() + "\",")),
        forge.forgery("kid", forge.withHeader("{", "{\"kid\":\"1\",")));
  }

  @ParameterizedTest
  @MethodSource("duplicates()")
  @Requirement("JWT-15")
  void aMemberThatIsThereTwiceIsRefused(Forgery forgery) {
    forgery.assertRefusedByAllAtAnyAge();
  }

  static Stream<Forgery> sizes() {
    return Forge.all(ForgedPayloadTest::sizes);
  }

  static Stream<Forgery> sizes(Forge forge) {
    String megabyte = "x".repeat(1_000_000);
    int depth = 5000;
    String deep = "[".repeat(depth) + "]".repeat(depth);
    return Stream.of(
        payload(forge, "a claim of 1 MB", CLAIMS.replace("{", "{\"x\":\"" + megabyte + "\",")),
        payload(forge, "5000 levels", CLAIMS.replace("{", "{\"x\":" + deep + ",")),
        payload(forge, "9 levels", CLAIMS.replace("{", "{\"x\":[[[[[[[[]]]]]]]],")),
        payload(
            forge,
            "a number of 2000 digits",
            CLAIMS.replace("{", "{\"x\":" + "9".repeat(2000) + ",")),
        forge.forgery("1 MB of nothing", "A".repeat(1_000_000)),
        forge.forgery("1 MB of dots", ".".repeat(1_000_000)),
        forge.forgery("8193 characters", forge.signed(forge.header, padded(forge, 8193))));
  }

  /// {@return claims that make a token of this length, or one character more}
  private static String padded(Forge forge, int length) {
    String member = "\"x\":\"\",";
    String[] parts = forge.good().split("\\.");
    int room = Math.ceilDiv((length - parts[0].length() - parts[2].length() - 2) * 3, 4);
    String filler = "x".repeat(room - CLAIMS.length() - member.length());
    return CLAIMS.replace("{", "{\"x\":\"" + filler + "\",");
  }

  @ParameterizedTest
  @MethodSource("sizes()")
  @Requirement("JWT-16")
  void whatIsTooLargeOrTooDeepIsRefused(Forgery forgery) {
    forgery.assertRefusedByAllAtAnyAge();
  }

  @ParameterizedTest
  @MethodSource("dev.rejeton.adapter.crypto.Forge#all()")
  @Requirement("JWT-16")
  void aTokenOf8KiBIsAccepted(Forge forge) {
    String token = forge.signed(forge.header, padded(forge, 8190));
    assertTrue(token.length() > 8180 && token.length() <= 8192, () -> "" + token.length());
    assertTrue(forge.verify(token).isPresent());
  }
}
