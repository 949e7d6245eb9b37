package dev.rejeton.adapter.http;

import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What went wrong with one request (RFC 9457).
///
/// @param type the kind of problem; empty for `about:blank`, which says no more than the status
/// @param detail one sentence for people, fixed but for the name of a member of the request
/// @param members what there is to say beyond the standard members
/// @param headers the header fields that come with it
/// @param challenge what a Bearer challenge says after its realm (RFC 6750 §3)
record Problem(
    Optional<ProblemType> type,
    HttpStatus status,
    String detail,
    Map<String, Object> members,
    Map<String, String> headers,
    String challenge) {

  static Problem of(ProblemType type, String detail) {
    return new Problem(Optional.of(type), type.status(), detail, Map.of(), Map.of(), "");
  }

  static Problem of(HttpStatus status, String detail) {
    return new Problem(Optional.empty(), status, detail, Map.of(), Map.of(), "");
  }

  Problem withMember(String name, Object value) {
    return new Problem(type, status, detail, and(members, name, value), headers, challenge);
  }

  Problem withHeader(String name, String value) {
    return new Problem(type, status, detail, members, and(headers, name, value), challenge);
  }

  Problem withChallenge(String parameters) {
    return new Problem(type, status, detail, members, headers, parameters);
  }

  /// {@return the exception that ends the request with this problem}
  Abort abort() {
    return new Abort(this);
  }

  private static <V> Map<String, V> and(Map<String, V> map, String key, V value) {
    var larger = new LinkedHashMap<>(map);
    larger.put(key, value);
    return larger;
  }

  /// Ends a request with a problem from however deep in reading it. Not for what the use cases
  /// answer: those are values.
  @SuppressWarnings("serial") // it is caught in the thread that threw it
  static final class Abort extends RuntimeException {
    private final Problem problem;

    private Abort(Problem problem) {
      super(problem.detail(), null, false, false);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }
}
