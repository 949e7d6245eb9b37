package dev.rejeton.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds Rejeton against the rules, and the rules against code that breaks them.
class ArchitectureTest {
  private static final List<Rule> RULES =
      Stream.of(
              Dependencies.RULES,
              Libraries.RULES,
              Shape.RULES,
              Secrets.RULES,
              Ambient.RULES,
              Sources.RULES)
          .flatMap(List::stream)
          .toList();

  private static final Code REJETON = Code.ofRejeton();

  private static final Code CANARIES = Code.ofCanaries();

  @TestFactory
  Stream<DynamicTest> rejetonKeepsTheRule() {
    return RULES.stream()
        .map(rule -> dynamicTest(rule.toString(), () -> assertKept(rule, REJETON)));
  }

  /// A second transport is a class, and no change to the core or to the rules.
  @TestFactory
  Stream<DynamicTest> aNewInboundAdapterKeepsTheRule() {
    Code code = Code.ofRejetonWith("dev.rejeton.adapter.terminal.RefreshCommand");
    assertTrue(List.of(code.drivingAdapters()).contains(code.in("adapter.terminal")));
    return RULES.stream().map(rule -> dynamicTest(rule.toString(), () -> assertKept(rule, code)));
  }

  @TestFactory
  Stream<DynamicTest> theRuleFindsItsCanary() {
    return RULES.stream()
        .flatMap(rule ->
            rule.canaries().stream()
                .map(canary -> dynamicTest(rule + ": " + canary, () -> assertFound(rule, canary))));
  }

  @Test
  void everyRuleIsThereOnceAndHasACanary() {
    assertEquals(
        IntStream.rangeClosed(1, 29).boxed().toList(),
        RULES.stream().map(Rule::number).sorted().toList());
    assertTrue(RULES.stream().noneMatch(rule -> rule.canaries().isEmpty()));
  }

  @Test
  void theRulesSeeEveryClassThatHasASource() {
    List<String> unseen =
        REJETON.main().stream()
            .map(Source::className)
            .filter(name -> !name.endsWith("package-info"))
            .filter(name -> !REJETON.classes().contain(name))
            .toList();
    assertEquals(List.of(), unseen);
    assertFalse(REJETON.main().isEmpty());
    assertFalse(REJETON.tests().isEmpty());
  }

  private static void assertKept(Rule rule, Code code) {
    List<String> violations = rule.violations().apply(code);
    assertTrue(violations.isEmpty(), () -> rule + ", but:\n" + String.join("\n", violations));
  }

  /// A violation names first, in angle brackets, what commits it.
  private static void assertFound(Rule rule, String canary) {
    Pattern committed =
        Pattern.compile("(?m)^[^<]*<" + Pattern.quote(CANARIES.only(canary)) + "(?!\\w)");
    String violations = String.join("\n", rule.violations().apply(CANARIES));
    assertTrue(committed.matcher(violations).find(), () -> canary + " is not in:\n" + violations);
  }
}
