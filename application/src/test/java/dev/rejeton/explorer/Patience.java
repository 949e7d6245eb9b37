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
  /// Refreshes that are under way together arrive within one grace period: less than that apart,
  /// and never one before its end and one after it.
  boolean letsGoOn(State state, Request request) {
    return !isKept || !(request.leg() instanceof Sent(var company)) || arrives(state, company);
  }

  private boolean arrives(State state, Optional<Instant> company) {
    Instant end = state.past().newest().first().plus(policy.gracePeriod());
    boolean isBeforeEnd = state.now().isBefore(end);
    return company
        .filter(first ->
            !state.now().isBefore(first.plus(policy.gracePeriod()))
                || first.isBefore(end) != isBeforeEnd)
        .isEmpty();
  }

  /// It asks again within the recovery window of the first answer it has missed; and the server's
  /// clock is not set back by a grace period or more.
  boolean letsPass(State state, Instant time) {
    Stream<Instant> missed =
        state.jar().equals(state.past().newest().token())
            ? state.requests().stream().flatMap(request -> request.arrived().stream())
            : Stream.of(state.past().generationBegan());
    boolean isSetFarBack = time.isBefore(state.now().minus(policy.gracePeriod()));
    return !isKept
        || (!isSetFarBack
            && missed.allMatch(first -> time.isBefore(first.plus(policy.recoveryWindow()))));
  }

  /// It loses no more answers in a row than can be recovered from.
  boolean letsLose(State state) {
    return !isKept || state.mishaps().losses() < policy.recoveryLimit();
  }
}
