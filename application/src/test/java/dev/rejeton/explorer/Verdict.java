package dev.rejeton.explorer;

import dev.rejeton.explorer.Explorer.Report;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the explorer says of the code it finds: the shortest story it knows in which a law is
/// broken. Under each policy it looks at every story a little before it looks at any more deeply.
public final class Verdict implements Supplier<Optional<String>> {
  @Override
  public Optional<String> get() {
    return Rules.few().stream()
        .flatMap(rules ->
            IntStream.rangeClosed(-3, -1)
                .boxed()
                .flatMap(deeper -> explored(rules, deeper))
                .flatMap(report -> report.violation().stream()))
        .findFirst();
  }

  private static Stream<Report> explored(Rules rules, int deeper) {
    return Story.all(rules.policy()).stream().map(story -> Explorer.explore(story, deeper));
  }
}
