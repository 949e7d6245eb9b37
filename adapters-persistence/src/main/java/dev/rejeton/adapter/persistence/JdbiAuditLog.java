package dev.rejeton.adapter.persistence;

import dev.rejeton.application.port.out.AuditLog;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/// Events in the table `audit_event`. One that comes with no change waits in a queue until a thread
/// of its own has written it, and is dropped and counted if the queue is full or the database
/// fails.
final class JdbiAuditLog implements AuditLog, AutoCloseable {
  private static final int MOST_WAITING = 10_000;
  private static final int BATCH = 200;
  private static final AuditColumns COLUMNS = new AuditColumns();

  private final Connections connections;
  private final BlockingQueue<AuditEvent> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Semaphore news = new Semaphore(0);
  private final LongAdder dropped = new LongAdder();
  private volatile boolean closed;

  JdbiAuditLog(Connections connections) {
    this.connections = connections;
    Thread.ofPlatform().daemon().name("audit-log").start(this::writeUntilClosed);
  }

  @Override
  public void record(AuditEvent event) {
    if (closed || !waiting.offer(event)) {
      dropped.increment();
      return;
    }
    news.release();
  }

  /// {@return how many events were lost so far}
  long dropped() {
    return dropped.sum();
  }

  private void writeUntilClosed() {
    while (!closed) {
      news.acquireUninterruptibly();
      news.drainPermits();
      writeWaiting();
    }
  }

  /// Returns when all that was recorded before the call is written: an event is in the queue until
  /// someone is in here, and nobody else comes in before it is stored.
  private synchronized void writeWaiting() {
    // Counted first: under a flood, the queue might never be empty.
    for (int due = waiting.size(); due > 0; due -= BATCH) {
      List<AuditEvent> batch = new ArrayList<>();
      waiting.drainTo(batch, BATCH);
      write(batch);
    }
  }

  private void write(List<AuditEvent> batch) {
    try {
      connections.write(handle -> {
        batch.forEach(event -> AuditColumns.insert(handle, event));
        return batch.size();
      });
    } catch (RuntimeException failure) {
      // Whatever it was, it must not end the thread.
      dropped.add(batch.size());
    }
  }

  @Override
  public List<AuditEvent> of(SessionId session) {
    writeWaiting();
    return connections.read(handle ->
        handle
            .createQuery("SELECT * FROM audit_event WHERE session_id = :session_id ORDER BY at, id")
            .bind("session_id", session.value())
            .map(COLUMNS)
            .list());
  }

  @Override
  public int purge(Instant before, int limit) {
    writeWaiting();
    return connections.write(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM audit_event
                WHERE id IN (SELECT id FROM audit_event WHERE at < :before LIMIT :limit)
                """)
            .bind("before", before.toEpochMilli())
            .bind("limit", limit)
            .execute());
  }

  /// Writes what is waiting; what is recorded from now on is lost.
  @Override
  public void close() {
    closed = true;
    news.release();
    writeWaiting();
  }
}
