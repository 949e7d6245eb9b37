package dev.rejeton.explorer;

import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.ReuseAction;
import dev.rejeton.domain.Revocation.Reason;
import dev.rejeton.domain.RotationOutcome;
import dev.rejeton.domain.RotationOutcome.Issued;
import dev.rejeton.domain.RotationOutcome.Reused;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.explorer.Past.Given;
import dev.rejeton.explorer.Plot.Part;
import dev.rejeton.explorer.Request.Leg.Decided;
import dev.rejeton.explorer.Server.Result;
import dev.rejeton.explorer.Story.Step;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What must hold, whatever happens (docs/rotation.md), judged at one step and the state after it.
///
/// That two parties on diverged lines are found follows: of the tokens of a generation only one is
/// ever replaced, so that no two lines go on; and whatever is off that one line is reuse.
record Laws(Story story, State before, Step step) {
  private record Law(String text, Predicate<Laws> holds) {}

  private static final List<Law> OF_STEPS =
      List.of(
          new Law("every answer is the one that the whole past calls for", Laws::isForetold),
          new Law("a token is given if it is the one that is stored", Laws::givenIsStored),
          new Law("a request that nobody overtook is answered", Laws::isAnswered),
          new Law("a session that is over gives no token", Laws::overIsOver),
          new Law("a refusal changes nothing, but what reuse ends", Laws::refusalIsHarmless),
          new Law("an honest client is never refused for reuse", Laws::honestIsServed),
          new Law("version and generation only grow; what ended stays", Laws::onlyGrows),
          new Law("the absolute end never moves, the idle end by rotation", Laws::endsStay));

  private static final List<Law> OF_STATES =
      List.of(
          new Law("what was seen at work is confirmed, and nothing else", Laws::isConfirmed),
          new Law("of the siblings of a generation at most one is replaced", Laws::isOneLine),
          new Law("of all tokens at most one is current", Laws::oneIsCurrent),
          new Law("a token displaced or two generations old is reuse", Laws::offTheLineIsReuse),
          new Law("access tokens count until the end, or a recovery", Laws::accessIsForetold),
          new Law("garbage and other clients' tokens change nothing", Laws::garbageIsHarmless));

  /// {@return the first law that the step breaks}
  Optional<String> brokenByStep() {
    return OF_STEPS.stream().filter(law -> !law.holds().test(this)).map(Law::text).findFirst();
  }

  /// {@return the first law that is broken in the state after the step}
  Optional<String> brokenByState() {
    return OF_STATES.stream().filter(law -> !law.holds().test(this)).map(Law::text).findFirst();
  }

  private State after() {
    return step.next();
  }

  private Session row() {
    return after().session();
  }

  private Past past() {
    return after().past();
  }

  private boolean isForetold() {
    return switch (step.result()) {
      case Result.Given _, Result.Refused _ -> step.result().equals(foretold());
      case Result.Stopped _, Result.Done _, Result.None _ -> true;
    };
  }

  private Result foretold() {
    RefreshToken token = step.request().orElseThrow().token();
    return before.past().foretell(story.policy(), before.session(), token, readAt());
  }

  /// {@return what the clock said when the request arrived}
  private Instant readAt() {
    return step.request().flatMap(Request::arrived).orElse(before.now());
  }

  private boolean givenIsStored() {
    return !(step.result() instanceof Result.Given(RefreshToken token))
        || token.equals(row().currentToken());
  }

  private boolean isAnswered() {
    return !(step.result() instanceof Result.Stopped(_))
        || !(step.request().orElseThrow().leg() instanceof Decided(_, Session found))
        || !found.equals(before.session());
  }

  private boolean overIsOver() {
    return !(step.result() instanceof Result.Given)
        || (Past.over(before.session(), before.past().time(readAt())).isEmpty()
            && row().revocation().isEmpty());
  }

  private boolean refusalIsHarmless() {
    return switch (step.result()) {
      case Result.Refused(_, boolean told) ->
          switch (told ? story.policy().reuseAction() : ReuseAction.OBSERVE) {
            case OBSERVE -> row().equals(before.session()) && othersStay();
            case SESSION -> isRevokedOnly() && othersStay();
            case USER -> isRevokedOnly() && after().other().revocation().isPresent();
          };
      case Result.Stopped _, Result.Given _, Result.Done _, Result.None _ -> true;
    };
  }

  private boolean othersStay() {
    return after().other().equals(before.other());
  }

  private boolean isRevokedOnly() {
    return row().revocation().filter(why -> why.reason() == Reason.REUSE_DETECTED).isPresent()
        && row().family().equals(before.session().family())
        && row().lifetime().equals(before.session().lifetime());
  }

  private boolean honestIsServed() {
    return !story.plot().has(Part.PATIENCE)
        || story.plot().has(Part.THIEF)
        || !(step.result() instanceof Result.Refused(Optional<Refusal> why, _))
        || !why.equals(Optional.of(Refusal.REUSE_DETECTED));
  }

  private boolean onlyGrows() {
    Session was = before.session();
    boolean ended = was.revocation().isPresent();
    return isRestoration()
        || row().equals(was)
        || (!ended
            && row().version() == was.version() + 1
            && row().family().generation() >= was.family().generation());
  }

  private boolean isRestoration() {
    return after().mishaps().restored() && !before.mishaps().restored();
  }

  private boolean endsStay() {
    Session was = before.session();
    boolean isRotation = row().family().generation() > was.family().generation();
    Instant idleAt = past().newest().first().plus(story.policy().timeouts().idle());
    return isRestoration()
        || (row().lifetime().endsAt().equals(was.lifetime().endsAt())
            && (isRotation
                ? row().lifetime().idleAt().equals(earlier(idleAt, was.lifetime().endsAt()))
                : row().lifetime().equals(was.lifetime())));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private boolean isConfirmed() {
    return row().family().confirmed()
        == past().confirmed().equals(Optional.of(past().newest().token()));
  }

  private boolean isOneLine() {
    Map<Integer, RefreshToken> replaced = new HashMap<>();
    return after().mishaps().restored()
        || past().given().stream()
            .flatMap(given -> given.by().stream())
            .allMatch(by -> by.equals(replaced.merge(by.generation(), by, (first, _) -> first)));
  }

  private RotationOutcome outcome(RefreshToken token) {
    ClientId client = row().grant().clientId();
    return story.policy().rotate(row(), token, client, Story.HERE, after().now());
  }

  private boolean oneIsCurrent() {
    int generation = row().family().generation();
    Stream<RefreshToken> replaced =
        after().names().stream()
            .filter(token ->
                outcome(token) instanceof Issued(Session next, _)
                    && next.family().generation() > generation);
    return after().mishaps().restored() || replaced.count() == (isReplaceable() ? 1 : 0);
  }

  private boolean isReplaceable() {
    RefreshToken newest = past().newest().token();
    Result foretold = past().foretell(story.policy(), row(), newest, after().now());
    return foretold instanceof Result.Given(RefreshToken given) && !given.equals(newest);
  }

  private boolean isLive() {
    return Past.over(row(), past().time(after().now())).isEmpty();
  }

  private boolean offTheLineIsReuse() {
    return !isLive()
        || after().names().stream()
            .filter(past()::isOffTheLine)
            .allMatch(token -> outcome(token) instanceof Reused);
  }

  private boolean accessIsForetold() {
    List<Given> given = past().given();
    boolean live = Past.over(row(), after().now()).isEmpty();
    boolean displaced = false;
    for (Given each : given.reversed()) {
      if (row().honours(each.token(), after().now()) != (live && !displaced)) {
        return false;
      }
      displaced |= each.token().variant() > 0;
    }
    return true;
  }

  private boolean garbageIsHarmless() {
    var server = new Server(story.policy(), after(), Optional.empty());
    String salt = row().salt().bits();
    ClientId own = row().grant().clientId();
    Secret current = server.seal(row().currentToken(), salt);
    Secret forged = server.seal(row().currentToken(), "pepper");
    Secret ofNoSession = server.seal(new RefreshToken(new SessionId("g".repeat(22)), 0, 0), salt);
    Instant now = after().now();
    return Stream.of(
                server.refresh(own, new Secret("garbage"), now),
                server.refresh(own, forged, now),
                server.refresh(own, ofNoSession, now),
                server.refresh(new ClientId("another"), current, now))
            .allMatch(result -> result instanceof Result.Refused(_, boolean told) && !told)
        && server.row(row().id()).equals(row());
  }
}
