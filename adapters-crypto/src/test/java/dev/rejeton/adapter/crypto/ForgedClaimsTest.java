package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.AUDIENCE;
import static dev.rejeton.adapter.crypto.Fixtures.ISSUER;
import static dev.rejeton.adapter.crypto.Forge.CLAIMS;
import static dev.rejeton.adapter.crypto.Forge.EXP;
import static dev.rejeton.adapter.crypto.Forge.IAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.crypto.Forge.Forgery;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tokens of the right form, correctly signed, that do not say what a token of ours says.
class ForgedClaimsTest {
  private static final Forge FORGE = new Forge();

  private static final String SID = "AAECAwQFBgcICQoLDA0ODw";

  private static Forgery refused(String member, String changed) {
    return new Forgery(changed, FORGE.withClaim(member, changed), false);
  }

  private static Forgery accepted(String member, String changed) {
    return new Forgery(
        changed.isEmpty() ? "no " + member : changed, FORGE.withClaim(member, changed), true);
  }

  static Stream<Forgery> issuersAndAudiences() {
    String iss = "\"iss\":\"" + ISSUER + "\"";
    String aud = "\"aud\":\"" + AUDIENCE + "\"";
    return Stream.of(
        refused(iss, "\"x\":1"),
        refused(iss, "\"iss\":\"https://evil.example.org\""),
        refused(iss, "\"iss\":\"" + ISSUER + "/\""),
        refused(iss, "\"iss\":\"" + ISSUER.substring(0, 20) + "\""),
        refused(iss, "\"iss\":\"" + ISSUER.toUpperCase(Locale.ROOT) + "\""),
        refused(iss, "\"iss\":null"),
        refused(iss, "\"iss\":[\"" + ISSUER + "\"]"),
        refused(aud, "\"x\":1"),
        refused(aud, "\"aud\":\"https://other.example.org\""),
        refused(aud, "\"aud\":\"" + AUDIENCE + "/\""),
        refused(aud, "\"aud\":null"),
        refused(aud, "\"aud\":[]"),
        refused(aud, "\"aud\":[\"https://other.example.org\"]"),
        refused(aud, "\"aud\":{\"" + AUDIENCE + "\":1}"),
        accepted(aud, "\"aud\":[\"" + AUDIENCE + "\",1]"));
  }

  @ParameterizedTest
  @MethodSource("issuersAndAudiences")
  @Requirement("JWT-06")
  void aTokenOfOrForSomebodyElseIsRefused(Forgery forgery) {
    FORGE.assertRefused(forgery);
  }

  @Test
  @Requirement("JWT-06")
  void oneOfSeveralAudiencesIsEnough() {
    String several = "[\"https://other.example.org\",\"" + AUDIENCE + "\"]";
    assertTrue(FORGE.verify(FORGE.withClaim("\"" + AUDIENCE + "\"", several)).isPresent());
  }

  static Stream<Forgery> expiries() {
    String exp = "\"exp\":" + EXP;
    return Stream.of(
        accepted(exp, "\"x\":1"),
        accepted(exp, "\"exp\":null"),
        refused(exp, "\"exp\":\"" + EXP + "\""),
        refused(exp, "\"exp\":" + (IAT - 1)),
        refused(exp, "\"exp\":" + IAT),
        refused(exp, "\"exp\":1e30"),
        refused(exp, "\"exp\":1e400"),
        refused(exp, "\"exp\":" + Long.MAX_VALUE),
        refused(exp, "\"exp\":" + Long.MIN_VALUE),
        refused(exp, "\"exp\":99999999999999999999"),
        accepted(exp, "\"exp\":9007199254740993"),
        refused(exp, "\"exp\":-1"),
        accepted(exp, "\"exp\":" + EXP + ".5"),
        accepted(exp, "\"exp\":" + EXP + ".0"),
        accepted(exp, "\"exp\":1.8e9"),
        refused(exp, "\"exp\":true"),
        refused(exp, "\"exp\":[" + EXP + "]"),
        refused(exp, "\"exp\":{}"));
  }

  @ParameterizedTest
  @MethodSource("expiries")
  @Requirement("JWT-07")
  void aTokenWithoutAnExpiryToComeIsRefused(Forgery forgery) {
    FORGE.assertRefused(forgery);
  }

  @Test
  @Requirement("JWT-07")
  void onlyAProperExpiryThatHasPassedIsOverlookedOnDemand() {
    String exp = "\"exp\":" + EXP;
    assertTrue(FORGE.verifyEvenIfExpired(FORGE.withClaim(exp, "\"exp\":" + IAT)).isPresent());
    for (String bad : new String[] {"\"x\":1", "\"exp\":null", "\"exp\":1.5", "\"exp\":-1"}) {
      assertEquals(Optional.empty(), FORGE.verifyEvenIfExpired(FORGE.withClaim(exp, bad)), bad);
    }
  }

  static Stream<Forgery> beginnings() {
    String iat = "\"iat\":" + IAT;
    return Stream.of(
        refused("{", "{\"nbf\":" + (IAT + 100) + ","),
        refused("{", "{\"nbf\":" + (IAT + 1) + ","),
        accepted("{", "{\"nbf\":null,"),
        refused("{", "{\"nbf\":\"1\","),
        accepted("{", "{\"nbf\":1.5,"),
        accepted("{", "{\"nbf\":-1,"),
        accepted(iat, "\"x\":1"),
        accepted(iat, "\"iat\":null"),
        refused(iat, "\"iat\":\"" + IAT + "\""),
        accepted(iat, "\"iat\":" + IAT + ".5"),
        accepted(iat, "\"iat\":-1"),
        refused(iat, "\"iat\":" + (IAT + 61)),
        refused(iat, "\"iat\":" + Long.MAX_VALUE));
  }

  @ParameterizedTest
  @MethodSource("beginnings")
  @Requirement("JWT-08")
  void aTokenFromTheFutureOrFromNoTimeIsRefused(Forgery forgery) {
    FORGE.assertRefusedAtAnyAge(forgery);
  }

  @Test
  @Requirement("JWT-08")
  void aTokenThatBeganNowIsAccepted() {
    assertTrue(FORGE.verify(FORGE.withClaim("{", "{\"nbf\":" + IAT + ",")).isPresent());
    assertTrue(
        FORGE.verify(FORGE.withClaim("\"iat\":" + IAT, "\"iat\":" + (IAT + 60))).isPresent());
  }

  static Stream<Forgery> others() {
    String authTime = "\"auth_time\":" + IAT;
    String amr = "\"amr\":[\"pwd\"]";
    String scope = "\"scope\":\"read write\"";
    return Stream.of(
        accepted(authTime, "\"x\":1"),
        accepted(authTime, "\"auth_time\":\"" + IAT + "\""),
        accepted(authTime, "\"auth_time\":1.5"),
        accepted(amr, "\"x\":1"),
        accepted(amr, "\"amr\":\"pwd\""),
        accepted(amr, "\"amr\":[1]"),
        accepted(scope, "\"scope\":[\"read\",\"write\"]"),
        accepted(scope, "\"scope\":null"),
        accepted(scope, "\"scope\":\"re\\\"ad\""));
  }

  @ParameterizedTest
  @MethodSource("others")
  @Requirement({"AT-05", "AT-09"})
  void otherClaimsOfAnotherTypeAreRefused(Forgery forgery) {
    FORGE.assertRefused(forgery);
  }

  @Test
  void aClaimThatIsNotOursIsOverlooked() {
    assertTrue(FORGE.verify(FORGE.withClaim("{", "{\"x\":{\"y\":[1.5,null]},")).isPresent());
    assertEquals(FORGE.verify(FORGE.good()), FORGE.verify(FORGE.signed(FORGE.header, CLAIMS)));
  }
}
