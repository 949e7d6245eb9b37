package dev.rejeton.domain;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/// Compares what PIT found with what is explained. Runs after PIT only, in the profile `pit`; the
/// code around each mutant is in `target/pit-reports/index.html`.
class SurvivingMutants {
  private static final Path REPORT = Path.of("target/pit-reports/mutations.xml");
  private static final Path EXPLANATIONS = Path.of("src/test/survivors.md");
  private static final Pattern EXPLANATION = Pattern.compile("\\| `(.+)` \\| \\S.* \\|");

  @Test
  void areThoseThatAreExplained() throws Exception {
    List<String> survivors = survivors();
    List<String> explained = explained();
    assertAll(
        () -> assertEquals(List.of(), without(survivors, explained), "survived, not explained"),
        () -> assertEquals(List.of(), without(explained, survivors), "explained, not a survivor"));
  }

  /// {@return the mutants that no test detected, without their lines, which move}
  private static List<String> survivors() throws Exception {
    var mutations =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(REPORT.toFile())
            .getElementsByTagName("mutation");
    return IntStream.range(0, mutations.getLength())
        .mapToObj(i -> (Element) mutations.item(i))
        .filter(mutation -> !mutation.getAttribute("status").matches("KILLED|TIMED_OUT"))
        .map(SurvivingMutants::name)
        .toList();
  }

  private static String name(Element mutation) {
    String type = text(mutation, "mutatedClass").replace("dev.rejeton.domain.", "");
    return "%s.%s: %s"
        .formatted(type, text(mutation, "mutatedMethod"), text(mutation, "description"));
  }

  private static String text(Element mutation, String name) {
    return mutation.getElementsByTagName(name).item(0).getTextContent();
  }

  private static List<String> explained() throws Exception {
    return Files.readAllLines(EXPLANATIONS).stream()
        .map(EXPLANATION::matcher)
        .filter(Matcher::matches)
        .map(row -> row.group(1))
        .toList();
  }

  /// {@return what is left of the mutants when each of the others is taken away once}
  private static List<String> without(List<String> mutants, List<String> others) {
    var left = new ArrayList<>(mutants);
    others.forEach(left::remove);
    return left;
  }
}
