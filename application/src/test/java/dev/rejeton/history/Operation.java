package dev.rejeton.history;

import java.util.Optional;

/// A request and what came of it.
///
/// @param invoked its place among all that happened, taken right before the call
/// @param returned taken right after it
/// @param answer none if the call failed: it may have had its effect, may have it yet, or never
record Operation(Request request, long invoked, long returned, Optional<Answer> answer) {

  static Operation answered(Request request, long invoked, long returned, Answer answer) {
    return new Operation(request, invoked, returned, Optional.of(answer));
  }

  static Operation unanswered(Request request, long invoked) {
    return new Operation(request, invoked, Long.MAX_VALUE, Optional.empty());
  }

  boolean isAnswered() {
    return answer.isPresent();
  }

  /// {@return whether this is what the caller was told, or nothing was}
  boolean admits(Answer other) {
    return answer.map(other::equals).orElse(true);
  }

  boolean overlaps(Operation other) {
    return invoked < other.returned && other.invoked < returned;
  }
}
