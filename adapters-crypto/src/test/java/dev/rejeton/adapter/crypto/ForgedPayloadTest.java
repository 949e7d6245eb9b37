package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Forge.CLAIMS;
import static dev.rejeton.adapter.crypto.Forge.Forgery.accepted;
import static dev.rejeton.adapter.crypto.Forge.Forgery.refused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.crypto.Forge.Forgery;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Correctly signed tokens whose payload is not one JSON object of a sensible size.
class ForgedPayloadTest {
  private static final Forge FORGE = new Forge();
  private static final String GOOD = FORGE.good();
  private static final String[] PARTS = GOOD.split("\\.");

  private static Forgery payload(String what, String claims, boolean library) {
    return new Forgery(what, FORGE.signed(FORGE.header, claims), library);
  }

  private static Forgery payload(String what, byte[] claims, boolean library) {
    return new Forgery(what, FORGE.signed(FORGE.header.getBytes(UTF_8), claims), library);
  }

  static Stream<Forgery> payloads() {
    return Stream.of(
        payload("bytes behind the object", CLAIMS + "xx", true),
        payload("a second object", CLAIMS + "{}", true),
        payload("NUL behind the object", CLAIMS + "\u0000", true),
        payload("byte order mark", "\uFEFF" + CLAIMS, false),
        payload("UTF-16", CLAIMS.getBytes(UTF_16), false),
        payload("ISO 8859-1", CLAIMS.replace("read", "r\u00E9ad").getBytes(ISO_8859_1), true),
        payload("overlong UTF-8", spliced(0xC1, 0xA1), true),
        payload("surrogates in UTF-8", spliced(0xED, 0xA0, 0x80), true),
        payload("an array", "[" + CLAIMS + "]", false),
        payload("a string", "\"claims\"", false),
        payload("null", "null", false),
        payload("nothing but blanks", "  ", false),
        payload("half an object", CLAIMS.substring(0, CLAIMS.length() - 1), false),
        payload("a comma too many", CLAIMS.replace("}", ",}"), false),
        payload("a comment", CLAIMS.replace("{", "{/**/"), false),
        payload("single quotes", CLAIMS.replace('"', '\''), false),
        payload("a line break in a string", CLAIMS.replace("read write", "read\nwrite"), false),
        payload("NaN", CLAIMS.replace("{", "{\"x\":NaN,"), false));
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
  @MethodSource("payloads")
  @Requirement("JWT-14")
  void aPayloadThatIsNotOneObjectInUtf8IsRefused(Forgery forgery) {
    FORGE.assertRefusedAtAnyAge(forgery);
  }

  @Test
  @Requirement("JWT-14")
  void blanksAndLineBreaksBetweenMembersAreAccepted() {
    String airy = " " + CLAIMS.replace(",\"", " ,\r\n\t\"") + "\n";
    assertTrue(FORGE.verify(FORGE.signed(FORGE.header, airy)).isPresent());
  }

  static Stream<Forgery> duplicates() {
    return Stream.of(
        payload("sub", CLAIMS.replace("{", "{\"sub\":\"admin\","), true),
        payload("sub, spelled otherwise", CLAIMS.replace("{", "{\"s\\u0075b\":\"admin\","), true),
        payload("deep inside", CLAIMS.replace("{", "{\"x\":[{\"y\":{\"z\":1,\"z\":2}}],"), true),
        accepted("alg", FORGE.withHeader("{", "{\"alg\":\"none\",")),
        accepted("alg, the same", FORGE.withHeader("{", "{\"alg\":\"ES256\",")),
        accepted("kid", FORGE.withHeader("{", "{\"kid\":\"1\",")));
  }

  @ParameterizedTest
  @MethodSource("duplicates")
  @Requirement("JWT-15")
  void aMemberThatIsThereTwiceIsRefused(Forgery forgery) {
    FORGE.assertRefusedAtAnyAge(forgery);
  }

  static Stream<Forgery> sizes() {
    String megabyte = "x".repeat(1_000_000);
    int depth = 5000;
    String deep = "[".repeat(depth) + "]".repeat(depth);
    return Stream.of(
        payload("a claim of 1 MB", CLAIMS.replace("{", "{\"x\":\"" + megabyte + "\","), true),
        payload("5000 levels", CLAIMS.replace("{", "{\"x\":" + deep + ","), false),
        payload("9 levels", CLAIMS.replace("{", "{\"x\":[[[[[[[[]]]]]]]],"), true),
        payload(
            "a number of 2000 digits",
            CLAIMS.replace("{", "{\"x\":" + "9".repeat(2000) + ","),
            false),
        refused("1 MB of nothing", "A".repeat(1_000_000)),
        refused("1 MB of dots", ".".repeat(1_000_000)),
        accepted("8193 characters", FORGE.signed(FORGE.header, padded(8193))));
  }

  /// {@return claims that make a token of this length, or one character more}
  private static String padded(int length) {
    String member = "\"x\":\"\",";
    int room = (length - PARTS[0].length() - PARTS[2].length() - 2) * 3 / 4;
    String filler = "x".repeat(room - CLAIMS.length() - member.length());
    return CLAIMS.replace("{", "{\"x\":\"" + filler + "\",");
  }

  @ParameterizedTest
  @MethodSource("sizes")
  @Requirement("JWT-16")
  void whatIsTooLargeOrTooDeepIsRefused(Forgery forgery) {
    FORGE.assertRefusedAtAnyAge(forgery);
  }

  @Test
  @Requirement("JWT-16")
  void aTokenOf8KiBIsAccepted() {
    String token = FORGE.signed(FORGE.header, padded(8190));
    assertTrue(token.length() > 8180 && token.length() <= 8192, () -> "" + token.length());
    assertTrue(FORGE.verify(token).isPresent());
  }
}
