package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.AUDIENCE;
import static dev.rejeton.adapter.crypto.Fixtures.ISSUER;
import static dev.rejeton.adapter.crypto.Fixtures.KEY_1;
import static dev.rejeton.adapter.crypto.Fixtures.NOW;
import static dev.rejeton.adapter.crypto.Fixtures.RANDOM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.jwk.JWK;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A forger who has got hold of our signing key: what it makes is wrong in one point only.
final class Forge {
  static final long IAT = NOW.getEpochSecond();
  static final long EXP = IAT + 600;

  /// The claims of a good token.
  static final String CLAIMS =
      """
      {"iss":"%s","sub":"usr_AAAAAAAAAAAAAAAAAAAAAA","aud":"%s","client_id":"web","iat":%d,\
      "exp":%d,"jti":"AAECAwQFBgcICQoLDA0ODw.7.2","sid":"AAECAwQFBgcICQoLDA0ODw",\
      "auth_time":%d,"amr":["pwd"],"scope":"read write"}\
      """
          .formatted(ISSUER, AUDIENCE, IAT, EXP, IAT);

  /// One forge for each algorithm.
  private static final List<Forge> ALL =
      Stream.of(SigningAlgorithm.values()).map(Forge::new).toList();

  final SigningAlgorithm algorithm;
  final JwtSigningKeys keys;
  final JwtAccessTokens tokens;
  final StoredKey stored;
  final PublicKey publicKey;
  final String kid;
  final String header;

  private final PrivateKey privateKey;

  /// A token, and what is wrong with it.
  record Forgery(Forge forge, String what, String token) {
    void assertRefused() {
      assertEquals(Optional.empty(), forge.verify(token));
    }

    /// Asserts that it is refused for more than its age, and for more than whom it is for.
    void assertRefusedByAllAtAnyAge() {
      assertRefused();
      assertEquals(Optional.empty(), forge.tokens.verifyForAnyone(new Secret(token), NOW));
      assertEquals(Optional.empty(), forge.verifyEvenIfExpired(token));
    }

    @Override
    public String toString() {
      return forge.algorithm + ": " + what.substring(0, Math.min(what.length(), 80));
    }
  }

  Forge() {
    this(SigningAlgorithm.ES256);
  }

  Forge(SigningAlgorithm algorithm) {
    MasterKeyRing masterKeys = Fixtures.ring(KEY_1);
    this.algorithm = algorithm;
    this.keys = new JwtSigningKeys(masterKeys, algorithm, RANDOM);
    this.tokens = new JwtAccessTokens(ISSUER, AUDIENCE, TokenType.AT_JWT, keys);
    this.stored = keys.generate(Fixtures.life(1));
    keys.use(List.of(stored));
    try {
      this.publicKey = PublicJwk.parse(stored.jwk()).orElseThrow().key();
      this.kid = JWK.parse(stored.jwk()).computeThumbprint().toString();
      byte[] pkcs8 = KeyWrap.open(stored.sealed(), "SIGNING " + kid, masterKeys.keys());
      String type =
          switch (algorithm) {
            case ES256 -> "EC";
            case RS256 -> "RSA";
            case ED25519, EDDSA -> "Ed25519";
          };
      this.privateKey =
          KeyFactory.getInstance(type).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    this.header =
        "{\"alg\":\"" + algorithm.value() + "\",\"kid\":\"" + kid + "\",\"typ\":\"at+jwt\"}";
  }

  static Forge of(SigningAlgorithm algorithm) {
    return ALL.get(algorithm.ordinal());
  }

  /// {@return the forgeries of every forge}
  static Stream<Forgery> all(Function<Forge, Stream<Forgery>> forgeries) {
    return ALL.stream().flatMap(forgeries);
  }

  static Stream<Forge> all() {
    return ALL.stream();
  }

  String good() {
    return signed(header, CLAIMS);
  }

  Forgery forgery(String what, String token) {
    return new Forgery(this, what, token);
  }

  /// {@return a good token with a part of its header changed}
  Forgery header(String what, String old, String changed) {
    return forgery(what, withHeader(old, changed));
  }

  /// {@return a good token with a part of its claims changed}
  Forgery claim(String old, String changed) {
    String what = changed.equals("\"x\":1") ? "without " + old : changed;
    return forgery(what, withClaim(old, changed));
  }

  String withHeader(String old, String changed) {
    return signed(replace(header, old, changed), CLAIMS);
  }

  String withClaim(String old, String changed) {
    return signed(header, replace(CLAIMS, old, changed));
  }

  private static String replace(String in, String old, String changed) {
    if (!in.contains(old)) {
      throw new AssertionError(in + " has no " + old);
    }
    return in.replace(old, changed);
  }

  String signed(String header, String claims) {
    return signed(header.getBytes(UTF_8), claims.getBytes(UTF_8));
  }

  String signed(byte[] header, byte[] claims) {
    return sign(Base64Url.encode(header) + "." + Base64Url.encode(claims));
  }

  /// {@return the text with an honest signature over it}
  String sign(String text) {
    try {
      Signature signature =
          Signature.getInstance(
              switch (algorithm) {
                case ES256 -> "SHA256withECDSAinP1363Format";
                case RS256 -> "SHA256withRSA";
                case ED25519, EDDSA -> "Ed25519";
              });
      signature.initSign(privateKey);
      signature.update(text.getBytes(UTF_8));
      return text + "." + Base64Url.encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  Optional<AccessTokenClaims> verify(String token) {
    return tokens.verify(new Secret(token), NOW);
  }

  Optional<AccessTokenClaims> verifyEvenIfExpired(String token) {
    return tokens.verifyEvenIfExpired(new Secret(token), NOW);
  }
}
