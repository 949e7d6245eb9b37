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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A response, of which everything that holds for every response has been checked.
record Reply(int status, Map<String, List<String>> headers, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> MEMBERS =
      Set.of("type", "title", "status", "detail", "instance");

  private static final Set<String> OAUTH_MEMBERS = Set.of("error", "error_description", "reason");
  private static final String SENTENCE = "[A-Z][ -~]{1,98}\\.";

  /// What an error may be written with (RFC 6749 §5.2).
  private static final String ERROR_TEXT = "[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+";

  private static final Optional<String> NOTHING = Optional.of("0");

  Reply {
    var byName = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    headers = byName;
  }

  /// @param expectsContent whether this method comes with content
  Reply checked(boolean expectsContent) {
    checkHeaders(expectsContent);
    if (status >= 400) {
      assertEquals("application/problem+json", header("Content-Type"));
      if (expectsContent) {
        checkProblem();
      }
    }
    if (headers.containsKey("WWW-Authenticate")) {
      checkChallenge(header("WWW-Authenticate"));
    }
    return this;
  }

  /// The same for an answer of an OAuth endpoint.
  Reply checkedOAuth(boolean expectsContent) {
    checkHeaders(expectsContent);
    assertEquals("no-store", header("Cache-Control"));
    assertFalse(headers.containsKey("Set-Cookie"), "a cookie from an OAuth endpoint");
    if (status != 204) {
      assertEquals("no-cache", header("Pragma"));
    }
    if (headers.containsKey("Content-Type")) {
      assertEquals("application/json", header("Content-Type"));
    }
    if (status >= 400 && expectsContent) {
      checkOAuthError();
    }
    assertEquals(
        Optional.of("Basic realm=\"" + TestServer.ISSUER + "\", charset=\"UTF-8\"")
            .filter(challenge -> status == 401),
        optionalHeader("WWW-Authenticate"));
    return this;
  }

  private void checkHeaders(boolean expectsContent) {
    boolean isOpen = header("Cross-Origin-Resource-Policy").equals("cross-origin");
    assertEquals(isOpen ? "public, max-age=300" : "no-store", header("Cache-Control"));
    assertEquals(isOpen ? "cross-origin" : "same-origin", header("Cross-Origin-Resource-Policy"));
    assertEquals("nosniff", header("X-Content-Type-Options"));
    assertEquals(
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
        header("Content-Security-Policy"));
    assertEquals("no-referrer", header("Referrer-Policy"));
    for (String absent : List.of("Server", "X-Powered-By", "Location")) {
      assertFalse(headers.containsKey(absent), absent);
    }
    if (headers.containsKey("Set-Cookie")) {
      checkCookie();
    }
    boolean hasContent =
        status != 204 && status != 304 && !optionalHeader("Content-Length").equals(NOTHING);
    assertEquals(hasContent, headers.containsKey("Content-Type"), headers.toString());
    assertEquals(hasContent && expectsContent, !body.isEmpty(), body);
    assertEquals(status == 401, headers.containsKey("WWW-Authenticate") && status != 400);
    assertEquals(status == 503 || status == 429, headers.containsKey("Retry-After"));
    assertFalse(isOpen && status >= 400);
  }

  /// Small, for this host only, kept by no cache, and only where the token's fate was decided.
  private void checkCookie() {
    String cookie = header("Set-Cookie");
    assertTrue(Set.of(200, 204, 400).contains(status), "a cookie with " + status);
    assertEquals("no-store", header("Cache-Control"));
    assertTrue(cookie.matches("[A-Za-z_-]+=[A-Za-z0-9_-]*; .*; HttpOnly; .*"), cookie);
    assertFalse(cookie.toLowerCase(Locale.ROOT).contains("domain"), cookie);
    String[] parts = cookie.split("; ");
    assertTrue(parts[0].length() <= 4096, cookie);
    assertTrue(Stream.of(parts).skip(1).allMatch(part -> part.length() <= 1024), cookie);
    assertFalse(body.contains(CannedPorts.REFRESH), "what is in a cookie is in no body");
  }

  /// RFC 6749 §5.2, and nothing of RFC 9457.
  private void checkOAuthError() {
    Set<String> known =
        Stream.of(OAuthError.values()).map(OAuthError::code).collect(Collectors.toSet());
    assertTrue(known.contains(json().path("error").textValue()), body);
    for (Map.Entry<String, JsonNode> member : json().properties()) {
      assertTrue(OAUTH_MEMBERS.contains(member.getKey()), body);
      assertTrue(member.getValue().textValue().matches(ERROR_TEXT), body);
    }
    assertTrue(json().path("error_description").textValue().matches(SENTENCE), body);
    checkLeaks();
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
    assertTrue(problem.path("detail").textValue().matches(SENTENCE), body);
    assertTrue(problem.path("detail").textValue().matches(ERROR_TEXT), body);
    assertTrue(problem.path("error").asText().matches(ERROR_TEXT + "|"), body);
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
    checkLeaks();
  }

  private void checkLeaks() {
    for (String leak :
        List.of(
            CannedPorts.PASS,
            CannedPorts.BACKENDS,
            CannedPorts.CSRF,
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

  Reply assertOAuthError(int expected, String error) {
    assertEquals(expected + " " + error, status + " " + json().path("error").asText(), body);
    return this;
  }

  Reply assertStatus(int expected) {
    assertEquals(expected, status, body);
    return this;
  }
}
