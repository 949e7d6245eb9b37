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
}
