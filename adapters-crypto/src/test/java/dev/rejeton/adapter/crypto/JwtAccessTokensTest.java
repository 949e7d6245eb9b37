package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.ACCESS;
import static dev.rejeton.adapter.crypto.Fixtures.AUDIENCE;
import static dev.rejeton.adapter.crypto.Fixtures.CLIENT_ID;
import static dev.rejeton.adapter.crypto.Fixtures.ISSUER;
import static dev.rejeton.adapter.crypto.Fixtures.NOW;
import static dev.rejeton.adapter.crypto.Fixtures.RANDOM;
import static dev.rejeton.adapter.crypto.Fixtures.SESSION_ID;
import static dev.rejeton.adapter.crypto.Fixtures.USER_ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import dev.rejeton.Requirement;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.AccessToken;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JwtAccessTokensTest {
  private static final Instant EXPIRY = NOW.plusSeconds(600);

  private final Forge forge = new Forge();
  private final JwtSigningKeys keys = forge.keys;
  private final JwtAccessTokens tokens = forge.tokens;
  private final Session session = Fixtures.rotated(Fixtures.session());
  private final AccessToken minted = tokens.mint(session, ACCESS, NOW, EXPIRY);

  private SignedJWT parsed() throws Exception {
    return SignedJWT.parse(minted.jwt().reveal());
  }

  @Test
  @Requirement({"AT-01", "AT-02", "AT-17"})
  void theHeaderHasAlgKidAndTypAndNothingElse() throws Exception {
    String kid = keys.verificationKeys().getFirst().keyId();
    assertEquals(
        Map.of("alg", "ES256", "kid", kid, "typ", "at+jwt"), parsed().getHeader().toJSONObject());
  }

  @Test
  @Requirement({"AT-03", "AT-04", "AT-05", "AT-07", "AT-09", "AT-10", "AT-11", "AT-16"})
  void theClaimsAreTheseAndNoOthers() throws Exception {
    Map<String, Object> claims = parsed().getPayload().toJSONObject();
    assertEquals(
        Map.ofEntries(
            Map.entry("iss", ISSUER),
            Map.entry("sub", USER_ID.value()),
            Map.entry("aud", AUDIENCE),
            Map.entry("client_id", CLIENT_ID.value()),
            Map.entry("iat", 1_772_366_400L),
            Map.entry("exp", 1_772_367_000L),
            Map.entry("jti", SESSION_ID + ".1.0"),
            Map.entry("sid", SESSION_ID.value()),
            Map.entry("auth_time", 1_772_366_400L),
            Map.entry("amr", List.of("pwd")),
            Map.entry("scope", "read write")),
        claims);
  }

  private static StrictJws jws(AccessToken token) {
    return StrictJws.parse(token.jwt(), TokenType.AT_JWT).orElseThrow();
  }

  @Test
  void theInstantsBesideTheTokenAreTheWholeSecondsInIt() {
    assertEquals(Instant.parse("2026-03-01T12:00:00Z"), minted.issuedAt());
    assertEquals(Instant.parse("2026-03-01T12:10:00Z"), minted.expiresAt());
  }

  @Test
  void anEmptyScopeIsLeftOut() {
    Access unscoped = Access.to(Scope.parse(""));
    AccessToken token = tokens.mint(session, unscoped, NOW, EXPIRY);
    assertFalse(jws(token).claims().has("scope"));
    assertEquals(unscoped, tokens.verify(token.jwt(), NOW).orElseThrow().access());
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("AT-18")
  void anotherLibraryVerifiesItWithThePublishedKey(SigningAlgorithm algorithm) throws Exception {
    Forge other = Forge.of(algorithm);
    String token = other.tokens.mint(session, ACCESS, NOW, EXPIRY).jwt().reveal();
    Map<String, Object> published = Map.copyOf(other.keys.verificationKeys().getFirst().jwk());
    JWK key = JWK.parse(published);
    SignedJWT jwt = SignedJWT.parse(token);
    assertEquals(key.getKeyID(), jwt.getHeader().getKeyID());
    assertEquals(algorithm.value(), jwt.getHeader().getAlgorithm().getName());
    assertEquals(new JOSEObjectType("at+jwt"), jwt.getHeader().getType());
    assertTrue(
        switch (algorithm) {
          case ES256 -> jwt.verify(new ECDSAVerifier(key.toECKey()));
          case RS256 -> jwt.verify(new RSASSAVerifier(key.toRSAKey()));
          case ED25519, EDDSA -> bouncyCastleVerifies(jwt, key.toOctetKeyPair());
        });
  }

  private static boolean bouncyCastleVerifies(SignedJWT jwt, OctetKeyPair key) {
    var ed25519 = new Ed25519Signer();
    ed25519.init(false, new Ed25519PublicKeyParameters(key.getDecodedX()));
    ed25519.update(jwt.getSigningInput(), 0, jwt.getSigningInput().length);
    return ed25519.verifySignature(jwt.getSignature().decode());
  }

  @Test
  void whatIsMintedVerifiesToTheSameClaims() {
    assertEquals(
        Optional.of(
            new AccessTokenClaims(
                SESSION_ID + ".1.0",
                session.currentToken(),
                USER_ID,
                CLIENT_ID,
                ACCESS,
                minted.issuedAt(),
                minted.expiresAt())),
        tokens.verify(minted.jwt(), NOW));
    assertEquals(new RefreshToken(SESSION_ID, 1, 0), session.currentToken());
  }

  @Test
  @Requirement("JWT-07")
  void aTokenIsAcceptedUntilTheInstantItExpiresAndNotAtIt() {
    Instant end = minted.expiresAt();
    assertTrue(tokens.verify(minted.jwt(), end.minusMillis(1)).isPresent());
    assertTrue(tokens.verify(minted.jwt(), end).isEmpty());
    assertTrue(tokens.verify(minted.jwt(), end.plusMillis(1)).isEmpty());
    assertTrue(tokens.verifyEvenIfExpired(minted.jwt(), end.plusSeconds(1_000_000)).isPresent());
  }

  @Test
  void aClockSetBackByAMinuteRefusesNobodyAndByMoreRefuses() {
    Instant issuedAt = minted.issuedAt();
    assertTrue(tokens.verify(minted.jwt(), issuedAt.minusSeconds(60)).isPresent());
    assertTrue(tokens.verify(minted.jwt(), issuedAt.minusSeconds(60).minusMillis(1)).isEmpty());
  }

  @Test
  @Requirement("AT-06")
  void everyAnswerHasItsOwnJtiAndARetryTheSame() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      Session each = Fixtures.session(SessionId.random(RANDOM), Scope.parse(""));
      for (int generation = 0; generation < 5; generation++) {
        assertTrue(seen.add(jti(each)));
        each = Fixtures.rotated(each);
      }
    }
    assertEquals(jti(session), jti(session));
  }

  private String jti(Session of) {
    AccessToken token = tokens.mint(of, ACCESS, NOW, EXPIRY);
    return jws(token).claims().text("jti").orElseThrow();
  }

  @Test
  void aTokenOfAnotherInstallationIsRefused() {
    AccessToken foreign = new Forge().tokens.mint(session, ACCESS, NOW, EXPIRY);
    assertNotEquals(minted.jwt().reveal(), foreign.jwt().reveal());
    assertTrue(tokens.verify(foreign.jwt(), NOW).isEmpty());
    assertTrue(tokens.verifyEvenIfExpired(foreign.jwt(), NOW).isEmpty());
  }

  @Test
  void tokensAndClaimsDoNotPrintTheToken() {
    String signature = minted.jwt().reveal().split("\\.")[2];
    assertFalse((minted + " " + jws(minted) + jws(minted).compact() + tokens).contains(signature));
  }
}
