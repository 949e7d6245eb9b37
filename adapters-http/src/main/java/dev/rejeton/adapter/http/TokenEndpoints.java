package dev.rejeton.adapter.http;

import dev.rejeton.application.port.in.Tokens;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Exceeded;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refreshed;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refused;
import dev.rejeton.domain.Access.Excess;
import dev.rejeton.domain.AccessRequest;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.Secret;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// `POST /v1/refresh`: a refresh token for the next one and a new access token. The next one comes
/// back the way the other came.
final class TokenEndpoints {
  private static final String MEMBER = "refresh_token";

  private final Tokens tokens;
  private final PublicClients clients;
  private final BodyReader bodies;
  private final RefreshCookie cookie;
  private final CsrfCheck csrfCheck;

  TokenEndpoints(
      Tokens tokens,
      PublicClients clients,
      BodyReader bodies,
      RefreshCookie cookie,
      CsrfCheck csrfCheck) {
    this.tokens = tokens;
    this.clients = clients;
    this.bodies = bodies;
    this.cookie = cookie;
    this.csrfCheck = csrfCheck;
  }

  void addTo(Routes routes) {
    routes.add("/v1/refresh", Map.of(HandlerType.POST, this::refresh));
  }

  private void refresh(Context context) {
    TokenResponse.keepOutOfOldCaches(context);
    CsrfCheck.vary(context);
    var body = bodies.optional(context, Set.of(MEMBER, PublicClients.MEMBER));
    Optional<Secret> inCookie = cookie.of(context);
    Secret presented = onlyOne(Stream.of(inCookie, body.secret(MEMBER), inHeader(context)));
    inCookie.ifPresent(held -> csrfCheck.require(context, held));
    Origin origin = Origins.of(context);
    Client client = clients.of(body, origin);
    switch (tokens.refresh(client, presented, AccessRequest.ALL, origin)) {
      case Refreshed(var issued) ->
          Json.answer(
              context,
              inCookie.isPresent() ? cookie.deliver(context, issued) : TokenResponse.of(issued));
      case Refused(var reason) -> {
        if (inCookie.isPresent() && reason.map(TokenEndpoints::isTheLast).orElse(true)) {
          cookie.delete(context);
        }
        throw refused(reason);
      }
      case Exceeded(Excess excess) -> throw JsonBody.invalid("The scope is more than was granted.");
    }
  }

  /// {@return the refresh token in the header, where Flask's clients send it}
  private static Optional<Secret> inHeader(Context context) {
    return switch (Bearer.of(context)) {
      case Bearer.Absent() -> Optional.empty();
      case Bearer.Malformed() -> throw Bearer.malformed();
      case Bearer.Presented presented -> Optional.of(presented.token());
    };
  }

  private static Secret onlyOne(Stream<Optional<Secret>> places) {
    List<Secret> presented = places.flatMap(Optional::stream).toList();
    if (presented.isEmpty()) {
      throw JsonBody.missing(MEMBER);
    }
    if (presented.size() > 1) {
      throw JsonBody.invalid("There is a token in the body, the header or a cookie, and another.");
    }
    return presented.getFirst();
  }

  /// {@return whether a cookie with the refused token is of no use any more}
  private static boolean isTheLast(Refusal reason) {
    return switch (reason) {
      // This browser logged in anew while the refresh was on its way: by the time the answer gets
      // there, the cookie is that of the new session.
      case REPLACED -> false;
      // The client that it was given to can still use it.
      case OTHER_CLIENT -> false;
      case UNKNOWN, REVOKED, USER_DISABLED, EXPIRED, IDLE, NEWER_THAN_STORED, REUSE_DETECTED ->
          true;
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
