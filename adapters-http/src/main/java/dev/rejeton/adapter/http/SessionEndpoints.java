package dev.rejeton.adapter.http;

import dev.rejeton.application.port.in.Sessions;
import dev.rejeton.application.port.in.Sessions.EndResult;
import dev.rejeton.application.port.in.Sessions.EndResult.Ended;
import dev.rejeton.application.port.in.Sessions.EndResult.LoginTooOld;
import dev.rejeton.application.port.in.Sessions.EndResult.NotFound;
import dev.rejeton.application.port.in.Sessions.Extent;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a signed-in user may see and end: `/v1/session`, `/v1/sessions` and `/v1/logout`. An access
/// token is what speaks here; the cookie counts for a logout only.
final class SessionEndpoints {
  private static final Map<String, Extent> SCOPES =
      Map.of("others", Extent.OTHERS, "all", Extent.ALL);

  private final Sessions sessions;
  private final BodyReader bodies;
  private final RefreshCookie cookie;
  private final CsrfCheck csrfCheck;

  SessionEndpoints(
      Sessions sessions, BodyReader bodies, RefreshCookie cookie, CsrfCheck csrfCheck) {
    this.sessions = sessions;
    this.bodies = bodies;
    this.cookie = cookie;
    this.csrfCheck = csrfCheck;
  }

  void addTo(Routes routes) {
    routes.add("/v1/session", Map.of(HandlerType.GET, this::show));
    routes.add("/v1/session/ack", Map.of(HandlerType.POST, this::acknowledge));
    routes.add(
        "/v1/sessions", Map.of(HandlerType.GET, this::list, HandlerType.DELETE, this::endOthers));
    routes.add("/v1/sessions/{sid}", Map.of(HandlerType.DELETE, this::endOne));
    routes.add("/v1/logout", Map.of(HandlerType.POST, this::logout));
  }

  private void show(Context context) {
    Session own = authenticate(context);
    Json.answer(context, SessionResponse.of(own, own));
  }

  /// Using an access token is what acknowledges the answer it came with.
  private void acknowledge(Context context) {
    if (!sessions.acknowledge(token(Bearer.of(context)))) {
      throw Bearer.invalid();
    }
    Routes.noContent(context);
  }

  private void list(Context context) {
    Session own = authenticate(context);
    var page = sessions.list(own).stream().map(session -> SessionResponse.of(session, own));
    Json.answer(context, new SessionResponse.Page(page.toList()));
  }

  private void endOthers(Context context) {
    requireEnded(sessions.end(authenticate(context), Extent.OTHERS, Origins.of(context)));
    Routes.noContent(context);
  }

  private void endOne(Context context) {
    Session own = authenticate(context);
    String sid = context.pathParam("sid");
    requireEnded(
        SessionId.isValid(sid)
            ? sessions.end(own, new SessionId(sid), Origins.of(context))
            : new NotFound());
    Routes.noContent(context);
  }

  private void logout(Context context) {
    CsrfCheck.vary(context);
    var body = bodies.optional(context, Set.of("refresh_token", "scope"));
    Extent extent = body.string("scope").map(SessionEndpoints::extent).orElse(Extent.THIS);
    Optional<Secret> inBody = body.secret("refresh_token");
    Optional<Secret> inCookie = cookie.of(context);
    var bearer = Bearer.of(context);
    boolean isAlone = inCookie.isEmpty() && bearer instanceof Bearer.Absent;
    if (inBody.isPresent() && !isAlone) {
      throw JsonBody.invalid("There is a token in the body, and one in the header or a cookie.");
    }
    inCookie.ifPresent(held -> csrfCheck.require(context, held));
    end(context, extent, inCookie.or(() -> inBody), bearer);
    if (inCookie.isPresent() && extent != Extent.OTHERS) {
      cookie.logOut(context);
    }
    Routes.noContent(context);
  }

  /// @param held the refresh token that came in the body or the cookie
  private void end(Context context, Extent extent, Optional<Secret> held, Bearer bearer) {
    Origin origin = Origins.of(context);
    if (extent != Extent.THIS) {
      requireEnded(sessions.end(authenticate(context), extent, origin));
    } else if (held.isEmpty()) {
      requireEnded(sessions.end(holding(bearer), extent, origin));
    } else if (!(bearer instanceof Bearer.Absent)) {
      // A page that sends its access token beside the cookie. Should they be of two sessions, the
      // user wants to be in neither.
      sessions.holding(token(bearer)).ifPresent(own -> sessions.end(own, extent, origin));
    }
    if (extent != Extent.OTHERS) {
      // Whatever it was, it is of no use now: a logout has no more to say (RFC 7009 §2.2).
      held.flatMap(sessions::holding).ifPresent(own -> sessions.end(own, Extent.THIS, origin));
    }
  }

  private static Extent extent(String scope) {
    return Optional.ofNullable(SCOPES.get(scope))
        .orElseThrow(() -> JsonBody.invalid("The member scope is neither others nor all."));
  }

  /// {@return the live session of the access token in the header}
  private Session authenticate(Context context) {
    return sessions.authenticate(token(Bearer.of(context))).orElseThrow(Bearer::invalid);
  }

  /// {@return the session of the access token in the header, even if the token has expired}
  private Session holding(Bearer bearer) {
    return sessions.holding(token(bearer)).orElseThrow(Bearer::invalid);
  }

  private static Secret token(Bearer bearer) {
    return switch (bearer) {
      case Bearer.Absent() -> throw Bearer.required();
      case Bearer.Malformed() -> throw Bearer.malformed();
      case Bearer.Presented presented -> {
        // Both are tokens of a session to the port, but a refresh token is not for this header.
        if (!presented.looksLikeJwt()) {
          throw Bearer.invalid();
        }
        yield presented.token();
      }
    };
  }

  private static void requireEnded(EndResult result) {
    switch (result) {
      case Ended() -> {}
      case NotFound() ->
          throw Problem.of(ProblemType.SESSION_NOT_FOUND, "There is no such live session.").abort();
      case LoginTooOld(var maxAge) -> throw loginTooOld(maxAge);
    }
  }

  /// RFC 9470 §3.
  private static Problem.Abort loginTooOld(Duration maxAge) {
    long seconds = maxAge.toSeconds();
    return Problem.of(
            ProblemType.INSUFFICIENT_USER_AUTHENTICATION, "This needs a more recent login.")
        .withMember("max_age", seconds)
        .withChallenge(
            """
            error="insufficient_user_authentication", \
            error_description="This needs a more recent login.", max_age="%d"\
            """
                .formatted(seconds))
        .abort();
  }
}
