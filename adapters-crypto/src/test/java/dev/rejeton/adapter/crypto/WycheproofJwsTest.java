package dev.rejeton.adapter.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.crypto.Wycheproof.Vector;
import dev.rejeton.domain.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Project Wycheproof's signed messages, through the layer that reads and verifies our tokens. What
/// lies above it, our header and our claims, they cannot have.
class WycheproofJwsTest {
  private static final Set<String> OTHER_ALGORITHMS =
      Set.of("RS384", "RS512", "PS256", "PS384", "PS512");

  /// {@return why a vector is not for us, if it is not}
  private static Optional<String> skipped(Vector vector) {
    if (vector.test().containsKey("jwe")) {
      return Optional.of("encrypted");
    }
    if (vector.keys().stream().anyMatch(key -> key.get("kty").equals("oct"))) {
      return Optional.of("a shared key");
    }
    return vector.keys().stream().anyMatch(WycheproofJwsTest::isForAnotherAlgorithm)
        ? Optional.of("another algorithm")
        : Optional.empty();
  }

  private static boolean isForAnotherAlgorithm(Map<String, Object> key) {
    return OTHER_ALGORITHMS.contains(key.getOrDefault("alg", ""))
        || key.getOrDefault("crv", "").equals("P-521");
  }

  private static boolean accepts(Vector vector) {
    Optional<CompactJws> jws = CompactJws.parse(new Secret(vector.text("jws")));
    return vector.keys().stream()
        .flatMap(key -> PublicJwk.parse(ours(key)).stream())
        .anyMatch(key -> jws.filter(key::hasSigned).isPresent());
  }

  /// {@return the key as we would write it, if it says nothing that we would not} A purpose or an
  /// algorithm that is not ours stays, for our reader to refuse.
  private static String ours(Map<String, Object> key) {
    Map<String, Object> members = new TreeMap<>(key);
    members.remove("kid");
    members.remove("use", "sig");
    members.remove("key_ops", List.of("verify"));
    members.remove("alg", key.get("kty").equals("RSA") ? "RS256" : "ES256");
    return members.entrySet().stream()
        .map(member -> "\"%s\":\"%s\"".formatted(member.getKey(), member.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /// The one exception is a weak RSA key of a smart card (ROCA, CVE-2017-15361): no key comes from
  /// anywhere but Java, and nothing looks for it.
  @ParameterizedTest
  @Requirement({"JWT-01", "JWT-02", "JWT-11", "JWT-12", "JWT-13", "JWK-08"})
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          json_web_signature_test | 276 run, 10 accepted, unexpected [], skipped {a shared key=40, another algorithm=85}
          json_web_key_test       | 11 run, 2 accepted, unexpected [7], skipped {a shared key=15}
          json_web_crypto_test    | 29 run, 3 accepted, unexpected [46], skipped {a shared key=20, encrypted=34}
          """)
  void everyVectorIsAcceptedOrRefusedAsItShould(String file, String expected) {
    int run = 0;
    int accepted = 0;
    List<Integer> unexpected = new ArrayList<>();
    Map<String, Integer> skipped = new TreeMap<>();
    for (Vector vector : Wycheproof.read(file)) {
      Optional<String> reason = skipped(vector);
      if (reason.isPresent()) {
        skipped.merge(reason.get(), 1, Integer::sum);
      } else {
        run++;
        accepted += accepts(vector) ? 1 : 0;
        if (accepts(vector) != vector.isValid()) {
          unexpected.add(vector.id());
        }
      }
    }
    assertEquals(
        expected,
        "%d run, %d accepted, unexpected %s, skipped %s"
            .formatted(run, accepted, unexpected, skipped));
  }
}
