package dev.rejeton.mutation;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Looks whether mutants are noticed.
public final class Hunt {
  private record Caught(Mutant mutant, Optional<String> by) {
    @Override
    public String toString() {
      String first = by.flatMap(text -> text.lines().findFirst()).orElse("IS NOT CAUGHT");
      return "%-75s %s".formatted(mutant, first);
    }
  }

  private Hunt() {}

  /// Prints what caught each of them.
  ///
  /// @return those that nothing caught
  public static List<Mutant> uncaught(List<Mutant> mutants) {
    List<Caught> all =
        mutants.parallelStream().map(mutant -> new Caught(mutant, caught(mutant))).toList();
    all.forEach(System.out::println);
    return all.stream().filter(one -> one.by().isEmpty()).map(Caught::mutant).toList();
  }

  /// {@return what its catcher says, if it notices} A catcher is a class of tests, or a supplier of
  /// what is wrong.
  static Optional<String> caught(Mutant mutant) {
    try {
      Class<?> catcher = new MutantLoader(mutant).loadClass(mutant.catcher());
      return Supplier.class.isAssignableFrom(catcher)
          ? ((Optional<?>) ((Supplier<?>) catcher.getConstructor().newInstance()).get())
              .map(Object::toString)
          : failures(catcher).stream().findFirst();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(mutant.catcher(), e);
    }
  }

  private static List<String> failures(Class<?> tests) {
    var failures = new ArrayList<String>();
    var request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == Status.FAILED) {
                  failures.add(tests.getSimpleName() + "." + test.getLegacyReportingName());
                }
              }
            });
    return failures;
  }
}
