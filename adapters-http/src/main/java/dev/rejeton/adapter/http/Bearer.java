package dev.rejeton.adapter.http;

import dev.rejeton.domain.Secret;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the `Authorization` header of a request says to us (RFC 6750 §2.1). Other schemes say
/// nothing.
sealed interface Bearer {
  Pattern TOKEN = Pattern.compile("Bearer +([A-Za-z0-9._~+/-]+=*)", Pattern.CASE_INSENSITIVE);
  Pattern JWS = Pattern.compile("[^.]+\\.[^.]+\\.[^.]+");
  Pattern SCHEME = Pattern.compile("Bearer( .*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  record Absent() implements Bearer {}

  /// Said once, as a token is written.
  ///
  /// @param looksLikeJwt whether it is written as a signed JWT is (RFC 7515 §3.1), as every access
  ///   token and no refresh token
  record Presented(Secret token, boolean looksLikeJwt) implements Bearer {}

  /// Said twice, or not as a token is written.
  record Malformed() implements Bearer {}

  static Bearer of(Context context) {
    List<String> values = Collections.list(context.req().getHeaders("Authorization"));
    if (values.size() > 1) {
      return new Malformed();
    }
    String value = values.isEmpty() ? "" : values.getFirst();
    Matcher bearer = TOKEN.matcher(value);
    if (bearer.matches()) {
      String token = bearer.group(1);
      return new Presented(new Secret(token), JWS.matcher(token).matches());
    }
    return SCHEME.matcher(value).matches() ? new Malformed() : new Absent();
  }

  /// {@return the problem that no credentials came, with nothing said of why (RFC 6750 §3.1)}
  static Problem.Abort required() {
    return Problem.of(ProblemType.AUTHENTICATION_REQUIRED, "There is no access token.").abort();
  }

  static Problem.Abort invalid() {
    return Problem.of(ProblemType.INVALID_TOKEN, "The access token is not valid.")
        .withChallenge("error=\"invalid_token\"")
        .abort();
  }

  static Problem.Abort malformed() {
    return Problem.of(ProblemType.INVALID_REQUEST, "The Authorization header is malformed.")
        .withChallenge("error=\"invalid_request\"")
        .abort();
  }
}
