package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.AUDIENCE;
import static dev.rejeton.adapter.crypto.Fixtures.ISSUER;
import static dev.rejeton.adapter.crypto.Fixtures.NOW;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.crypto.Forge.Forgery;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.Secret;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Correctly signed tokens that were made by somebody else, or for somebody else.
class ForgedAudienceTest {
  static Stream<Forgery> issuers() {
    return Forge.all(ForgedAudienceTest::issuers);
  }

  static Stream<Forgery> issuers(Forge forge) {
    String iss = "\"iss\":\"" + ISSUER + "\"";
    return Stream.of(
        forge.claim(iss, "\"x\":1"),
        forge.claim(iss, "\"iss\":\"https://evil.example.org\""),
        forge.claim(iss, "\"iss\":\"" + ISSUER + "/\""),
        forge.claim(iss, "\"iss\":\"" + ISSUER.substring(0, 20) + "\""),
        forge.claim(iss, "\"iss\":\"" + ISSUER.toUpperCase(Locale.ROOT) + "\""),
        forge.claim(iss, "\"iss\":null"),
        forge.claim(iss, "\"iss\":[\"" + ISSUER + "\"]"));
  }

  @ParameterizedTest
  @MethodSource("issuers()")
  @Requirement("JWT-06")
  void aTokenOfSomebodyElseIsRefused(Forgery forgery) {
    forgery.assertRefusedByAllAtAnyAge();
  }

  static Stream<Forgery> audiences() {
    return Forge.all(ForgedAudienceTest::audiences);
  }

  static Stream<Forgery> audiences(Forge forge) {
    String aud = "\"aud\":\"" + AUDIENCE + "\"";
    return Stream.of(
        forge.claim(aud, "\"aud\":\"https://other.example.org\""),
        forge.claim(aud, "\"aud\":\"" + AUDIENCE + "/\""),
        forge.claim(aud, "\"aud\":[\"https://other.example.org\"]"));
  }

  @ParameterizedTest
  @MethodSource("audiences()")
  @Requirement("JWT-06")
  void aTokenForSomebodyElseIsRefusedHere(Forgery forgery) {
    forgery.assertRefused();
    Optional<AccessTokenClaims> there =
        forgery.forge().tokens.verifyForAnyone(new Secret(forgery.token()), NOW);
    assertFalse(there.orElseThrow().access().audience().isOwn());
  }

  static Stream<Forgery> nobodies() {
    return Forge.all(ForgedAudienceTest::nobodies);
  }

  static Stream<Forgery> nobodies(Forge forge) {
    String aud = "\"aud\":\"" + AUDIENCE + "\"";
    return Stream.of(
        forge.claim(aud, "\"x\":1"),
        forge.claim(aud, "\"aud\":null"),
        forge.claim(aud, "\"aud\":\"\""),
        forge.claim(aud, "\"aud\":[]"),
        forge.claim(aud, "\"aud\":{\"" + AUDIENCE + "\":1}"),
        forge.claim(aud, "\"aud\":[\"" + AUDIENCE + "\",\"\"]"),
        forge.claim(aud, "\"aud\":[\"" + AUDIENCE + "\",1]"));
  }

  @ParameterizedTest
  @MethodSource("nobodies()")
  @Requirement("JWT-06")
  void aTokenForNobodyIsRefused(Forgery forgery) {
    forgery.assertRefusedByAllAtAnyAge();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"https://other.example.org\",\"" + AUDIENCE + "\"]",
        "[\"" + AUDIENCE + "\"]",
        "\"" + ISSUER + "\"",
        "[\"https://other.example.org\",\"" + ISSUER + "\"]"
      })
  @Requirement("JWT-06")
  void oneOfSeveralAudiencesIsEnoughAndTheIssuerIsUsToo(String audiences) {
    Forge forge = Forge.of(SigningAlgorithm.ES256);
    String token = forge.withClaim("\"" + AUDIENCE + "\"", audiences);
    assertTrue(forge.verify(token).isPresent());
  }
}
