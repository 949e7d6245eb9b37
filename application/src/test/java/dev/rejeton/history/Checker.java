package dev.rejeton.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Looks for an order of a history's calls in which a row, asked one call at a time, would have
/// given every answer, and in which no call comes before one that had returned when it was invoked
/// (linearizability; Herlihy and Wing 1990). The search is Wing and Gong's of 1993: try whatever
/// can come next, and go back. It remembers where it has been, as Lowe's of 2017 and Porcupine do:
/// two orders of the same calls that leave the same row have the same future.
final class Checker {
  private final History history;
  private final List<Operation> operations;
  private final long answered;
  private final Set<Place> seen = new HashSet<>();
  private final Deque<Placed> order = new ArrayDeque<>();
  private int mostExplained;
  private List<Placed> longest = List.of();

  /// Calls that have had their effect, a bit each, and the row they left.
  private record Place(long done, Row row) {}

  /// An operation at its place in an order, and the row after it.
  record Placed(Operation operation, Row row) {}

  /// @param order one that explains every answer, or else as many as can be
  /// @param places how far the search went
  record Verdict(boolean isExplained, List<Placed> order, int places) {}

  private Checker(History history) {
    this.history = history;
    this.operations = history.operations();
    long answered = 0;
    for (int i = 0; i < operations.size(); i++) {
      answered |= operations.get(i).isAnswered() ? 1L << i : 0;
    }
    this.answered = answered;
  }

  static Verdict check(History history) {
    if (history.operations().size() >= Long.SIZE) {
      throw new IllegalArgumentException("a history has at most 63 operations");
    }
    var checker = new Checker(history);
    boolean isExplained = checker.isExplained(0, Row.of(history.opened()));
    return new Verdict(isExplained, checker.longest, checker.seen.size());
  }

  /// Whether the calls that are left, in some order, explain what is left to explain. Those that
  /// were not answered may come anywhere from their invocation on, or never.
  private boolean isExplained(long done, Row row) {
    int explained = Long.bitCount(done & answered);
    if (explained > mostExplained) {
      mostExplained = explained;
      longest = List.copyOf(order);
    }
    if ((answered & ~done) == 0) {
      return true;
    }
    if (!seen.add(new Place(done, row))) {
      return false;
    }
    long firstReturn = firstReturn(done);
    for (int i = 0; i < operations.size(); i++) {
      Operation next = operations.get(i);
      boolean canBeNext = (done & 1L << i) == 0 && next.invoked() < firstReturn;
      if (canBeNext && isExplainedBy(next, done | 1L << i, row)) {
        return true;
      }
    }
    return false;
  }

  private boolean isExplainedBy(Operation next, long done, Row row) {
    for (Row.Step step : row.steps(next.request(), history.policy())) {
      if (next.admits(step.answer())) {
        order.addLast(new Placed(next, step.next()));
        if (isExplained(done, step.next())) {
          return true;
        }
        order.removeLast();
      }
    }
    return false;
  }

  /// {@return when the first of the calls that are left returned} None that began later can come
  /// before it.
  private long firstReturn(long done) {
    long first = Long.MAX_VALUE;
    for (int i = 0; i < operations.size(); i++) {
      if ((done & 1L << i) == 0) {
        first = Math.min(first, operations.get(i).returned());
      }
    }
    return first;
  }
}
