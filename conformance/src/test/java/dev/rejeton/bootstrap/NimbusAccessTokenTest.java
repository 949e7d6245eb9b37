package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.rejeton.Requirement;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nimbus' processor verifies access tokens by the JWK Set, as a resource server of RFC 9068 §4.
class NimbusAccessTokenTest {
  private static final JOSEObjectType AT_JWT = new JOSEObjectType("at+jwt");

  private static final Set<String> REQUIRED =
      Set.of("iss", "exp", "aud", "sub", "client_id", "iat", "jti");

  private static Provider provider;

  @BeforeAll
  static void start(@TempDir Path directory) {
    provider = new Provider(directory, Map.of());
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  private static DefaultJWTProcessor<SecurityContext> processor(
      Provider provider, JWSAlgorithm algorithm) throws Exception {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    var keys = JWKSourceBuilder.create(provider.metadata().getJWKSetURI().toURL()).build();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithm, keys));
    String issuer = provider.issuer.getValue();
    var exact = new JWTClaimsSet.Builder().issuer(issuer).build();
    processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(issuer, exact, REQUIRED));
    return processor;
  }

  private static String logIn(Provider provider) {
    return provider.rejeton.client.login("ada").expect(200).accessToken();
  }

  private static DefaultJWTProcessor<SecurityContext> processorOfAtJwt(
      Provider provider, JWSAlgorithm algorithm) throws Exception {
    var processor = processor(provider, algorithm);
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(AT_JWT));
    return processor;
  }

  @Test
  @Requirement({"AT-01", "AT-02", "AT-03", "AT-04", "AT-18"})
  void theProcessorOfRfc9068AcceptsThem() throws Exception {
    var claims = processorOfAtJwt(provider, JWSAlgorithm.ES256).process(logIn(provider), null);
    assertEquals(Provider.SCOPE, claims.getStringClaim("scope"));
  }

  @Test
  void itRefusesOneOfAnotherKeyOfThatName() throws Exception {
    var processor = processorOfAtJwt(provider, JWSAlgorithm.ES256);
    String forged = forge(logIn(provider));
    assertThrows(BadJOSEException.class, () -> processor.process(forged, null));
  }

  /// {@return the same, signed by somebody else}
  static String forge(String genuine) throws Exception {
    SignedJWT jws = SignedJWT.parse(genuine);
    var forged = new SignedJWT(jws.getHeader(), jws.getJWTClaimsSet());
    forged.sign(new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate()));
    return forged.serialize();
  }

  @Test
  void theProcessorAsItComesAcceptsThoseOfTypeJwtOnly(@TempDir Path elsewhere) throws Exception {
    String token = logIn(provider);
    var refusing = processor(provider, JWSAlgorithm.ES256);
    assertThrows(BadJOSEException.class, () -> refusing.process(token, null));
    try (var other = new Provider(elsewhere, Map.of(Setting.ACCESS_TOKEN_TYPE, "JWT"))) {
      processor(other, JWSAlgorithm.ES256).process(logIn(other), null);
    }
  }

  @Test
  @Requirement({"JWK-03", "JWK-04"})
  void keysAreCalledByTheirThumbprints() throws Exception {
    assertNamed(provider, "ES256");
  }

  @Test
  @Requirement({"JWK-03", "JWK-04"})
  void rsaKeysAreTheSame(@TempDir Path elsewhere) throws Exception {
    try (var other = new Provider(elsewhere, Map.of(Setting.SIGNING_ALGORITHM, "RS256"))) {
      assertNamed(other, "RS256");
      processorOfAtJwt(other, JWSAlgorithm.RS256).process(logIn(other), null);
    }
  }

  /// To verify by such a key Nimbus needs a library besides.
  @Test
  @Requirement({"JWK-03", "JWK-04"})
  void keysOnTheEdwardsCurveAreTheSame(@TempDir Path elsewhere) throws Exception {
    try (var other = new Provider(elsewhere, Map.of(Setting.SIGNING_ALGORITHM, "Ed25519"))) {
      assertNamed(other, "Ed25519");
    }
  }

  private static void assertNamed(Provider provider, String algorithm) throws Exception {
    JWKSet set = JWKSet.load(provider.metadata().getJWKSetURI().toURL());
    assertFalse(set.isEmpty());
    for (JWK key : set.getKeys()) {
      assertEquals(key.computeThumbprint().toString(), key.getKeyID());
      assertEquals(KeyUse.SIGNATURE, key.getKeyUse());
      assertEquals(algorithm, key.getAlgorithm().getName());
      assertFalse(key.isPrivate());
    }
    JWSHeader header = SignedJWT.parse(logIn(provider)).getHeader();
    assertEquals(algorithm, header.getAlgorithm().getName());
    assertTrue(set.getKeyByKeyId(header.getKeyID()) != null);
  }
}
