package dev.rejeton.adapter.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The vectors of Project Wycheproof that are among the test resources.
final class Wycheproof {
  /// One vector.
  ///
  /// @param group what it has in common with others, the key among it
  record Vector(Map<String, Object> group, Map<String, Object> test) {
    String text(String member) {
      return (String) test.get(member);
    }

    int id() {
      return ((Number) test.get("tcId")).intValue();
    }

    boolean isValid() {
      return test.get("result").equals("valid");
    }

    /// {@return the keys that there are to choose from, public where that is told apart}
    List<Map<String, Object>> keys() {
      Map<String, Object> jwk =
          map(group.containsKey("public") ? group.get("public") : group.get("private"));
      return jwk.containsKey("keys") ? maps(jwk.get("keys")).toList() : List.of(jwk);
    }
  }

  private Wycheproof() {}

  static List<Vector> read(String name) {
    try (var file = Wycheproof.class.getResourceAsStream("/wycheproof/" + name + ".json")) {
      Map<String, Object> json = JSONObjectUtils.parse(new String(file.readAllBytes(), UTF_8));
      return maps(json.get("testGroups"))
          .flatMap(group -> maps(group.get("tests")).map(test -> new Vector(group, test)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object json) {
    return (Map<String, Object>) json;
  }

  private static Stream<Map<String, Object>> maps(Object json) {
    return ((List<?>) json).stream().map(Wycheproof::map);
  }
}
