package dev.rejeton.adapter.persistence;

import dev.rejeton.mutation.Hunt;
import dev.rejeton.mutation.Mutant;
import java.util.ArrayList;
import java.util.List;

/// Mutants of the stores, as a test collects them.
final class SqlMutants {
  private static final String SOURCES =
      "adapters-persistence/src/main/java/dev/rejeton/adapter/persistence/";

  private final List<Mutant> mutants = new ArrayList<>();

  void add(Class<?> catcher, String file, String breaks, String is, String becomes) {
    mutants.add(new Mutant(SOURCES + file, breaks, is, becomes, catcher.getName()));
  }

  /// {@return for each catcher the code as it is, which it must not catch}
  List<Mutant> unchanged() {
    return mutants.stream().map(Mutant::catcher).distinct().map(SqlMutants::unchanged).toList();
  }

  private static Mutant unchanged(String catcher) {
    String by = catcher.substring(catcher.lastIndexOf('.') + 1);
    String is = "UPDATE session";
    return new Mutant(SOURCES + "JdbiSessionStore.java", "nothing, says " + by, is, is, catcher);
  }

  /// {@return what nothing caught, the code as it is included}
  List<Mutant> uncaught() {
    List<Mutant> all = new ArrayList<>(unchanged());
    all.addAll(mutants);
    return Hunt.uncaught(all);
  }
}
