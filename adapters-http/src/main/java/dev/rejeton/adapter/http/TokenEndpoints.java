package dev.rejeton.adapter.http;

import dev.rejeton.application.port.in.Tokens;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refreshed;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refused;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.Secret;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `POST /v1/refresh`: a refresh token for the next one and a new access token.
final class TokenEndpoints {
  private final Tokens tokens;
  private final ClientId client;
  private final BodyReader bodies;

  TokenEndpoints(Tokens tokens, ClientId client, BodyReader bodies) {
    this.tokens = tokens;
    this.client = client;
    this.bodies = bodies;
  }

  void addTo(Routes routes) {
    routes.add("/v1/refresh", Map.of(HandlerType.POST, this::refresh));
  }

  private void refresh(Context context) {
    TokenResponse.keepOutOfOldCaches(context);
    Secret presented = presented(context);
    switch (tokens.refresh(client, presented, Origins.of(context))) {
      case Refreshed(var issued) -> Json.answer(context, TokenResponse.of(issued));
      case Refused(var reason) -> throw refused(reason);
    }
  }

  /// {@return the refresh token from the body or, as Flask's clients send it, from the header}
  private Secret presented(Context context) {
    Optional<Secret> inBody =
        bodies.optional(context, Set.of("refresh_token")).secret("refresh_token");
    return switch (Bearer.of(context)) {
      case Bearer.Absent() -> inBody.orElseThrow(() -> JsonBody.missing("refresh_token"));
      case Bearer.Malformed() -> throw Bearer.malformed();
      case Bearer.Presented presented -> {
        if (inBody.isPresent()) {
          throw JsonBody.invalid("There is a token in the body and one in the header.");
        }
        yield presented.token();
      }
    };
  }

  private static Problem.Abort refused(Optional<Refusal> reason) {
    Problem problem =
        Problem.of(ProblemType.INVALID_GRANT, "The refresh token is not valid.")
            .withMember("error", "invalid_grant");
    return reason
        .map(known -> problem.withMember("reason", known.name().toLowerCase(Locale.ROOT)))
        .orElse(problem)
        .abort();
  }
}
