package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.AUDIENCE;
import static dev.rejeton.adapter.crypto.Fixtures.ISSUER;
import static dev.rejeton.adapter.crypto.Fixtures.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import dev.rejeton.adapter.crypto.Forge.Forgery;
import java.io.IOException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What java-jwt would accept if it were asked alone, told issuer, audience, algorithm and key: the
/// reason why it is not. Of the algorithms here it has ES256 and RS256.
class JavaJwtAloneTest {
  private static final Map<String, List<Function<Forge, Stream<Forgery>>>> FORGERIES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("JWT-01", List.of(ForgedAlgorithmTest::algorithms)),
              Map.entry("JWT-02", List.of(ForgedAlgorithmTest::keyConfusions)),
              Map.entry("JWT-03", List.of(ForgedHeaderTest::embeddedKeys)),
              Map.entry("JWT-04", List.of(ForgedHeaderTest::criticals)),
              Map.entry("JWT-05", List.of(ForgedHeaderTest::types)),
              Map.entry(
                  "JWT-06",
                  List.of(
                      ForgedAudienceTest::issuers,
                      ForgedAudienceTest::audiences,
                      ForgedAudienceTest::nobodies)),
              Map.entry("JWT-07", List.of(ForgedClaimsTest::expiries)),
              Map.entry("JWT-08", List.of(ForgedClaimsTest::beginnings)),
              Map.entry("JWT-09", List.of(ForgedNamesTest::names)),
              Map.entry("JWT-10", List.of(ForgedHeaderTest::keyIds)),
              Map.entry("JWT-11", List.of(ForgedEncodingTest::structures)),
              Map.entry("JWT-12", List.of(ForgedEncodingTest::encodings)),
              Map.entry("JWT-13", List.of(ForgedSignatureTest::signatures)),
              Map.entry("JWT-14", List.of(ForgedPayloadTest::payloads)),
              Map.entry("JWT-15", List.of(ForgedPayloadTest::duplicates))));

  /// One line for each forgery that it accepts, and one for each requirement with how many of how
  /// many that is.
  private static String accepted(SigningAlgorithm algorithm) {
    Forge forge = Forge.of(algorithm);
    var lines = new StringBuilder();
    FORGERIES.forEach((requirement, sources) -> {
      List<Forgery> forged = sources.stream().flatMap(source -> source.apply(forge)).toList();
      List<String> accepted =
          forged.stream()
              .filter(forgery -> accepts(forge, forgery.token()))
              .map(forgery -> "  " + what(forgery))
              .toList();
      lines.append("%s: %d of %d%n".formatted(requirement, accepted.size(), forged.size()));
      accepted.forEach(line -> lines.append(line).append('\n'));
    });
    return lines.toString();
  }

  /// What is wrong with it, the same in every run.
  private static String what(Forgery forgery) {
    String what = forgery.what().replace(forgery.forge().stored.jwk(), "<the key>");
    return what.length() > 100 ? what.substring(0, 100) + "..." : what;
  }

  private static boolean accepts(Forge forge, String token) {
    Algorithm algorithm =
        forge.publicKey instanceof RSAPublicKey rsa
            ? Algorithm.RSA256(rsa, null)
            : Algorithm.ECDSA256((ECPublicKey) forge.publicKey, null);
    var verification =
        (JWTVerifier.BaseVerification)
            JWT.require(algorithm).withIssuer(ISSUER).withAudience(AUDIENCE);
    try {
      verification.build(Clock.fixed(NOW, ZoneOffset.UTC)).verify(token);
      return true;
    } catch (JWTVerificationException | NullPointerException refused) {
      // The latter for a payload that reads `null`.
      return false;
    }
  }

  private static String expected() throws IOException {
    try (var list = JavaJwtAloneTest.class.getResourceAsStream("/java-jwt-alone.txt")) {
      return new String(list.readAllBytes(), UTF_8);
    }
  }

  @Test
  void ofTheForgeriesThatWeRefuseItAcceptsThese() throws IOException {
    assertTrue(accepts(Forge.of(SigningAlgorithm.ES256), Forge.of(SigningAlgorithm.ES256).good()));
    assertEquals(expected(), accepted(SigningAlgorithm.ES256));
  }

  /// The encoding of an RS256 signature leaves no bits over to be changed.
  @Test
  void withRs256ItAcceptsTheSameButForTheSpellingOfTheSignature() throws IOException {
    Set<String> es256 = expected().lines().collect(Collectors.toCollection(TreeSet::new));
    Set<String> rs256 =
        accepted(SigningAlgorithm.RS256).lines().collect(Collectors.toCollection(TreeSet::new));
    var missing = new TreeSet<>(es256);
    missing.removeAll(rs256);
    rs256.removeAll(es256);
    assertEquals(
        "[  padded signature,   trailing bits in the signature, JWT-12: 5 of 15] [JWT-12: 3 of 14]",
        missing + " " + rs256);
  }
}
