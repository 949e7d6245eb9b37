package dev.rejeton.history;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.Stores;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every store keeps to when the real services ask it from many threads at once: some order of
/// the calls explains every answer. `-Drejeton.histories=N` plays more histories, and
/// `-Drejeton.seed=N` the one of that seed.
public interface HistoryContract extends Stores {
  /// A broken store must be found out within so many histories. The rarest fault shows in one of
  /// about twelve, so that a miss by chance is out of the question.
  int MOST_TO_FIND_A_FAULT = 1000;

  /// {@return how many histories to play unless told otherwise}
  int histories();

  @Test
  @Requirement({"STO-01", "REF-15"})
  default void someOrderOfTheCallsExplainsEveryAnswer() throws Exception {
    explainAll(histories(), false);
  }

  @Test
  @Requirement("STO-01")
  default void soItDoesWhenTheStoreFailsBeforeOrAfterAChange() throws Exception {
    explainAll(histories() / 3, true);
  }

  private void explainAll(int usually, boolean failing) throws Exception {
    var tally = new Tally();
    for (long seed : seeds(usually).toArray()) {
      Script script = Script.of(seed, failing);
      History history =
          Player.play(script, this, script.inStep() ? InStep::new : Player.Setting.REAL);
      Checker.Verdict verdict = Checker.check(history);
      assertTrue(
          verdict.isExplained(), () -> "-Drejeton.seed=" + seed + "\n" + Telling.whyNot(history));
      tally.add(script, history, verdict);
    }
    System.out.println(getClass().getSimpleName() + (failing ? ", failing: " : ": ") + tally);
    assertTrue(tally.isConcurrent(), "no two calls were made at the same time but by force");
    assertTrue(failing || tally.isAnswered(), "a call failed that was not made to");
  }

  private static LongStream seeds(int usually) {
    long seed = Long.getLong("rejeton.seed", 0);
    return seed > 0
        ? LongStream.of(seed)
        : LongStream.rangeClosed(1, Integer.getInteger("rejeton.histories", usually));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  @Requirement("STO-01")
  default void noOrderExplainsTheAnswersOfABrokenStore(Fault fault) throws Exception {
    for (long seed = 1; seed <= MOST_TO_FIND_A_FAULT; seed++) {
      History history = Player.play(Script.of(seed, false), this, fault);
      Checker.Verdict verdict = Checker.check(history);
      if (!verdict.isExplained()) {
        String found = getClass().getSimpleName() + ", " + fault + ": no to history " + seed;
        System.out.println(
            fault == Fault.LAST_WRITER_WINS ? found + "\n" + Telling.whyNot(history) : found);
        return;
      }
    }
    fail("some order explained every answer of every history");
  }
}
