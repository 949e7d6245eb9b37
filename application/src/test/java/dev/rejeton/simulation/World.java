package dev.rejeton.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/// Thirty days, and what is to happen in them.
final class World {
  /// A Monday.
  static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  static final int DAYS = 30;
  static final Instant END = START.plus(Duration.ofDays(DAYS));

  /// How long an access token is good, whoever holds it.
  static final Duration ACCESS_TOKEN = Duration.ofMinutes(15);

  /// @param order tells events of one instant apart: first planned, first to happen
  private record Event(Instant time, int order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int earlier = time.compareTo(other.time);
      return earlier == 0 ? Integer.compare(order, other.order) : earlier;
    }
  }

  private final PriorityQueue<Event> agenda = new PriorityQueue<>();
  private Instant now = START;
  private int planned;
  private boolean over;

  Instant now() {
    return now;
  }

  void after(Duration delay, Runnable action) {
    at(now.plus(delay), action);
  }

  void at(Instant time, Runnable action) {
    agenda.add(new Event(time, planned++, action));
  }

  void run() {
    while (!over && !agenda.isEmpty() && agenda.peek().time().isBefore(END)) {
      Event next = agenda.remove();
      now = next.time();
      next.action().run();
    }
  }

  /// Nothing more is of interest.
  void stop() {
    over = true;
  }
}
