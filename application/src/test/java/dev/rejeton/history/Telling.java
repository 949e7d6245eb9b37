package dev.rejeton.history;

import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.TokenFamily;
import dev.rejeton.history.Answer.Done;
import dev.rejeton.history.Answer.Found;
import dev.rejeton.history.Answer.Issued;
import dev.rejeton.history.Answer.Refused;
import dev.rejeton.history.Checker.Placed;
import dev.rejeton.history.Checker.Verdict;
import dev.rejeton.history.Request.Call.Acknowledge;
import dev.rejeton.history.Request.Call.Authenticate;
import dev.rejeton.history.Request.Call.LogOutEverywhere;
import dev.rejeton.history.Request.Call.Plain;
import dev.rejeton.history.Request.Call.Refresh;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A history and what the checker found, for a person to read.
record Telling(History history, Verdict verdict) {

  /// {@return why nothing explains a history, told of it up to the first return by which that was
  /// certain}
  static Telling whyNot(History history) {
    return history.operations().stream()
        .filter(Operation::isAnswered)
        .map(Operation::returned)
        .sorted()
        .map(history::until)
        .map(beginning -> new Telling(beginning, Checker.check(beginning)))
        .filter(telling -> !telling.verdict.isExplained())
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String toString() {
    String order =
        verdict.order().stream()
            .map(placed -> " " + number(placed.operation()))
            .collect(Collectors.joining());
    String told = rules() + lines();
    return verdict.isExplained()
        ? told + "This order explains every answer:" + order + "\n"
        : told
            + "No order explains every answer. This one explains the most:%s%n".formatted(order)
            + "It leaves the row at %s%n"
                .formatted(row().session().map(Telling::state).orElse("nothing"))
            + wouldBeTold();
  }

  private String rules() {
    var policy = history.policy();
    return "grace period %s, recovery window %s, on reuse %s%n"
        .formatted(policy.gracePeriod(), policy.recoveryWindow(), policy.reuseAction());
  }

  private Row row() {
    return verdict.order().isEmpty() ? Row.of(history.opened()) : verdict.order().getLast().row();
  }

  private String lines() {
    return history.operations().stream().map(this::line).collect(Collectors.joining());
  }

  private String line(Operation operation) {
    Request request = operation.request();
    String returned = operation.isAnswered() ? Long.toString(operation.returned()) : "?";
    return "%3d  %3d–%-3s  %-8s %-16s %-20s %s%n"
        .formatted(
            number(operation),
            operation.invoked(),
            returned,
            request.origin().userAgent(),
            time(Duration.between(history.opened().lifetime().createdAt(), request.now())),
            told(request.call()),
            operation.answer().map(Telling::told).orElse("no answer yet"));
  }

  private int number(Operation operation) {
    return history.operations().indexOf(operation) + 1;
  }

  private String wouldBeTold() {
    List<Operation> placed = verdict.order().stream().map(Placed::operation).toList();
    List<Operation> left =
        history.operations().stream().filter(operation -> !placed.contains(operation)).toList();
    long firstReturn = left.stream().mapToLong(Operation::returned).min().orElse(0);
    return left.stream()
        .filter(operation -> operation.isAnswered() && operation.invoked() < firstReturn)
        .map(operation ->
            "%3d would then be told: %s%n"
                .formatted(
                    number(operation),
                    told(row().steps(operation.request(), history.policy()).getFirst().answer())))
        .collect(Collectors.joining());
  }

  private static String time(Duration since) {
    return since.isNegative() ? "-" + since.negated() : "+" + since;
  }

  private static String told(Request.Call call) {
    return switch (call) {
      case Refresh(RefreshToken token) -> "refresh " + name(token);
      case Authenticate(RefreshToken givenWith, var expiresAt) -> "authenticate " + name(givenWith);
      case Acknowledge(RefreshToken givenWith, var expiresAt) -> "acknowledge " + name(givenWith);
      case LogOutEverywhere everywhere -> "log out everywhere";
      case Plain plain -> plain.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  private static String told(Answer answer) {
    return switch (answer) {
      case Issued(RefreshToken token, var expiresAt, Session session) ->
          "issued %s; %s".formatted(name(token), state(session));
      case Refused(Optional<?> reason) ->
          "refused, " + reason.map(Object::toString).orElse("unknown");
      case Found(Optional<Session> session) -> session.map(Telling::state).orElse("nothing");
      case Done(boolean yes) -> yes ? "done" : "not done";
    };
  }

  private static String state(Session session) {
    TokenFamily family = session.family();
    String ended =
        session
            .revocation()
            .map(because -> ", " + because.reason() + " by " + because.origin().userAgent())
            .orElse("");
    return "%s v%d of %s%s%s"
        .formatted(
            name(session.currentToken()),
            session.version(),
            family.generation() == 0 && family.recoveries() == 0
                ? "the login"
                : family.answeredTo().userAgent(),
            family.confirmed() ? ", confirmed" : "",
            ended);
  }

  private static String name(RefreshToken token) {
    return token.generation() + "." + token.variant();
  }
}
