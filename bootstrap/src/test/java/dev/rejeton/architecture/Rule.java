package dev.rejeton.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;

/// One rule of the architecture.
///
/// @param number its number in the design, or one after those
/// @param sentence what it says
/// @param violations what in some code breaks it; one line for each place
/// @param canaries what was planted in the canary code to break it, by name below the root package;
///   the rule has to find every one
record Rule(
    int number, String sentence, Function<Code, List<String>> violations, List<String> canaries) {

  static Rule rule(int number, String sentence, Function<Code, ArchRule> rule, String... canaries) {
    return new Rule(
        number,
        sentence,
        code -> rule.apply(code).evaluate(code.classes()).getFailureReport().getDetails(),
        List.of(canaries));
  }

  @Override
  public String toString() {
    return "%02d %s".formatted(number, sentence);
  }
}
