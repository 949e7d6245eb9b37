package dev.rejeton.adapter.http;

import io.javalin.http.HttpStatus;
import java.util.Locale;

/// The kinds of problem a client may want to tell from others (RFC 9457 §3.1.1), with what their
/// documentation says.
enum ProblemType {
  INVALID_REQUEST(
      HttpStatus.BAD_REQUEST,
      "Invalid request",
      """
      The request is not one this endpoint understands: the body is not strict JSON, a member is
      missing, unknown or of the wrong type, or the Authorization header is malformed or given twice.
      The detail names the member. Do not repeat the request unchanged.
      """),
  INVALID_CREDENTIALS(
      HttpStatus.UNAUTHORIZED,
      "Invalid credentials",
      """
      The login failed: the user is unknown or disabled, or the password is wrong. The server does
      not say which. Ask the user again. Do not treat this as an expired access token: a refresh will
      not help.
      """),
  INVALID_GRANT(
      HttpStatus.BAD_REQUEST,
      "Invalid grant",
      """
      The refresh token is not, or no longer, good for anything (RFC 6749 section 5.2). Forget it and
      ask the user to log in. The member reason, present only for the holder of a token that once was
      genuine, says why; reuse_detected means that a replaced token came back, so somebody else may
      hold a copy.
      """),
  INVALID_CLIENT(
      HttpStatus.BAD_REQUEST,
      "Invalid client",
      """
      The member client_id names no public client of this server. A client with a secret uses the
      OAuth endpoints instead; the server's own app sends no client_id at all.
      """),
  CSRF_REJECTED(
      HttpStatus.FORBIDDEN,
      "Rejected as cross-site request forgery",
      """
      A request that the refresh token's cookie comes with, or that asks for one, must come from a
      page of this server's own origin or of an allowed origin, as the browser's headers
      Sec-Fetch-Site, Origin or Referer tell, and must have the header "X-CSRF: 1"; where the server
      asks for it, also X-CSRF-Token with the csrf_token of the login's answer. The detail says what
      was missing. Nothing was changed, and the cookie is as good as before.
      """),
  AUTHENTICATION_REQUIRED(
      HttpStatus.UNAUTHORIZED,
      "Authentication required",
      """
      This endpoint needs an access token in the header "Authorization: Bearer" (RFC 6750), and there
      was none. Tokens in the query or in a form do not count.
      """),
  INVALID_TOKEN(
      HttpStatus.UNAUTHORIZED,
      "Invalid token",
      """
      The access token has expired, its session has ended, or it is not one of this server
      (RFC 6750 section 3.1). Refresh it once and repeat the request with the new one.
      """),
  INSUFFICIENT_USER_AUTHENTICATION(
      HttpStatus.UNAUTHORIZED,
      "Insufficient user authentication",
      """
      Ending other sessions needs a recent login (RFC 9470). Ask the user to log in again and repeat
      the request with the new access token; the login may be no older than max_age seconds. A
      refresh will not help.
      """),
  SESSION_NOT_FOUND(
      HttpStatus.NOT_FOUND,
      "Session not found",
      """
      The user has no live session of this id. It may have ended meanwhile, in which case there is
      nothing left to do.
      """),
  BUSY(
      HttpStatus.SERVICE_UNAVAILABLE,
      "Busy",
      """
      The server is checking as many passwords as it can at once. Nothing was decided; try again
      after the seconds in the header Retry-After.
      """);

  private final HttpStatus status;
  private final String title;
  private final String explanation;

  ProblemType(HttpStatus status, String title, String explanation) {
    this.status = status;
    this.title = title;
    this.explanation = explanation;
  }

  HttpStatus status() {
    return status;
  }

  String title() {
    return title;
  }

  /// {@return what it is called in URIs, such as `invalid-grant`}
  String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// {@return its documentation, for people}
  String documentation() {
    return "%s (%d %s)\n\n%s".formatted(title, status.getCode(), slug(), explanation);
  }
}
