package dev.rejeton.application;

import dev.rejeton.application.port.out.DenialLog;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// A log of denials that counts how often it is read, and lets something happen after it was, once.
record WatchedDenialLog(DenialLog log, AtomicInteger reads, AtomicReference<Runnable> afterRead)
    implements DenialLog {
  WatchedDenialLog(DenialLog log) {
    this(log, new AtomicInteger(), new AtomicReference<>(() -> {}));
  }

  @Override
  public long mark() {
    return log.mark();
  }

  @Override
  public List<Entry> after(long number, Instant now, int limit) {
    reads.incrementAndGet();
    List<Entry> entries = log.after(number, now, limit);
    afterRead.getAndSet(() -> {}).run();
    return entries;
  }

  @Override
  public int purge(Instant before, int limit) {
    return log.purge(before, limit);
  }
}
