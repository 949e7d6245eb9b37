package dev.rejeton.explorer;

import dev.rejeton.domain.Profile;
import dev.rejeton.domain.ReuseAction;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// What the explorer says of the code it finds: a shortest story in which a law is broken. It looks
/// a step deeper into every story before it looks two steps deeper into any, and not quite as deep
/// as [ExplorerTest].
public class Verdict implements Supplier<Optional<String>> {
  private static final int DEEPEST = 10;

  private final Rules rules;

  public Verdict() {
    this(Rules.brief());
  }

  private Verdict(Rules rules) {
    this.rules = rules;
  }

  @Override
  public Optional<String> get() {
    return IntStream.range(1, DEEPEST)
        .boxed()
        .flatMap(depth ->
            Story.all(rules.policy()).stream()
                .filter(story -> depth < story.plot().depth())
                .map(story -> Explorer.explore(story, depth)))
        .flatMap(report -> report.violation().stream())
        .findFirst();
  }

  /// Where reuse is only reported.
  public static final class Observing extends Verdict {
    public Observing() {
      super(Rules.of(Profile.BALANCED, ReuseAction.OBSERVE));
    }
  }

  /// Where reuse ends all of the user's sessions.
  public static final class OfAUser extends Verdict {
    public OfAUser() {
      super(Rules.of(Profile.BALANCED, ReuseAction.USER));
    }
  }

  /// Where tokens newer than a restored row are refused.
  public static final class Refusing extends Verdict {
    public Refusing() {
      super(Rules.refusing());
    }
  }
}
