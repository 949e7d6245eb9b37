package dev.rejeton.history;

import dev.rejeton.domain.RefreshToken;
import java.time.Duration;
import java.util.List;

/// What was played and checked.
final class Tally {
  private final long began = System.nanoTime();
  private int histories;
  private long operations;
  private long unanswered;
  private long issued;
  private long tokens;
  private long overlapping;
  private long overlappingByChance;
  private int largestSearch;

  void add(Script script, History history, Checker.Verdict verdict) {
    histories++;
    overlappingByChance += script.inStep() ? 0 : history.overlapping();
    operations += history.operations().size();
    unanswered += history.operations().size() - history.answered();
    overlapping += history.overlapping();
    List<RefreshToken> given = given(history);
    issued += given.size();
    tokens += given.stream().distinct().count();
    largestSearch = Math.max(largestSearch, verdict.places());
  }

  /// {@return the tokens that were given, one that was given again as often as it was}
  private static List<RefreshToken> given(History history) {
    return history.operations().stream()
        .flatMap(operation -> operation.answer().stream())
        .filter(Answer.Issued.class::isInstance)
        .map(answer -> ((Answer.Issued) answer).token())
        .toList();
  }

  /// Whether any two calls were made at the same time though nothing held them up, which a single
  /// history may lack.
  boolean isConcurrent() {
    return overlappingByChance > 0 || histories == 1;
  }

  boolean isAnswered() {
    return unanswered == 0;
  }

  @Override
  public String toString() {
    return "%d histories, %d operations: %d overlapping, %d unanswered, %d issued (%d different tokens); largest search %d; %d ms"
        .formatted(
            histories,
            operations,
            overlapping,
            unanswered,
            issued,
            tokens,
            largestSearch,
            Duration.ofNanos(System.nanoTime() - began).toMillis());
  }
}
