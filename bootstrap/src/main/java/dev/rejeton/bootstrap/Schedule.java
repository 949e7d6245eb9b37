package dev.rejeton.bootstrap;

import dev.rejeton.application.port.in.Upkeep;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls the upkeep from time to time, on a thread of its own, until closed.
final class Schedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.rejeton.upkeep");
  private static final int FIRST_PURGE_SECOND = 60;
  private static final int PURGE_SECONDS = 600;

  private final Upkeep upkeep;
  private final LongSupplier droppedEvents;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  private Schedule(Upkeep upkeep, LongSupplier droppedEvents) {
    this.upkeep = upkeep;
    this.droppedEvents = droppedEvents;
  }

  /// Starts the calls.
  ///
  /// @param droppedEvents how many events could not be kept so far; the log tells of new ones
  static Schedule start(Upkeep upkeep, LongSupplier droppedEvents) {
    var schedule = new Schedule(upkeep, droppedEvents);
    Thread.ofPlatform().daemon().name("upkeep").start(schedule::run);
    return schedule;
  }

  private void run() {
    try {
      repeat();
    } finally {
      closed.countDown();
    }
  }

  private void repeat() {
    long toldOf = 0;
    for (int second = 1; !isClosingWithinASecond(); second++) {
      storeConfirmations();
      long dropped = droppedEvents.getAsLong();
      if (dropped > toldOf) {
        LOG.warn("{} audit events could not be kept", dropped - toldOf);
        toldOf = dropped;
      }
      if (second % PURGE_SECONDS == FIRST_PURGE_SECOND) {
        attempt("purging", upkeep::purge);
      }
    }
  }

  private boolean isClosingWithinASecond() {
    try {
      return closing.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /// Stores what was seen at work, now and not within the second.
  void storeConfirmations() {
    attempt("storing confirmations", upkeep::storeConfirmations);
  }

  /// A database that is away for a moment comes back, and the task is called again.
  private static void attempt(String what, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException failure) {
      LOG.atWarn().setCause(failure).log("Upkeep failed while {}; it will be tried again", what);
    }
  }

  /// Waits for what is being done, so that nothing meets a closed database.
  @Override
  public void close() {
    closing.countDown();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    storeConfirmations();
  }
}
