package dev.rejeton.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A response, of which everything that holds for every response has been checked.
record Reply(int status, Map<String, List<String>> headers, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> MEMBERS =
      Set.of("type", "title", "status", "detail", "instance");

  Reply {
    var byName = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    headers = byName;
  }

  /// @param expectsContent whether this status and method come with content
  Reply checked(boolean expectsContent) {
    boolean isOpen = header("Cross-Origin-Resource-Policy").equals("cross-origin");
    assertEquals(isOpen ? "public, max-age=300" : "no-store", header("Cache-Control"));
    assertEquals(isOpen ? "cross-origin" : "same-origin", header("Cross-Origin-Resource-Policy"));
    assertEquals("nosniff", header("X-Content-Type-Options"));
    assertEquals(
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
        header("Content-Security-Policy"));
    assertEquals("no-referrer", header("Referrer-Policy"));
    for (String absent : List.of("Server", "X-Powered-By", "Set-Cookie", "Location")) {
      assertFalse(headers.containsKey(absent), absent);
    }
    boolean hasContent = status != 204 && status != 304;
    assertEquals(hasContent, headers.containsKey("Content-Type"), headers.toString());
    assertEquals(hasContent && expectsContent, !body.isEmpty(), body);
    assertEquals(status == 401, headers.containsKey("WWW-Authenticate") && status != 400);
    if (headers.containsKey("WWW-Authenticate")) {
      checkChallenge(header("WWW-Authenticate"));
    }
    assertEquals(status == 503, headers.containsKey("Retry-After"));
    if (status >= 400) {
      assertEquals("application/problem+json", header("Content-Type"));
      assertFalse(isOpen);
      if (expectsContent) {
        checkProblem();
      }
    }
    return this;
  }

  /// RFC 6750 §3: a scheme, a realm, no attribute twice, no odd characters.
  private static void checkChallenge(String challenge) {
    String attribute = "([a-z_]+)=\"[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]*\"";
    assertTrue(
        challenge.matches("Bearer realm=\"" + TestServer.ISSUER + "\"(, " + attribute + ")*"),
        challenge);
    List<String> names =
        Pattern.compile(attribute)
            .matcher(challenge)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertEquals(Set.copyOf(names).size(), names.size(), challenge);
  }

  private void checkProblem() {
    JsonNode problem = json();
    assertEquals(status, problem.path("status").intValue());
    String type = problem.path("type").textValue();
    if (type.equals("about:blank")) {
      assertEquals(HttpStatus.forStatus(status).getMessage(), problem.path("title").textValue());
    } else {
      assertTrue(URI.create(type).isAbsolute());
      ProblemType known =
          ProblemType.valueOf(
              type.substring(type.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT).replace('-', '_'));
      assertEquals(known.title(), problem.path("title").textValue());
      assertEquals(known.status().getCode(), status);
    }
    assertTrue(problem.path("detail").textValue().matches("[A-Z][ -~]{1,98}\\."), body);
    assertTrue(
        problem
            .path("instance")
            .textValue()
            .matches("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        body);
    problem.properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> !MEMBERS.contains(name))
        .forEach(name -> assertTrue(name.matches("[A-Za-z][A-Za-z0-9_]{2,}"), name));
    for (String leak :
        List.of(
            CannedPorts.PASS,
            CannedPorts.ACCESS,
            CannedPorts.REFRESH,
            "Exception",
            "dev.rejeton",
            "\tat ")) {
      assertFalse(body.contains(leak), body);
    }
  }

  /// {@return the one value of a header}
  String header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    assertEquals(1, values.size(), name + " in " + headers);
    return values.getFirst();
  }

  Optional<String> optionalHeader(String name) {
    return headers.containsKey(name) ? Optional.of(header(name)) : Optional.empty();
  }

  JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return fail(body, e);
    }
  }

  /// {@return the type of the problem, without the issuer}
  String problem() {
    String type = json().path("type").asText();
    return type.replace(TestServer.ISSUER + "/problems/", "");
  }

  /// {@return the body with the one member taken out that differs from occurrence to occurrence}
  String withoutInstance() {
    return body.replaceAll("urn:uuid:[0-9a-f-]{36}", "urn:uuid:");
  }

  /// {@return the headers but for the one that tells the time}
  Map<String, List<String>> headersWithoutDate() {
    var without = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    without.putAll(headers);
    without.remove("Date");
    return without;
  }

  Reply assertProblem(int expected, String type) {
    assertEquals(expected + " " + type, status + " " + problem(), body);
    return this;
  }

  Reply assertStatus(int expected) {
    assertEquals(expected, status, body);
    return this;
  }
}
