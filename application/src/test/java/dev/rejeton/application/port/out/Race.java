package dev.rejeton.application.port.out;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// Many who want something at the same time.
public final class Race {
  private Race() {}

  /// {@return what each of them answers} They start at the same moment, a virtual thread each.
  public static List<Boolean> together(Stream<Callable<Boolean>> calls)
      throws InterruptedException, ExecutionException {
    List<Callable<Boolean>> runners = calls.toList();
    var start = new CyclicBarrier(runners.size());
    List<Boolean> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> running =
          runners.stream()
              .map(runner ->
                  threads.submit(() -> {
                    start.await();
                    return runner.call();
                  }))
              .toList();
      for (Future<Boolean> answer : running) {
        answers.add(answer.get());
      }
    }
    return answers;
  }
}
