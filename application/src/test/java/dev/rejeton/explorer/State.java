package dev.rejeton.explorer;

import dev.rejeton.domain.Access;
import dev.rejeton.domain.Authentication;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Device;
import dev.rejeton.domain.Grant;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.TokenSalt;
import dev.rejeton.domain.UserId;
import dev.rejeton.explorer.Past.Given;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All there is at one moment. States that are equal have the same future.
///
/// @param now what the server's clock says
/// @param session the session, as stored
/// @param other another session of the same user, as stored
/// @param jar the token that the tabs of the honest device share
/// @param requests those under way, in the order they were sent
/// @param names every token there ever was; a thief may have copied any of them
/// @param past what happened to the stored session
/// @param mishaps what went wrong
record State(
    Instant now,
    Session session,
    Session other,
    RefreshToken jar,
    List<Request> requests,
    List<RefreshToken> names,
    Past past,
    Mishaps mishaps) {

  record Mishaps(int losses, boolean clockSetBack, boolean restored) {}

  /// {@return a login, and nothing since}
  static State start(RotationPolicy policy) {
    Session session = open(policy, "A");
    RefreshToken token = session.currentToken();
    var past =
        new Past(
            List.of(new Given(token, Optional.empty(), Story.T0)), Optional.empty(), List.of());
    var mishaps = new Mishaps(0, false, false);
    return new State(
        Story.T0, session, open(policy, "Q"), token, List.of(), List.of(token), past, mishaps);
  }

  private static Session open(RotationPolicy policy, String letter) {
    var grant =
        new Grant(
            new UserId("usr_ada"),
            new ClientId("first-party"),
            Access.to(Scope.parse("api")),
            Authentication.byPassword(Story.T0));
    var device = new Device("laptop", Story.HERE);
    var id = new SessionId("A".repeat(21) + letter);
    return policy.open(id, grant, device, new TokenSalt(1, "salt"), true, Story.T0);
  }

  State at(Instant time, Mishaps mishaps) {
    return new State(time, session, other, jar, requests, names, past, mishaps);
  }

  State holding(RefreshToken token) {
    return new State(now, session, other, token, requests, names, past, mishaps);
  }

  State with(List<Request> requests) {
    return new State(now, session, other, jar, requests, names, past, mishaps);
  }

  State stored(Session session, Session other, Past past) {
    RefreshToken newest = past.newest().token();
    var known = names.contains(newest) ? names : plus(names, newest);
    return new State(now, session, other, jar, requests, known, past, mishaps);
  }

  static <T> List<T> plus(List<T> list, T one) {
    var longer = new ArrayList<>(list);
    longer.add(one);
    return List.copyOf(longer);
  }
}
