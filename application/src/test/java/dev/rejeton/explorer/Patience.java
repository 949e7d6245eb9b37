package dev.rejeton.explorer;

import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.explorer.Request.Leg.Sent;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// What an honest device keeps to (docs/rotation.md): its tabs share one jar, as in every story,
/// and what does not happen to it.
///
/// @param isKept whether the device of this story is one that does
record Patience(RotationPolicy policy, boolean isKept) {
  /// Of refreshes that are under way together, the last arrives less than a grace period after the
  /// first, and no grace period ends between them.
  boolean letsGoOn(State state, Request request) {
    return !isKept || !(request.leg() instanceof Sent(var company)) || arrives(state, company);
  }

  private boolean arrives(State state, Optional<Instant> company) {
    Instant now = state.now();
    return company
        .filter(first ->
            !now.isBefore(first.plus(policy.gracePeriod()))
                || graceEnds(state).anyMatch(end -> first.isBefore(end) && !now.isBefore(end)))
        .isEmpty();
  }

  private Stream<Instant> graceEnds(State state) {
    return state.past().given().stream().map(given -> given.first().plus(policy.gracePeriod()));
  }

  /// It asks again within the recovery window of the first answer it has missed; and the server's
  /// clock is not set back by a grace period or more, nor while something is under way.
  boolean letsPass(State state, Instant time) {
    return !isKept || (time.isBefore(state.now()) ? mayStepBack(state, time) : isSoon(state, time));
  }

  private boolean mayStepBack(State state, Instant time) {
    return state.requests().isEmpty() && time.isAfter(state.now().minus(policy.gracePeriod()));
  }

  private boolean isSoon(State state, Instant time) {
    Stream<Instant> missed =
        state.jar().equals(state.past().newest().token())
            ? state.requests().stream().flatMap(request -> request.arrived().stream())
            : Stream.of(state.past().generationBegan());
    return missed.allMatch(first -> time.isBefore(first.plus(policy.recoveryWindow())));
  }

  /// It loses no more answers in a row than can be recovered from.
  boolean letsLose(State state) {
    return !isKept || state.mishaps().losses() < policy.recoveryLimit();
  }
}
