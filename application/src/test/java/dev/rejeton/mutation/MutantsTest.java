package dev.rejeton.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The invariants bite: whatever is broken is noticed. What is not broken is not.
class MutantsTest {
  private static final String FILE = "domain/src/main/java/dev/rejeton/domain/RotationPolicy.java";

  private static Mutant unchanged(String catcher) {
    String text = "family.generation() > 0";
    return new Mutant(FILE, "nothing, for " + catcher, text, text, catcher);
  }

  @Test
  void everyMutantIsCaughtAndTheCodeAsItIsIsNot() {
    List<Mutant> mutants = Mutants.all();
    List<Mutant> unchanged =
        mutants.stream().map(Mutant::catcher).distinct().map(MutantsTest::unchanged).toList();
    List<Mutant> both = Stream.of(unchanged, mutants).flatMap(List::stream).toList();
    assertEquals(unchanged, Hunt.uncaught(both));
  }

  @Test
  void aPlantedViolationIsToldAsTheShortestStoryOfIt() {
    Mutant planted =
        Mutants.all().stream()
            .filter(
                mutant -> mutant.breaks().equals("its displaced sibling is not the previous token"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        """
        Broken: a token displaced or two generations old is reuse.
          0. Ada logs in: token 0
          1. a tab's refresh with token 0 is answered with token 1
          2. the clock says 2026-03-01T08:00:10Z
          3. the thief's refresh with token 0 is answered with token 1′
          4. the clock says 2026-03-01T08:00:20Z
          5. the thief's refresh with token 1′ is answered with token 2
        """,
        Hunt.caught(planted).orElseThrow());
  }
}
