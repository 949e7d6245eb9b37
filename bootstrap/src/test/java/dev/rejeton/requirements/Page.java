package dev.rejeton.requirements;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a reader sees of a coverage, in Markdown.
record Page(Coverage coverage) {
  private static final int TESTS_SHOWN = 3;

  private static final String INTRODUCTION =
      """
      # Requirements

      What the standards and the security references ask of a session and refresh-token server, \
      and the tests that show it. The list is [requirements.tsv](requirements.tsv), which has the \
      source of each line as well. The build writes this page from the list and from the tests' \
      `@Requirement`.

      The list has %d lines, and %d of them are tested. In the groups covered so far, %d lines are \
      of level M; of these, tested: %d, with a reason not to be: %d, with neither: %d.

      M is a MUST of the source, S a SHOULD, P a decision of our own, and O needed only with an \
      optional feature. A dash stands for no test.
      """;

  @Override
  public String toString() {
    return introduction()
        + Stream.of(Group.values()).map(this::section).collect(Collectors.joining());
  }

  private String introduction() {
    List<Line> due = coverage.lines().stream().filter(Line::isDue).toList();
    long tested = due.stream().filter(coverage::hasTest).count();
    long excused = due.stream().filter(Line::hasReason).count();
    return INTRODUCTION.formatted(
        coverage.lines().size(),
        coverage.lines().stream().filter(coverage::hasTest).count(),
        due.size(),
        tested,
        excused,
        due.size() - tested - excused);
  }

  private String section(Group group) {
    return coverage.lines().stream()
        .filter(line -> line.group() == group)
        .map(this::row)
        .collect(
            Collectors.joining(
                "",
                "\n## %s: %s\n\n| id | level | requirement | tests |\n|---|---|---|---|\n"
                    .formatted(group, group.title()),
                ""));
  }

  private String row(Line line) {
    return "| %s | %s | %s | %s |\n"
        .formatted(line.id(), line.level(), cell(line.requirement()), cell(evidence(line)));
  }

  private String evidence(Line line) {
    List<TaggedTest> tests = coverage.of(line);
    if (tests.isEmpty()) {
      return line.hasReason() ? line.whyNot() : "–";
    }
    String shown =
        tests.stream().limit(TESTS_SHOWN).map(TaggedTest::link).collect(Collectors.joining(", "));
    int more = tests.size() - TESTS_SHOWN;
    return more > 0 ? shown + " and %d more".formatted(more) : shown;
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
