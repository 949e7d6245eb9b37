package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.AUDIENCE;
import static dev.rejeton.adapter.crypto.Fixtures.ISSUER;
import static dev.rejeton.adapter.crypto.Fixtures.NOW;
import static dev.rejeton.adapter.crypto.Fixtures.RANDOM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.nimbusds.jose.jwk.ECKey;
import dev.rejeton.application.port.out.KeyStore.Purpose;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.application.port.out.MemoryStore;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;

/// A forger who has got hold of our signing key: what it makes is wrong in one point only. Beside
/// our own verification it asks java-jwt alone, to show which checks are ours to make.
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

  final JwtAccessTokens tokens;
  final ECPublicKey publicKey;
  final String publicJwk;
  final String header;

  private final PrivateKey privateKey;

  /// A token, what is wrong with it, and whether java-jwt alone would have accepted it.
  record Forgery(String what, String token, boolean acceptedByLibrary) {
    static Forgery refused(String what, String token) {
      return new Forgery(what, token, false);
    }

    static Forgery accepted(String what, String token) {
      return new Forgery(what, token, true);
    }

    @Override
    public String toString() {
      return what + (acceptedByLibrary ? ", which java-jwt accepts" : "");
    }
  }

  Forge() {
    var store = new MemoryStore();
    MasterKeys masterKeys = MasterKeys.parse(Fixtures.KEY_1);
    var keys = SigningKeys.open(store, masterKeys, RANDOM, NOW);
    this.tokens = new JwtAccessTokens(ISSUER, AUDIENCE, keys);
    StoredKey stored = store.all(Purpose.SIGNING).getFirst();
    try {
      ECKey jwk = ECKey.parse(stored.open());
      String kid = jwk.computeThumbprint().toString();
      byte[] pkcs8 = KeyWrap.open(stored.sealed(), "SIGNING " + kid, masterKeys);
      this.privateKey =
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      this.publicKey = jwk.toECPublicKey();
      this.publicJwk = stored.open();
      this.header = "{\"alg\":\"ES256\",\"kid\":\"" + kid + "\",\"typ\":\"at+jwt\"}";
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  String good() {
    return signed(header, CLAIMS);
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
      Signature es256 = Signature.getInstance("SHA256withECDSAinP1363Format");
      es256.initSign(privateKey);
      es256.update(text.getBytes(UTF_8));
      return text + "." + Base64Url.encode(es256.sign());
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

  /// Asserts that we refuse the token, and that java-jwt does what is said of it.
  void assertRefused(Forgery forgery) {
    assertEquals(Optional.empty(), verify(forgery.token()));
    assertEquals(forgery.acceptedByLibrary(), libraryAccepts(forgery.token()));
  }

  /// Asserts the same, and that the token is refused for more than its age.
  void assertRefusedAtAnyAge(Forgery forgery) {
    assertRefused(forgery);
    assertEquals(Optional.empty(), verifyEvenIfExpired(forgery.token()));
  }

  /// {@return whether java-jwt, told issuer and audience and the time, accepts the token}
  boolean libraryAccepts(String token) {
    var verification =
        (JWTVerifier.BaseVerification)
            JWT.require(Algorithm.ECDSA256(publicKey, null))
                .withIssuer(ISSUER)
                .withAudience(AUDIENCE);
    try {
      verification.build(Clock.fixed(NOW, ZoneOffset.UTC)).verify(token);
      return true;
    } catch (JWTVerificationException | NullPointerException refused) {
      // The latter for a payload that reads `null`.
      return false;
    }
  }
}
