package dev.rejeton.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The invariants bite: whatever is broken is noticed. What is not broken is not.
class MutantsTest {
  private static final Mutant UNCHANGED =
      new Mutant(
          "domain/src/main/java/dev/rejeton/domain/TokenFamily.java",
          "nothing",
          "generation > 0",
          "generation > 0",
          "dev.rejeton.explorer.Verdict");

  @Test
  void everyMutantIsCaughtAndTheCodeAsItIsIsNot() {
    var all = new ArrayList<>(List.of(UNCHANGED));
    all.addAll(Mutants.all());
    assertEquals(List.of(UNCHANGED), Hunt.uncaught(all));
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
