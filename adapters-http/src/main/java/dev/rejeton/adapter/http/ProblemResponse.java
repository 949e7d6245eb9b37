package dev.rejeton.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// A problem as it goes out: as problem details (RFC 9457), but at the OAuth endpoints as an OAuth
/// error (RFC 6749 §5.2).
record ProblemResponse(int status, Map<String, String> headers, ObjectNode body) {
  private static final Set<String> OAUTH_PATHS =
      Set.of(
          GrantEndpoints.PATH,
          TokenStatusEndpoints.REVOCATION_PATH,
          TokenStatusEndpoints.INTROSPECTION_PATH);
  private static final String RETRY_AFTER_SECONDS = "1";

  /// @param instance names this occurrence
  /// @param path of the request, which decides on the format
  static ProblemResponse of(Problem problem, UUID instance, String issuer, String path) {
    return OAUTH_PATHS.contains(path)
        ? oauthError(problem, issuer)
        : problemDetails(problem, instance, issuer);
  }

  private static ProblemResponse problemDetails(Problem problem, UUID instance, String issuer) {
    HttpStatus status = problem.status();
    String blank = "about:blank";
    ObjectNode body = Json.object();
    body.put("type", problem.type().map(type -> uri(type, issuer)).orElse(blank));
    body.put("title", problem.type().map(ProblemType::title).orElse(status.getMessage()));
    body.put("status", status.getCode());
    body.put("detail", problem.detail());
    body.put("instance", "urn:uuid:" + instance);
    problem.members().forEach(body::putPOJO);
    Map<String, String> headers = headers(problem);
    headers.put("Content-Type", "application/problem+json");
    if (status == HttpStatus.UNAUTHORIZED || !problem.challenge().isEmpty()) {
      headers.put("WWW-Authenticate", bearerChallenge(issuer, problem.challenge()));
    }
    return new ProblemResponse(status.getCode(), headers, body);
  }

  /// Without the instance: of two refusals nothing may tell one from the other.
  private static ProblemResponse oauthError(Problem problem, String issuer) {
    HttpStatus status =
        problem.status() == HttpStatus.UNSUPPORTED_MEDIA_TYPE
            ? HttpStatus.BAD_REQUEST // no more than a malformed request (RFC 6749 §5.2)
            : problem.status();
    ObjectNode body = Json.object();
    body.put("error", OAuthError.of(status).code());
    body.put("error_description", problem.detail());
    problem.members().forEach(body::putPOJO);
    Map<String, String> headers = headers(problem);
    headers.put("Content-Type", "application/json");
    headers.put("Pragma", "no-cache");
    if (status == HttpStatus.UNAUTHORIZED) {
      headers.put("WWW-Authenticate", "Basic realm=\"" + issuer + "\", charset=\"UTF-8\"");
    }
    return new ProblemResponse(status.getCode(), headers, body);
  }

  private static Map<String, String> headers(Problem problem) {
    var headers = new LinkedHashMap<>(problem.headers());
    if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE) {
      headers.put("Retry-After", RETRY_AFTER_SECONDS);
    }
    return headers;
  }

  private static String uri(ProblemType type, String issuer) {
    return issuer + ProblemEndpoints.path(type);
  }

  /// A 401 has a challenge, always (RFC 9110 §15.5.2); it says why only to whom presented something
  /// (RFC 6750 §3.1).
  private static String bearerChallenge(String issuer, String parameters) {
    String realm = "Bearer realm=\"" + issuer + "\"";
    return parameters.isEmpty() ? realm : realm + ", " + parameters;
  }
}
