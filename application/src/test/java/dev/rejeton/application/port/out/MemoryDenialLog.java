package dev.rejeton.application.port.out;

import dev.rejeton.domain.Denial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Denials in memory.
final class MemoryDenialLog implements DenialLog {
  private final List<Entry> entries = new ArrayList<>();
  private long added;

  synchronized void add(Denial denial) {
    entries.add(new Entry(++added, denial));
  }

  @Override
  public synchronized long mark() {
    return added;
  }

  @Override
  public synchronized List<Entry> after(long number, Instant now, int limit) {
    return entries.stream()
        .filter(entry -> entry.number() > number && entry.denial().until().isAfter(now))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized int purge(Instant before, int limit) {
    List<Entry> over =
        entries.stream()
            .filter(entry -> entry.denial().until().isBefore(before))
            .limit(limit)
            .toList();
    entries.removeAll(over);
    return over.size();
  }
}
