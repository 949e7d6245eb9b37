package dev.rejeton.adapter.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.auth0.jwt.algorithms.Algorithm;
import dev.rejeton.Requirement;
import dev.rejeton.adapter.crypto.Forge.Forgery;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens with a good payload under a header that is not ours.
class ForgedHeaderTest {
  private static final Forge FORGE = new Forge();

  private static Forgery header(String what, String old, String changed, boolean library) {
    return new Forgery(what, FORGE.withHeader(old, changed), library);
  }

  private static Forgery member(String member, boolean library) {
    return header(member, "{", "{" + member + ",", library);
  }

  @Test
  void theForgeMakesGoodTokensToo() {
    assertTrue(FORGE.verify(FORGE.good()).isPresent());
    assertTrue(FORGE.libraryAccepts(FORGE.good()));
  }

  static Stream<Forgery> algorithms() {
    Stream<Forgery> named =
        Stream.of("none", "nOnE", "es256", "HS256", "RS256", "ES384", "ES256 ", "")
            .map(name -> header("alg " + name, "ES256", name, false));
    return Stream.concat(
        named,
        Stream.of(
            header("no alg", "\"alg\":\"ES256\",", "", false),
            header("alg null", "\"ES256\"", "null", false),
            header("alg a number", "\"ES256\"", "256", false),
            header("alg an array", "\"ES256\"", "[\"ES256\"]", false),
            new Forgery("none, unsigned", unsigned("none", ""), false),
            new Forgery("none, signature of nothing", unsigned("none", "AA"), false)));
  }

  private static String unsigned(String algorithm, String signature) {
    String header = FORGE.header.replace("ES256", algorithm);
    return "%s.%s.%s".formatted(encoded(header), encoded(Forge.CLAIMS), signature);
  }

  private static String encoded(String json) {
    return Base64Url.encode(json.getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  @Requirement("JWT-01")
  void anotherAlgorithmIsRefused(Forgery forgery) {
    FORGE.assertRefusedAtAnyAge(forgery);
  }

  static Stream<Forgery> keyConfusions() {
    byte[] der = FORGE.publicKey.getEncoded();
    String base64 = Base64.getEncoder().encodeToString(der);
    String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    byte[] point = Arrays.copyOfRange(der, der.length - 65, der.length);
    return Stream.of(
        new Forgery("PEM", hmac(pem.getBytes(UTF_8)), false),
        new Forgery("DER", hmac(der), false),
        new Forgery("the raw point", hmac(point), false),
        new Forgery("the JWK text", hmac(FORGE.publicJwk.getBytes(UTF_8)), false));
  }

  private static String hmac(byte[] key) {
    String header = encoded(FORGE.header.replace("ES256", "HS256"));
    String claims = encoded(Forge.CLAIMS);
    byte[] mac = Algorithm.HMAC256(key).sign(header.getBytes(UTF_8), claims.getBytes(UTF_8));
    return header + "." + claims + "." + Base64Url.encode(mac);
  }

  @ParameterizedTest
  @MethodSource("keyConfusions")
  @Requirement("JWT-02")
  void anHmacWithThePublicKeyIsRefused(Forgery forgery) {
    FORGE.assertRefusedAtAnyAge(forgery);
  }

  static Stream<Forgery> embeddedKeys() {
    return Stream.of(
        member("\"jwk\":" + FORGE.publicJwk, true),
        member("\"jku\":\"http://127.0.0.1:9/keys\"", true),
        member("\"x5u\":\"http://127.0.0.1:9/certificate\"", true),
        member("\"x5c\":[\"AAAA\"]", true),
        member("\"x5t\":\"AAAA\"", true),
        member("\"cty\":\"JWT\"", true),
        member("\"zip\":\"DEF\"", true));
  }

  @ParameterizedTest
  @MethodSource("embeddedKeys")
  @Requirement("JWT-03")
  void aHeaderThatBringsItsOwnKeyOrAnythingElseIsRefused(Forgery forgery) {
    FORGE.assertRefusedAtAnyAge(forgery);
  }

  static Stream<Forgery> criticals() {
    return Stream.of(
        member("\"crit\":[\"x\"],\"x\":1", true),
        member("\"crit\":[]", true),
        member("\"crit\":[\"alg\"]", true),
        member("\"crit\":[\"b64\"],\"b64\":false", true),
        member("\"b64\":false", true));
  }

  @ParameterizedTest
  @MethodSource("criticals")
  @Requirement("JWT-04")
  void aCriticalExtensionIsRefused(Forgery forgery) {
    FORGE.assertRefusedAtAnyAge(forgery);
  }

  static Stream<Forgery> types() {
    return Stream.of(
        header("JWT", "at+jwt", "JWT", true),
        header("no typ", ",\"typ\":\"at+jwt\"", "", true),
        header("typ null", "\"at+jwt\"", "null", true),
        header("typ a number", "\"at+jwt\"", "1", true),
        header("logout+jwt", "at+jwt", "logout+jwt", true),
        header("dpop+jwt", "at+jwt", "dpop+jwt", true),
        header("secevent+jwt", "at+jwt", "secevent+jwt", true),
        header("a blank before it", "at+jwt", " at+jwt", true),
        header("a dotless i", "at+jwt", "appl\u0131cation/at+jwt", true));
  }

  @ParameterizedTest
  @MethodSource("types")
  @Requirement({"JWT-05", "JWT-17"})
  void anotherKindOfTokenIsRefused(Forgery forgery) {
    FORGE.assertRefusedAtAnyAge(forgery);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AT+JWT", "application/at+jwt", "Application/At+Jwt"})
  @Requirement("JWT-05")
  void theTypeKnowsNoCaseAndMayBeLong(String type) {
    assertTrue(FORGE.verify(FORGE.withHeader("at+jwt", type)).isPresent());
  }

  static Stream<Forgery> keyIds() {
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
    String kid = FORGE.tokens.verificationKeys().getFirst().keyId();
    return Stream.concat(
        hostile.stream().map(text -> header("kid " + text, kid, text, true)),
        Stream.of(
            header("kid of 4 KiB", kid, "k".repeat(4096), true),
            header("kid of 64 KiB", kid, "k".repeat(65_536), true),
            header("kid in other case", kid, kid.toLowerCase(Locale.ROOT), true),
            header("no kid", "\"kid\":\"" + kid + "\",", "", true),
            header("kid a number", "\"" + kid + "\"", "1", true),
            header("kid null", "\"" + kid + "\"", "null", true)));
  }

  @ParameterizedTest
  @MethodSource("keyIds")
  @Requirement("JWT-10")
  void anUnknownOrHostileKeyIdIsJustUnknown(Forgery forgery) {
    FORGE.assertRefusedAtAnyAge(forgery);
  }
}
