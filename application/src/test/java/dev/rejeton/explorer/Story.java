package dev.rejeton.explorer;

import static dev.rejeton.explorer.State.plus;

import dev.rejeton.domain.Origin;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Session;
import dev.rejeton.explorer.Past.Backup;
import dev.rejeton.explorer.Plot.Part;
import dev.rejeton.explorer.Request.Call;
import dev.rejeton.explorer.Request.Leg.Answered;
import dev.rejeton.explorer.Request.Leg.Decided;
import dev.rejeton.explorer.Request.Leg.Sent;
import dev.rejeton.explorer.Request.Party;
import dev.rejeton.explorer.Server.Result;
import dev.rejeton.explorer.State.Mishaps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Who takes part, and all that may happen next.
record Story(RotationPolicy policy, Plot plot) {
  /// Something that happens.
  ///
  /// @param request the request that the server worked on, as it was, if it did
  /// @param result what came of that
  record Step(String told, State next, Optional<Request> request, Result result) {
    Step(String told, State next) {
      this(told, next, Optional.empty(), new Result.None());
    }
  }

  static final Origin HERE = Origin.UNKNOWN;
  static final Instant T0 = Instant.parse("2026-03-01T08:00:00Z");
  private static final Duration TICK = Duration.ofMillis(1);

  static List<Story> all(RotationPolicy policy) {
    return Plot.under(policy).stream().map(plot -> new Story(policy, plot)).toList();
  }

  List<Step> steps(State state) {
    var patience = new Patience(policy, plot.has(Part.PATIENCE));
    var steps = new ArrayList<Step>();
    List<Request> requests = state.requests();
    long tabsAtWork = requests.stream().filter(r -> r.party() == Party.TAB).count();
    if (tabsAtWork < plot.tabs()) {
      steps.addAll(send(state, Party.TAB, Call.REFRESH, state.jar()));
    }
    if (requests.stream().allMatch(r -> r.call() == Call.REFRESH)) {
      calls().forEach(call -> steps.addAll(send(state, Party.TAB, call, state.jar())));
    }
    if (plot.has(Part.THIEF) && tabsAtWork == requests.size()) {
      for (RefreshToken copied : state.names()) {
        steps.addAll(send(state, Party.THIEF, Call.REFRESH, copied));
        steps.addAll(send(state, Party.THIEF, Call.ACCESS, copied));
      }
    }
    for (int i = 0; i < requests.size(); i++) {
      if (patience.letsGoOn(state, requests.get(i))) {
        steps.addAll(further(state, i));
      }
      if (state.mishaps().losses() < plot.losses() && patience.letsLose(state)) {
        steps.add(lose(state, i));
      }
    }
    instants(state)
        .filter(time -> patience.letsPass(state, time))
        .forEach(time -> steps.add(pass(state, time)));
    if (plot.has(Part.RESTORED_BACKUP) && !state.mishaps().restored()) {
      state.past().backups().forEach(backup -> steps.add(restore(state, backup)));
    }
    return steps;
  }

  private List<Call> calls() {
    return plot.has(Part.LOGOUTS)
        ? List.of(Call.ACCESS, Call.LOGOUT, Call.LOGOUT_EVERYWHERE)
        : List.of(Call.ACCESS);
  }

  private List<Step> send(State state, Party party, Call call, RefreshToken token) {
    var alone = new Request(party, call, token, new Sent(Optional.empty()));
    Optional<Instant> company =
        state.requests().stream()
            .filter(alone::isLike)
            .flatMap(other -> other.arrived().stream())
            .min(Comparator.naturalOrder());
    Request request = alone.with(new Sent(company));
    State sent = state.with(plus(state.requests(), request));
    // How long a request takes to arrive matters to a device that counts on it; a thief sends
    // later.
    return plot.has(Part.PATIENCE) && call == Call.REFRESH
        ? List.of(new Step(request + " is sent", sent))
        : further(sent, state.requests().size());
  }

  private List<Step> further(State state, int i) {
    Request request = state.requests().get(i);
    return switch (request.leg()) {
      case Sent _ -> {
        Step arrival = serve(state, i, state.now(), Optional.empty());
        yield arrival.result() instanceof Result.Stopped(Session found)
            ? List.of(arrival, serve(arrival.next(), i, state.now(), Optional.of(found)))
            : List.of(arrival);
      }
      case Decided(Instant at, Session found) -> List.of(serve(state, i, at, Optional.of(found)));
      case Answered(_, RefreshToken given) ->
          List.of(
              new Step(
                  "the answer to " + request + " arrives: token " + Request.name(given),
                  caughtUp(state.with(without(state, i)).holding(given))));
    };
  }

  private static State caughtUp(State state) {
    Mishaps mishaps = state.mishaps();
    return state.jar().equals(state.past().newest().token())
        ? state.at(state.now(), new Mishaps(0, mishaps.clockSetBack(), mishaps.restored()))
        : state;
  }

  private Step serve(State state, int i, Instant at, Optional<Session> found) {
    Request request = state.requests().get(i);
    var server = new Server(policy, state, found);
    Result result = server.run(request, at);
    Session row = server.row(state.session().id());
    Past past = past(state, request, result, at);
    if (plot.has(Part.RESTORED_BACKUP) && !row.equals(state.session())) {
      past = past.with(new Backup(state.session(), state.other(), state.past()));
    }
    var requests = new ArrayList<>(state.requests());
    if (request.leg() instanceof Sent) {
      requests.replaceAll(other ->
          other.isLike(request) && other.leg() instanceof Sent(var company)
              ? other.with(new Sent(company.or(() -> Optional.of(at))))
              : other);
    }
    switch (result) {
      case Result.Stopped(Session decidedOn) ->
          requests.set(i, request.with(new Decided(at, decidedOn)));
      case Result.Given(RefreshToken given) when request.party() == Party.TAB ->
          requests.set(i, request.with(new Answered(at, given)));
      case Result.Given _, Result.Refused _, Result.Done _, Result.None _ -> requests.remove(i);
    }
    State next =
        state.stored(row, server.row(state.other().id()), past).with(List.copyOf(requests));
    return new Step(request + result.inWords(), next, Optional.of(request), result);
  }

  private static Past past(State before, Request request, Result result, Instant at) {
    return switch (result) {
      case Result.Given(RefreshToken given) -> before.past().with(given, request.token(), at);
      case Result.Done _ when isConfirmed(before, request, at) -> before.past().confirm();
      case Result.Stopped _, Result.Refused _, Result.Done _, Result.None _ -> before.past();
    };
  }

  /// Whether the access token of the newest token was seen at work, and nothing came in between
  /// until that was stored.
  private static boolean isConfirmed(State before, Request request, Instant at) {
    boolean isOvertaken =
        request.leg() instanceof Decided(_, Session found) && !found.equals(before.session());
    return request.call() == Call.ACCESS
        && request.token().equals(before.past().newest().token())
        && Past.over(before.session(), at).isEmpty()
        && !isOvertaken;
  }

  private static Step lose(State state, int i) {
    Mishaps mishaps = state.mishaps();
    return new Step(
        state.requests().get(i) + " gets lost",
        state
            .with(without(state, i))
            .at(
                state.now(),
                new Mishaps(mishaps.losses() + 1, mishaps.clockSetBack(), mishaps.restored())));
  }

  private static List<Request> without(State state, int i) {
    var requests = new ArrayList<>(state.requests());
    requests.remove(i);
    return List.copyOf(requests);
  }

  private static Step restore(State state, Backup backup) {
    Mishaps mishaps = state.mishaps();
    return new Step(
        "a backup is restored, in which token "
            + Request.name(backup.session().currentToken())
            + " is current",
        state
            .stored(backup.session(), backup.other(), backup.past())
            .with(List.of())
            .at(state.now(), new Mishaps(mishaps.losses(), mishaps.clockSetBack(), true)));
  }

  /// {@return the instants just before and at which something runs out, and some time ago}
  private Stream<Instant> instants(State state) {
    Past past = state.past();
    Stream<Instant> ends =
        Stream.of(
            past.newest().first().plus(policy.gracePeriod()),
            past.generationBegan().plus(policy.recoveryWindow()),
            state.session().lifetime().idleAt(),
            state.session().lifetime().endsAt());
    Stream<Instant> ahead =
        ends.flatMap(end -> Stream.of(end.minus(TICK), end))
            .filter(time -> time.isAfter(state.now()))
            .distinct();
    return plot.has(Part.CLOCK_SET_BACK) && !state.mishaps().clockSetBack()
        ? Stream.concat(ahead, Stream.of(2, 3600).map(seconds -> state.now().minusSeconds(seconds)))
        : ahead;
  }

  private static Step pass(State state, Instant time) {
    Mishaps mishaps = state.mishaps();
    boolean back = mishaps.clockSetBack() || time.isBefore(state.now());
    return new Step(
        "the clock says " + time,
        state.at(time, new Mishaps(mishaps.losses(), back, mishaps.restored())));
  }
}
