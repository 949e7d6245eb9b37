package dev.rejeton.adapter.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.auth0.jwt.algorithms.Algorithm;
import dev.rejeton.Requirement;
import dev.rejeton.adapter.crypto.Forge.Forgery;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tokens that are signed, or said to be signed, with another algorithm than the one of the key
/// that they name.
class ForgedAlgorithmTest {
  static Stream<Forgery> algorithms() {
    return Forge.all(ForgedAlgorithmTest::algorithms);
  }

  /// Headers that name another algorithm than the key they name is for. The signature is good.
  static Stream<Forgery> algorithms(Forge forge) {
    String own = forge.algorithm.value();
    Stream<String> others =
        Stream.of(
            "none", "nOnE", "es256", "HS256", "RS256", "PS256", "ES256", "ES256K", "ES384",
            "Ed25519", "EdDSA", "ed25519", "Ed448", own + " ", "");
    return Stream.concat(
        others
            .filter(name -> !name.equals(own))
            .map(name -> forge.header("alg \"" + name + "\"", own, name)),
        Stream.of(
            forge.header("no alg", "\"alg\":\"" + own + "\",", ""),
            forge.header("alg null", "\"" + own + "\"", "null"),
            forge.header("alg a number", "\"" + own + "\"", "256"),
            forge.header("alg an array", "\"" + own + "\"", "[\"" + own + "\"]"),
            forge.forgery("none, unsigned", unsigned(forge, "")),
            forge.forgery("none, signature of nothing", unsigned(forge, "AA"))));
  }

  private static String unsigned(Forge forge, String signature) {
    String header = forge.header.replace(forge.algorithm.value(), "none");
    return "%s.%s.%s".formatted(encoded(header), encoded(Forge.CLAIMS), signature);
  }

  private static String encoded(String json) {
    return Base64Url.encode(json.getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("algorithms()")
  @Requirement("JWT-01")
  void anotherAlgorithmIsRefused(Forgery forgery) {
    forgery.assertRefusedByAllAtAnyAge();
  }

  static Stream<Forgery> keyConfusions() {
    return Forge.all(ForgedAlgorithmTest::keyConfusions);
  }

  static Stream<Forgery> keyConfusions(Forge forge) {
    byte[] der = forge.publicKey.getEncoded();
    String base64 = Base64.getEncoder().encodeToString(der);
    String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    byte[] bare =
        switch (forge.algorithm) {
          case ES256 -> Arrays.copyOfRange(der, der.length - 65, der.length);
          case RS256 -> ((RSAPublicKey) forge.publicKey).getModulus().toByteArray();
          case ED25519, EDDSA -> Arrays.copyOfRange(der, der.length - 32, der.length);
        };
    return Stream.of(
        hmac(forge, "PEM", pem.getBytes(UTF_8)),
        hmac(forge, "DER", der),
        hmac(forge, "the raw key", bare),
        hmac(forge, "the JWK text", forge.stored.jwk().getBytes(UTF_8)));
  }

  private static Forgery hmac(Forge forge, String what, byte[] key) {
    String header = encoded(forge.header.replace(forge.algorithm.value(), "HS256"));
    String claims = encoded(Forge.CLAIMS);
    byte[] mac = Algorithm.HMAC256(key).sign(header.getBytes(UTF_8), claims.getBytes(UTF_8));
    return forge.forgery("HMAC with " + what, header + "." + claims + "." + Base64Url.encode(mac));
  }

  @ParameterizedTest
  @MethodSource("keyConfusions()")
  @Requirement("JWT-02")
  void anHmacWithThePublicKeyIsRefused(Forgery forgery) {
    forgery.assertRefusedByAllAtAnyAge();
  }
}
