package dev.rejeton.bootstrap;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what is to be done from time to time, on a thread of its own, until closed.
final class Schedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.rejeton.upkeep");

  private final List<Task> tasks;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  /// Something to do.
  ///
  /// @param name what it is, as in "… failed"
  /// @param first how long after the start it is done first, in whole seconds
  /// @param every how long after that again
  record Task(String name, Duration first, Duration every, Runnable work) {
    boolean isDue(long second) {
      return second >= first.toSeconds() && (second - first.toSeconds()) % every.toSeconds() == 0;
    }
  }

  private Schedule(List<Task> tasks) {
    this.tasks = tasks;
  }

  static Schedule start(List<Task> tasks) {
    var schedule = new Schedule(tasks);
    Thread.ofPlatform().daemon().name("upkeep").start(schedule::run);
    return schedule;
  }

  private void run() {
    try {
      for (long second = 1; !isClosingWithinASecond(); second++) {
        long now = second;
        tasks.stream().filter(task -> task.isDue(now)).forEach(Schedule::attempt);
      }
    } finally {
      closed.countDown();
    }
  }

  private boolean isClosingWithinASecond() {
    try {
      return closing.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /// Does everything once, now and not when it is due.
  void runAll() {
    tasks.forEach(Schedule::attempt);
  }

  /// A database that is away for a moment comes back, and the task is called again.
  private static void attempt(Task task) {
    try {
      task.work().run();
    } catch (RuntimeException failure) {
      LOG.atWarn().setCause(failure).log("{} failed; it will be tried again", task.name());
    }
  }

  /// Waits for what is being done, so that nothing meets a closed database, and does what is done
  /// every second once more.
  @Override
  public void close() {
    closing.countDown();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    tasks.stream().filter(task -> task.every().toSeconds() == 1).forEach(Schedule::attempt);
  }
}
