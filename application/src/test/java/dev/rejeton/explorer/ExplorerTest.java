package dev.rejeton.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.domain.RestoredSessions;
import dev.rejeton.explorer.Explorer.Report;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Explores every story under every policy. `-Drejeton.explorer.deeper=1` goes one step further,
/// which takes two to four times as long and as much memory.
class ExplorerTest {
  private static final int DEEPER = Integer.getInteger("rejeton.explorer.deeper", 0);

  @ParameterizedTest
  @MethodSource("dev.rejeton.explorer.Rules#all")
  @Requirement("REF-10")
  void noLawIsBrokenInAnyStateThatIsReached(Rules rules) {
    long began = System.nanoTime();
    List<Report> reports =
        Story.all(rules.policy()).parallelStream()
            .map(story -> Explorer.explore(story, story.plot().depth() + DEEPER))
            .toList();
    reports.forEach(report -> assertEquals(Optional.empty(), report.violation()));
    int states = reports.stream().mapToInt(Report::states).sum();
    System.out.printf(
        "explored %s: %,d states, %,d steps, depth %s, %,d ms%n",
        rules,
        states,
        reports.stream().mapToLong(Report::steps).sum(),
        reports.stream().map(Report::depth).toList(),
        (System.nanoTime() - began) / 1_000_000);
    assertTrue(states >= 100_000);
    assertEquals(expected(rules), kinds(reports));
  }

  /// A law that nothing puts to the test says nothing.
  private static Set<String> expected(Rules rules) {
    var kinds =
        new TreeSet<>(
            Set.of(
                "EXPIRED",
                "IDLE",
                "REUSE_DETECTED",
                "REVOKED",
                "decided",
                "overtaken",
                "replaced",
                "replaced in a backup",
                "done",
                "else"));
    if (!rules.policy().gracePeriod().isZero()) {
      kinds.addAll(Set.of("recovered", "repeated"));
    }
    if (rules.policy().restoredSessions() == RestoredSessions.REFUSE) {
      kinds.add("NEWER_THAN_STORED");
    }
    return kinds;
  }

  private static Set<String> kinds(List<Report> reports) {
    return reports.stream()
        .flatMap(report -> report.kinds().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
