package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.ACCESS;
import static dev.rejeton.adapter.crypto.Fixtures.AUDIENCE;
import static dev.rejeton.adapter.crypto.Fixtures.ISSUER;
import static dev.rejeton.adapter.crypto.Fixtures.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.SignedJWT;
import dev.rejeton.Requirement;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.AccessToken;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.Audience;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Access tokens that are for others than us, or of another type than others take for one.
class AccessTokenAudienceTest {
  private static final String FILES = "https://files.example.org";
  private static final Instant EXPIRY = NOW.plusSeconds(600);

  private final Forge forge = new Forge();
  private final JwtAccessTokens tokens = forge.tokens;

  private AccessToken mintedFor(String... resources) {
    var access = new Access(Scope.parse("read"), new Audience(List.of(resources)));
    return tokens.mint(Fixtures.session(), access, NOW, EXPIRY);
  }

  private static Object aud(AccessToken token) throws Exception {
    return SignedJWT.parse(token.jwt().reveal()).getPayload().toJSONObject().get("aud");
  }

  @Test
  @Requirement({"AT-07", "AT-08"})
  void aTokenForAnotherResourceSaysSoAndIsNotForUs() throws Exception {
    AccessToken token = mintedFor(FILES);
    assertEquals(FILES, aud(token));
    assertTrue(tokens.verify(token.jwt(), NOW).isEmpty());
    AccessTokenClaims claims = tokens.verifyForAnyone(token.jwt(), NOW).orElseThrow();
    assertEquals(token.access(), claims.access());
  }

  @Test
  @Requirement("JWT-07")
  void aTokenForAnotherResourceExpiresLikeAnyOther() {
    AccessToken token = mintedFor(FILES);
    Instant end = token.expiresAt();
    assertTrue(tokens.verifyForAnyone(token.jwt(), end.minusMillis(1)).isPresent());
    assertTrue(tokens.verifyForAnyone(token.jwt(), end).isEmpty());
    assertTrue(tokens.verifyEvenIfExpired(token.jwt(), end).isPresent());
  }

  @Test
  @Requirement("AT-07")
  void severalResourcesAreAnArrayOfWhichOneMayBeUs() throws Exception {
    AccessToken token = mintedFor(FILES, AUDIENCE);
    assertEquals(List.of(FILES, AUDIENCE), aud(token));
    assertEquals(token.access(), tokens.verify(token.jwt(), NOW).orElseThrow().access());
  }

  @Test
  @Requirement("AT-07")
  void ourOwnAudienceByItsNameIsOurOwn() throws Exception {
    AccessToken token = mintedFor(AUDIENCE);
    assertEquals(AUDIENCE, aud(token));
    assertEquals(Audience.OWN, tokens.verify(token.jwt(), NOW).orElseThrow().access().audience());
  }

  @Test
  @Requirement("JWT-05")
  void whereTheTypeIsSetToJwtBothTypesCountAndNoOther() throws Exception {
    var plain = new JwtAccessTokens(ISSUER, AUDIENCE, TokenType.JWT, forge.keys);
    Secret jwt = plain.mint(Fixtures.session(), ACCESS, NOW, EXPIRY).jwt();
    assertEquals("JWT", SignedJWT.parse(jwt.reveal()).getHeader().getType().getType());
    assertTrue(plain.verify(jwt, NOW).isPresent());
    assertEquals(Optional.empty(), tokens.verify(jwt, NOW));
    assertTrue(plain.verify(new Secret(forge.good()), NOW).isPresent());
    for (String other : List.of("logout+jwt", "dpop+jwt", "JOSE", "")) {
      String forged = forge.withHeader("at+jwt", other);
      assertEquals(Optional.empty(), plain.verify(new Secret(forged), NOW), other);
    }
  }
}
