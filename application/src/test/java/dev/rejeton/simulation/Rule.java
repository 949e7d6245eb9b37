package dev.rejeton.simulation;

import java.time.Instant;

/// A rule by which a server replaces refresh tokens.
public interface Rule {
  /// {@return what it does, in a few words}
  String title();

  /// {@return whose rule it is}
  String servers();

  /// {@return the server's side of a new login, whose first token is {@link Token#FIRST}}
  Login login(Instant now);

  /// What the server knows of one login.
  interface Login {
    /// {@return the answer to a refresh with this token, which the server gave out before}
    Answer present(Token token, Instant now);

    /// Told when an access token that was given with this refresh token is first used. A server
    /// whose access tokens are verified elsewhere does not learn of it.
    default void seen(Token givenWith) {}
  }

  /// A refresh token of one login, numbered in the order they were made.
  record Token(int number) {
    public static final Token FIRST = new Token(0);
  }

  /// What a server says to a refresh.
  sealed interface Answer {
    /// An access token, and this refresh token with it.
    record Issued(Token successor) implements Answer {}

    /// Nothing.
    enum Denied implements Answer {
      /// This token is worth nothing; the others are worth what they were.
      REFUSED,
      /// The login is over, because a replaced token came back, now or before.
      ENDED
    }
  }
}
