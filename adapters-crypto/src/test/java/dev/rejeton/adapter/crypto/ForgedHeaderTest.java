package dev.rejeton.adapter.crypto;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.crypto.Forge.Forgery;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens with a good payload under a header that is not ours.
class ForgedHeaderTest {
  private static Forgery member(Forge forge, String member) {
    return forge.header(member, "{", "{" + member + ",");
  }

  @ParameterizedTest
  @MethodSource("dev.rejeton.adapter.crypto.Forge#all()")
  void theForgeMakesGoodTokensToo(Forge forge) {
    assertTrue(forge.verify(forge.good()).isPresent());
  }

  static Stream<Forgery> embeddedKeys() {
    return Forge.all(ForgedHeaderTest::embeddedKeys);
  }

  static Stream<Forgery> embeddedKeys(Forge forge) {
    return Stream.of(
        member(forge, "\"jwk\":" + forge.stored.jwk()),
        member(forge, "\"jku\":\"http://127.0.0.1:9/keys\""),
        member(forge, "\"x5u\":\"http://127.0.0.1:9/certificate\""),
        member(forge, "\"x5c\":[\"AAAA\"]"),
        member(forge, "\"x5t\":\"AAAA\""),
        member(forge, "\"cty\":\"JWT\""),
        member(forge, "\"zip\":\"DEF\""));
  }

  @ParameterizedTest
  @MethodSource("embeddedKeys()")
  @Requirement("JWT-03")
  void aHeaderThatBringsItsOwnKeyOrAnythingElseIsRefused(Forgery forgery) {
    forgery.assertRefusedByAllAtAnyAge();
  }

  static Stream<Forgery> criticals() {
    return Forge.all(ForgedHeaderTest::criticals);
  }

  static Stream<Forgery> criticals(Forge forge) {
    return Stream.of(
        member(forge, "\"crit\":[\"x\"],\"x\":1"),
        member(forge, "\"crit\":[]"),
        member(forge, "\"crit\":[\"alg\"]"),
        member(forge, "\"crit\":[\"b64\"],\"b64\":false"),
        member(forge, "\"b64\":false"));
  }

  @ParameterizedTest
  @MethodSource("criticals()")
  @Requirement("JWT-04")
  void aCriticalExtensionIsRefused(Forgery forgery) {
    forgery.assertRefusedByAllAtAnyAge();
  }

  static Stream<Forgery> types() {
    return Forge.all(ForgedHeaderTest::types);
  }

  static Stream<Forgery> types(Forge forge) {
    return Stream.of(
        forge.header("JWT", "at+jwt", "JWT"),
        forge.header("no typ", ",\"typ\":\"at+jwt\"", ""),
        forge.header("typ null", "\"at+jwt\"", "null"),
        forge.header("typ a number", "\"at+jwt\"", "1"),
        forge.header("logout+jwt", "at+jwt", "logout+jwt"),
        forge.header("dpop+jwt", "at+jwt", "dpop+jwt"),
        forge.header("secevent+jwt", "at+jwt", "secevent+jwt"),
        forge.header("a blank before it", "at+jwt", " at+jwt"),
        forge.header("a dotless i", "at+jwt", "appl\u0131cation/at+jwt"));
  }

  @ParameterizedTest
  @MethodSource("types()")
  @Requirement({"JWT-05", "JWT-17"})
  void anotherKindOfTokenIsRefused(Forgery forgery) {
    forgery.assertRefusedByAllAtAnyAge();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AT+JWT", "application/at+jwt", "Application/At+Jwt"})
  @Requirement("JWT-05")
  void theTypeKnowsNoCaseAndMayBeLong(String type) {
    Forge forge = Forge.of(SigningAlgorithm.ES256);
    assertTrue(forge.verify(forge.withHeader("at+jwt", type)).isPresent());
  }

  static Stream<Forgery> keyIds() {
    return Forge.all(ForgedHeaderTest::keyIds);
  }

  static Stream<Forgery> keyIds(Forge forge) {
    List<String> hostile =
        List.of(
            "../../etc/passwd",
            "' OR 1=1--",
            "\\u0000",
            "*)(uid=*",
            "${jndi:ldap://x}",
            "",
            "1",
            "SIGNING 1",
            "\\ud800");
    String kid = forge.kid;
    return Stream.concat(
        hostile.stream().map(text -> forge.header("kid \"" + text + "\"", kid, text)),
        Stream.of(
            forge.header("kid of 4 KiB", kid, "k".repeat(4096)),
            forge.header("kid of 64 KiB", kid, "k".repeat(65_536)),
            forge.header("kid in other case", kid, kid.toLowerCase(Locale.ROOT)),
            forge.header("no kid", "\"kid\":\"" + kid + "\",", ""),
            forge.header("kid a number", "\"" + kid + "\"", "1"),
            forge.header("kid null", "\"" + kid + "\"", "null")));
  }

  @ParameterizedTest
  @MethodSource("keyIds()")
  @Requirement("JWT-10")
  void anUnknownOrHostileKeyIdIsJustUnknown(Forgery forgery) {
    forgery.assertRefusedByAllAtAnyAge();
  }
}
