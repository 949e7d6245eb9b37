package dev.rejeton.adapter.http;

import dev.rejeton.application.port.in.Sessions;
import dev.rejeton.application.port.in.Sessions.EndResult;
import dev.rejeton.application.port.in.Sessions.EndResult.Ended;
import dev.rejeton.application.port.in.Sessions.EndResult.LoginTooOld;
import dev.rejeton.application.port.in.Sessions.EndResult.NotFound;
import dev.rejeton.application.port.in.Sessions.Extent;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a signed-in user may see and end: `/v1/session`, `/v1/sessions` and `/v1/logout`.
final class SessionEndpoints {
  private static final Map<String, Extent> SCOPES =
      Map.of("others", Extent.OTHERS, "all", Extent.ALL);

  private final Sessions sessions;
  private final BodyReader bodies;

  SessionEndpoints(Sessions sessions, BodyReader bodies) {
    this.sessions = sessions;
    this.bodies = bodies;
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
    authenticate(context);
    Routes.noContent(context);
  }

  private void list(Context context) {
    Session own = authenticate(context);
    var page = sessions.list(own).stream().map(session -> SessionResponse.of(session, own));
    Json.answer(context, new SessionResponse.Page(page.toList()));
  }

  private void endOthers(Context context) {
    answer(context, sessions.end(authenticate(context), Extent.OTHERS, Origins.of(context)));
  }

  private void endOne(Context context) {
    Session own = authenticate(context);
    String sid = context.pathParam("sid");
    answer(
        context,
        SessionId.isValid(sid)
            ? sessions.end(own, new SessionId(sid), Origins.of(context))
            : new NotFound());
  }

  private void logout(Context context) {
    var body = bodies.optional(context, Set.of("refresh_token", "scope"));
    Optional<Secret> refreshToken = body.secret("refresh_token");
    Optional<Extent> more = body.string("scope").map(SessionEndpoints::extent);
    var bearer = Bearer.of(context);
    if (refreshToken.isPresent() && !(bearer instanceof Bearer.Absent)) {
      throw JsonBody.invalid("There is a token in the body and one in the header.");
    }
    if (more.isPresent()) {
      answer(context, sessions.end(authenticate(context), more.get(), Origins.of(context)));
    } else if (refreshToken.isPresent()) {
      // Whatever it was, it is of no use now: a logout has no more to say (RFC 7009 §2.2).
      sessions
          .holding(refreshToken.get())
          .ifPresent(own -> sessions.end(own, Extent.THIS, Origins.of(context)));
      Routes.noContent(context);
    } else {
      answer(context, sessions.end(holding(bearer), Extent.THIS, Origins.of(context)));
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

  private static void answer(Context context, EndResult result) {
    switch (result) {
      case Ended() -> Routes.noContent(context);
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
