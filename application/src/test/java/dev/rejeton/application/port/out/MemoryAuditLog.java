package dev.rejeton.application.port.out;

import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/// Events in memory, in the order they were told.
final class MemoryAuditLog implements AuditLog {
  private final List<AuditEvent> events = new ArrayList<>();

  synchronized List<AuditEvent> events() {
    return List.copyOf(events);
  }

  @Override
  public synchronized void record(AuditEvent event) {
    events.add(event);
  }

  @Override
  public List<AuditEvent> of(SessionId session) {
    return events().stream()
        .filter(event -> event.token().filter(t -> t.sessionId().equals(session)).isPresent())
        .sorted(Comparator.comparing(AuditEvent::at))
        .toList();
  }

  @Override
  public synchronized int purge(Instant before, int limit) {
    int forgotten = 0;
    Iterator<AuditEvent> each = events.iterator();
    while (forgotten < limit && each.hasNext()) {
      if (each.next().at().isBefore(before)) {
        each.remove();
        forgotten++;
      }
    }
    return forgotten;
  }
}
