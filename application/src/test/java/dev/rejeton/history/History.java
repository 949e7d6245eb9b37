package dev.rejeton.history;

import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Session;
import java.util.Comparator;
import java.util.List;

/// What was asked about one session, from when it was opened.
///
/// @param operations in the order they were invoked, no more than 63
record History(RotationPolicy policy, Session opened, List<Operation> operations) {
  History {
    operations = operations.stream().sorted(Comparator.comparingLong(Operation::invoked)).toList();
  }

  /// {@return what had happened by then} Calls that had not returned are not answered yet.
  History until(long then) {
    return new History(
        policy,
        opened,
        operations.stream()
            .filter(operation -> operation.invoked() <= then)
            .map(operation ->
                operation.returned() <= then
                    ? operation
                    : Operation.unanswered(operation.request(), operation.invoked()))
            .toList());
  }

  long answered() {
    return operations.stream().filter(Operation::isAnswered).count();
  }

  /// {@return how many operations had another going on at the same time}
  long overlapping() {
    return operations.stream()
        .filter(one -> operations.stream().anyMatch(other -> one != other && one.overlaps(other)))
        .count();
  }
}
