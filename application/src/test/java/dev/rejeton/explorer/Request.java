package dev.rejeton.explorer;

import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Session;
import java.time.Instant;
import java.util.Optional;

/// A request, and how far it has come.
record Request(Party party, Call call, RefreshToken token, Leg leg) {
  enum Party {
    TAB,
    THIEF
  }

  enum Call {
    REFRESH,
    /// Uses the access token that came with the token.
    ACCESS,
    LOGOUT,
    LOGOUT_EVERYWHERE
  }

  sealed interface Leg {
    /// On its way to the server.
    ///
    /// @param company when the first of those that were under way at the same time arrived
    record Sent(Optional<Instant> company) implements Leg {}

    /// It arrived; the server found the session, has decided, and is about to write.
    record Decided(Instant arrived, Session found) implements Leg {}

    /// The answer is on its way to the client.
    record Answered(Instant arrived, RefreshToken given) implements Leg {}
  }

  /// {@return when it arrived at the server, if it has}
  Optional<Instant> arrived() {
    return switch (leg) {
      case Leg.Sent _ -> Optional.empty();
      case Leg.Decided(Instant arrived, _) -> Optional.of(arrived);
      case Leg.Answered(Instant arrived, _) -> Optional.of(arrived);
    };
  }

  boolean isLike(Request other) {
    return call == Call.REFRESH && other.call == Call.REFRESH;
  }

  Request with(Leg next) {
    return new Request(party, call, token, next);
  }

  /// {@return generation and sibling: 3, 3′, 3″}
  static String name(RefreshToken token) {
    return token.generation() + "′".repeat(token.variant());
  }

  @Override
  public String toString() {
    String who = party == Party.TAB ? "a tab" : "the thief";
    return switch (call) {
      case REFRESH -> who + "'s refresh with token " + name(token);
      case ACCESS -> who + "'s call with the access token of " + name(token);
      case LOGOUT -> who + "'s logout";
      case LOGOUT_EVERYWHERE -> who + "'s logout everywhere";
    };
  }
}
