package dev.rejeton.simulation;

import dev.rejeton.simulation.Rule.Answer;
import dev.rejeton.simulation.Rule.Answer.Denied;
import dev.rejeton.simulation.Rule.Answer.Issued;
import dev.rejeton.simulation.Rule.Login;
import dev.rejeton.simulation.Rule.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a server of any {@link Rival}'s kind knows of one login.
final class Line implements Login {
  /// A rule: an answer, and what becomes of the login.
  @FunctionalInterface
  interface Decision {
    Answer decide(Line line, Token presented, Instant now);
  }

  private final Decision decision;
  private final Map<Token, Instant> firstUsedAt = new HashMap<>();
  private int made = 1;
  private Token current = Token.FIRST;
  private Optional<Token> previous = Optional.empty();
  private Instant rotatedAt;
  private Instant madeAt;
  private Instant answeredAt;
  private boolean seen;
  private boolean ended;

  Line(Decision decision, Instant now) {
    this.decision = decision;
    this.rotatedAt = now;
    this.madeAt = now;
    this.answeredAt = now;
  }

  @Override
  public Answer present(Token token, Instant now) {
    if (ended) {
      return Denied.ENDED;
    }
    Answer answer = decision.decide(this, token, now);
    if (answer instanceof Issued) {
      answeredAt = now;
    }
    return answer;
  }

  @Override
  public void seen(Token givenWith) {
    seen |= givenWith.equals(current);
  }

  boolean isCurrent(Token token) {
    return token.equals(current);
  }

  boolean isPrevious(Token token) {
    return previous.filter(token::equals).isPresent();
  }

  /// {@return whether the answer with the current token is known to have arrived}
  boolean isSeen() {
    return seen;
  }

  /// {@return whether a token was replaced no longer than this ago}
  boolean isRotatedWithin(Duration window, Instant now) {
    return previous.isPresent() && isWithin(window, rotatedAt, now);
  }

  /// {@return whether the current token was made no longer than this ago}
  boolean isMadeWithin(Duration window, Instant now) {
    return isWithin(window, madeAt, now);
  }

  /// {@return whether any token was answered no longer than this ago}
  boolean isAnsweredWithin(Duration window, Instant now) {
    return isWithin(window, answeredAt, now);
  }

  boolean isUnusedOrUsedWithin(Duration window, Token token, Instant now) {
    return isWithin(window, firstUsedAt.getOrDefault(token, now), now);
  }

  private static boolean isWithin(Duration window, Instant since, Instant now) {
    return !now.isAfter(since.plus(window));
  }

  /// A new token in place of this one.
  Answer rotate(Token token, Instant now) {
    firstUsedAt.putIfAbsent(token, now);
    previous = Optional.of(token);
    rotatedAt = now;
    return displace(now);
  }

  /// A new token in place of the current one.
  Answer displace(Instant now) {
    madeAt = now;
    current = new Token(made++);
    seen = false;
    return replay();
  }

  /// The current token again.
  Answer replay() {
    return new Issued(current);
  }

  Answer end() {
    ended = true;
    return Denied.ENDED;
  }
}
