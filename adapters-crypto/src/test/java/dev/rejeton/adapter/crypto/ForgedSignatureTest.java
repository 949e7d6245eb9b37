package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.AUDIENCE;
import static dev.rejeton.adapter.crypto.Fixtures.ISSUER;
import static dev.rejeton.adapter.crypto.Fixtures.KEY_1;
import static dev.rejeton.adapter.crypto.Fixtures.NOW;
import static dev.rejeton.adapter.crypto.Fixtures.RANDOM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.crypto.Forge.Forgery;
import dev.rejeton.domain.Secret;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tokens whose last part is not the signature, by the key they name, of what comes before it.
class ForgedSignatureTest {
  /// The order of Ed25519's group (RFC 8032 §5.1).
  private static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  static Stream<Forgery> signatures() {
    return Forge.all(ForgedSignatureTest::signatures);
  }

  static Stream<Forgery> signatures(Forge forge) {
    byte[] good = signature(forge.good());
    byte[] der = new byte[70];
    new Random(1).nextBytes(der);
    byte[] ones = new byte[good.length];
    Arrays.fill(ones, (byte) 0xFF);
    Stream<Forgery> wrongForAll =
        Stream.of(
            with(forge, "no bytes", new byte[0]),
            with(forge, "one byte less", Arrays.copyOf(good, good.length - 1)),
            with(forge, "one byte more", Arrays.copyOf(good, good.length + 1)),
            with(forge, "twice as long", Arrays.copyOf(good, 2 * good.length)),
            with(forge, "70 bytes, as DER", der),
            with(forge, "zeros (CVE-2022-21449)", new byte[good.length]),
            with(forge, "ones", ones),
            with(forge, "of another payload", signature(forge.withClaim("web", "app"))),
            with(forge, "of another key", signature(new Forge().good())));
    return Stream.concat(wrongForAll, wrongForOne(forge, good));
  }

  private static Stream<Forgery> wrongForOne(Forge forge, byte[] good) {
    return switch (forge.algorithm) {
      case ES256 -> {
        byte[] rZero = good.clone();
        Arrays.fill(rZero, 0, 32, (byte) 0);
        yield Stream.of(with(forge, "r is zero", rZero));
      }
      case RS256 -> {
        byte[] modulus = ((RSAPublicKey) forge.publicKey).getModulus().toByteArray();
        byte[] unsigned = Arrays.copyOfRange(modulus, modulus.length - good.length, modulus.length);
        yield Stream.of(with(forge, "as large as the modulus", unsigned));
      }
      // Equal modulo the group's order, and forbidden (RFC 8032 §5.1.7).
      case ED25519, EDDSA ->
          Stream.of(with(forge, "S plus L", secondHalf(good, s -> reverse(reverse(s).add(L)))));
    };
  }

  /// Little endian, as Ed25519 has it.
  private static BigInteger reverse(BigInteger number) {
    byte[] bytes = fixed(number);
    for (int i = 0; i < 16; i++) {
      byte swapped = bytes[i];
      bytes[i] = bytes[31 - i];
      bytes[31 - i] = swapped;
    }
    return new BigInteger(1, bytes);
  }

  private static byte[] fixed(BigInteger number) {
    byte[] fixed = new byte[32];
    byte[] bytes = number.toByteArray();
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return fixed;
  }

  private static byte[] secondHalf(byte[] good, UnaryOperator<BigInteger> change) {
    byte[] changed = good.clone();
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(good, 32, 64));
    System.arraycopy(fixed(change.apply(s)), 0, changed, 32, 32);
    return changed;
  }

  private static byte[] signature(String token) {
    return Base64Url.decode(token.split("\\.")[2]).orElseThrow();
  }

  private static Forgery with(Forge forge, String what, byte[] signature) {
    return forge.forgery(what, replaced(forge.good(), signature));
  }

  private static String replaced(String good, byte[] signature) {
    return good.substring(0, good.lastIndexOf('.') + 1) + Base64Url.encode(signature);
  }

  @ParameterizedTest
  @MethodSource("signatures()")
  @Requirement("JWT-13")
  void aWrongSignatureIsRefused(Forgery forgery) {
    forgery.assertRefusedByAllAtAnyAge();
  }

  /// (r, n - s) is as good a signature as (r, s): why nothing may be remembered by a token's bytes.
  @Test
  @Requirement("JWT-13")
  void theMirroredSignatureIsAccepted() {
    Forge forge = Forge.of(SigningAlgorithm.ES256);
    BigInteger n = ((ECPublicKey) forge.publicKey).getParams().getOrder();
    String good = forge.good();
    byte[] mirrored = secondHalf(signature(good), n::subtract);
    assertTrue(forge.verify(replaced(good, mirrored)).isPresent());
  }

  /// A server that has changed its algorithm has keys of several in use.
  @Test
  @Requirement("JWT-01")
  void amongKeysOfSeveralAlgorithmsEachVerifiesItsOwnOnly() {
    var keys = new JwtSigningKeys(Fixtures.ring(KEY_1), SigningAlgorithm.ES256, RANDOM);
    keys.use(Forge.all().map(forge -> forge.stored).toList());
    var tokens = new JwtAccessTokens(ISSUER, AUDIENCE, TokenType.AT_JWT, keys);
    Forge.all()
        .forEach(signer -> {
          assertTrue(tokens.verify(new Secret(signer.good()), NOW).isPresent());
          Forge.all()
              .filter(other -> other != signer)
              .flatMap(other ->
                  Stream.of(
                      signer.withHeader(signer.kid, other.kid),
                      signer.withHeader(signer.algorithm.value(), other.algorithm.value()),
                      signer.signed(other.header, Forge.CLAIMS)))
              .forEach(forged ->
                  assertEquals(Optional.empty(), tokens.verify(new Secret(forged), NOW), forged));
        });
  }
}
