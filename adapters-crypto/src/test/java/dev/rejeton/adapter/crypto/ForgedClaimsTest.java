package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Forge.CLAIMS;
import static dev.rejeton.adapter.crypto.Forge.EXP;
import static dev.rejeton.adapter.crypto.Forge.IAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.crypto.Forge.Forgery;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tokens of the right form, correctly signed, that do not say what a token of ours says.
class ForgedClaimsTest {
  static Stream<Forgery> expiries() {
    return Forge.all(ForgedClaimsTest::expiries);
  }

  static Stream<Forgery> expiries(Forge forge) {
    String exp = "\"exp\":" + EXP;
    return Stream.of(
        forge.claim(exp, "\"x\":1"),
        forge.claim(exp, "\"exp\":null"),
        forge.claim(exp, "\"exp\":\"" + EXP + "\""),
        forge.claim(exp, "\"exp\":" + (IAT - 1)),
        forge.claim(exp, "\"exp\":" + IAT),
        forge.claim(exp, "\"exp\":1e30"),
        forge.claim(exp, "\"exp\":1e400"),
        forge.claim(exp, "\"exp\":" + Long.MAX_VALUE),
        forge.claim(exp, "\"exp\":" + Long.MIN_VALUE),
        forge.claim(exp, "\"exp\":99999999999999999999"),
        forge.claim(exp, "\"exp\":9007199254740993"),
        forge.claim(exp, "\"exp\":-1"),
        forge.claim(exp, "\"exp\":" + EXP + ".5"),
        forge.claim(exp, "\"exp\":" + EXP + ".0"),
        forge.claim(exp, "\"exp\":1.8e9"),
        forge.claim(exp, "\"exp\":true"),
        forge.claim(exp, "\"exp\":[" + EXP + "]"),
        forge.claim(exp, "\"exp\":{}"));
  }

  @ParameterizedTest
  @MethodSource("expiries()")
  @Requirement("JWT-07")
  void aTokenWithoutAnExpiryToComeIsRefused(Forgery forgery) {
    forgery.assertRefused();
  }

  @ParameterizedTest
  @MethodSource("dev.rejeton.adapter.crypto.Forge#all()")
  @Requirement("JWT-07")
  void onlyAProperExpiryThatHasPassedIsOverlookedOnDemand(Forge forge) {
    String exp = "\"exp\":" + EXP;
    assertTrue(forge.verifyEvenIfExpired(forge.withClaim(exp, "\"exp\":" + IAT)).isPresent());
    for (String bad : new String[] {"\"x\":1", "\"exp\":null", "\"exp\":1.5", "\"exp\":-1"}) {
      assertEquals(Optional.empty(), forge.verifyEvenIfExpired(forge.withClaim(exp, bad)), bad);
    }
  }

  static Stream<Forgery> beginnings() {
    return Forge.all(ForgedClaimsTest::beginnings);
  }

  static Stream<Forgery> beginnings(Forge forge) {
    String iat = "\"iat\":" + IAT;
    return Stream.of(
        forge.claim("{", "{\"nbf\":" + (IAT + 100) + ","),
        forge.claim("{", "{\"nbf\":" + (IAT + 1) + ","),
        forge.claim("{", "{\"nbf\":null,"),
        forge.claim("{", "{\"nbf\":\"1\","),
        forge.claim("{", "{\"nbf\":1.5,"),
        forge.claim("{", "{\"nbf\":-1,"),
        forge.claim(iat, "\"x\":1"),
        forge.claim(iat, "\"iat\":null"),
        forge.claim(iat, "\"iat\":\"" + IAT + "\""),
        forge.claim(iat, "\"iat\":" + IAT + ".5"),
        forge.claim(iat, "\"iat\":-1"),
        forge.claim(iat, "\"iat\":" + (IAT + 61)),
        forge.claim(iat, "\"iat\":" + Long.MAX_VALUE));
  }

  @ParameterizedTest
  @MethodSource("beginnings()")
  @Requirement("JWT-08")
  void aTokenFromTheFutureOrFromNoTimeIsRefused(Forgery forgery) {
    forgery.assertRefusedByAllAtAnyAge();
  }

  @ParameterizedTest
  @MethodSource("dev.rejeton.adapter.crypto.Forge#all()")
  @Requirement("JWT-08")
  void aTokenThatBeganNowIsAccepted(Forge forge) {
    assertTrue(forge.verify(forge.withClaim("{", "{\"nbf\":" + IAT + ",")).isPresent());
    assertTrue(
        forge.verify(forge.withClaim("\"iat\":" + IAT, "\"iat\":" + (IAT + 60))).isPresent());
  }

  static Stream<Forgery> others() {
    return Forge.all(ForgedClaimsTest::others);
  }

  static Stream<Forgery> others(Forge forge) {
    String authTime = "\"auth_time\":" + IAT;
    String amr = "\"amr\":[\"pwd\"]";
    String scope = "\"scope\":\"read write\"";
    return Stream.of(
        forge.claim(authTime, "\"x\":1"),
        forge.claim(authTime, "\"auth_time\":\"" + IAT + "\""),
        forge.claim(authTime, "\"auth_time\":1.5"),
        forge.claim(amr, "\"x\":1"),
        forge.claim(amr, "\"amr\":\"pwd\""),
        forge.claim(amr, "\"amr\":[1]"),
        forge.claim(scope, "\"scope\":[\"read\",\"write\"]"),
        forge.claim(scope, "\"scope\":null"),
        forge.claim(scope, "\"scope\":\"re\\\"ad\""));
  }

  @ParameterizedTest
  @MethodSource("others()")
  @Requirement({"AT-05", "AT-09"})
  void otherClaimsOfAnotherTypeAreRefused(Forgery forgery) {
    forgery.assertRefused();
  }

  @ParameterizedTest
  @MethodSource("dev.rejeton.adapter.crypto.Forge#all()")
  void aClaimThatIsNotOursIsOverlooked(Forge forge) {
    assertTrue(forge.verify(forge.withClaim("{", "{\"x\":{\"y\":[1.5,null]},")).isPresent());
    assertEquals(forge.verify(forge.good()), forge.verify(forge.signed(forge.header, CLAIMS)));
  }
}
