package dev.rejeton.explorer;

import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
