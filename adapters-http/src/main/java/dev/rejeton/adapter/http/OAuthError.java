package dev.rejeton.adapter.http;

import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.Locale;

/// The error codes of the OAuth endpoints (RFC 6749 §5.2, RFC 8707 §2). The last two are defined
/// for the authorization endpoint (RFC 6749 §4.1.2.1), and are what servers use at the others too.
enum OAuthError {
  INVALID_REQUEST,
  INVALID_CLIENT,
  INVALID_GRANT,
  UNAUTHORIZED_CLIENT,
  UNSUPPORTED_GRANT_TYPE,
  INVALID_SCOPE,
  INVALID_TARGET,
  TEMPORARILY_UNAVAILABLE,
  SERVER_ERROR;

  /// {@return what to call a problem of which no more is known than this status} OAuth has no code
  /// for too many requests; a client that is told to come back later does the right thing.
  static OAuthError of(HttpStatus status) {
    return switch (status) {
      case UNAUTHORIZED -> INVALID_CLIENT;
      case TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE -> TEMPORARILY_UNAVAILABLE;
      default -> status.isServerError() ? SERVER_ERROR : INVALID_REQUEST;
    };
  }

  /// {@return the end of a request that its client got wrong}
  ///
  /// @param detail one sentence, without quotation marks and backslashes
  Problem.Abort abort(String detail) {
    return problem(detail).abort();
  }

  Problem problem(String detail) {
    // A client that fails to authenticate may get either; 401 says how to (RFC 6749 §5.2).
    var status = this == INVALID_CLIENT ? HttpStatus.UNAUTHORIZED : HttpStatus.BAD_REQUEST;
    return Problem.of(status, detail).withMember("error", code());
  }

  /// {@return the end of a request that came too soon after others}
  static Problem.Abort tooSoon(Duration retryAfter) {
    long seconds = Math.max(1, Math.ceilDiv(retryAfter.toMillis(), 1000));
    return Problem.of(HttpStatus.TOO_MANY_REQUESTS, "There were too many requests of no use; wait.")
        .withHeader("Retry-After", Long.toString(seconds))
        .abort();
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
