package dev.rejeton.requirements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The check bites: each fault is found where it is planted, and nothing else is.
class CoverageTest {
  @TempDir Path repository;

  @BeforeEach
  void plantTests() throws IOException {
    plant(
        "domain/src/test/java/dev/PlantedTest.java",
        """
        package dev;

        @Requirement("TOK-01")
        class PlantedTest {
          String text = "@Requirement(\\"TOK-98\\") void isNoTag()";

          // @Requirement("TOK-99")
          @Test
          @Requirement({
            "TOK-02",
            "REF-10"
          })
          void method() {}

          @Nested
          class ATokenFromAnotherClient {
            @ParameterizedTest
            @Requirement("REF-10")
            void isRefused(String token) {}
          }
        }
        """);
    plant(
        "conformance/foreign/client.mjs",
        """
        // @Requirement("TOK-03")
        test('refreshes "twice"', async () => {
          assert.ok("much");
        });
        // @Requirement("TOK-04", "TOK-01")
        test(
          `is | refused`, () => {});
        """);
    plant(
        "conformance/verify.py",
        """
        # @Requirement("TOK-04")
        @parametrize("name", [])
        def test_verifies():
            # @Requirement("REF-10")
            check("by another name")
        """);
    plant("conformance/node_modules/their.mjs", "// @Requirement(\"TOK-97\")\ntest('theirs')\n");
    plant("domain/src/main/java/dev/Main.java", "@Requirement(\"TOK-96\") class Main {}\n");
  }

  private void plant(String file, String text) throws IOException {
    Files.createDirectories(repository.resolve(file).getParent());
    Files.writeString(repository.resolve(file), text);
  }

  private Coverage coverage(String... lines) throws IOException {
    plant(
        "docs/requirements.tsv",
        Stream.of(lines).map(line -> line + "\n").collect(Collectors.joining("", "id…\n", "")));
    return Coverage.of(repository);
  }

  private static String line(String id, String level, String whyNot) {
    return String.join("\t", id, level, "What is | required", "RFC", "How", whyNot);
  }

  /// {@return what is wrong with a list that has these lines beside those that are tested}
  private List<String> faultsOf(String... lines) throws IOException {
    var tested =
        Stream.of("TOK-01", "TOK-02", "TOK-03", "TOK-04", "REF-10").map(id -> line(id, "M", ""));
    return coverage(Stream.concat(tested, Stream.of(lines)).toArray(String[]::new)).faults();
  }

  @Test
  void everyKindOfTagIsReadAndNothingElse() throws IOException {
    assertEquals(
        List.of(
            "PlantedTest [TOK-01]",
            "PlantedTest.ATokenFromAnotherClient.isRefused [REF-10]",
            "PlantedTest.method [TOK-02, REF-10]",
            "client.mjs: is | refused [TOK-04, TOK-01]",
            "client.mjs: refreshes \"twice\" [TOK-03]",
            "verify.py: by another name [REF-10]",
            "verify.py: test_verifies [TOK-04]"),
        coverage().tests().stream().map(test -> test + " " + test.ids()).toList());
  }

  @Test
  void aListWithoutFaultsHasNone() throws IOException {
    assertEquals(
        List.of(),
        faultsOf(
            line("TOK-05", "S", ""),
            line("TOK-06", "M", "There is none."),
            line("DPP-01", "M", ""),
            line("SES-14", "M", "")));
  }

  @Test
  void aTestOfWhatIsNotInTheListIsFound() throws IOException {
    assertEquals(
        List.of(
            "REF-10 is not in the list, but on PlantedTest.ATokenFromAnotherClient.isRefused",
            "REF-10 is not in the list, but on PlantedTest.method",
            "REF-10 is not in the list, but on verify.py: by another name"),
        coverage(
                line("TOK-01", "M", ""),
                line("TOK-02", "M", ""),
                line("TOK-03", "M", ""),
                line("TOK-04", "M", ""))
            .faults());
  }

  @Test
  void aMustWithNeitherATestNorAReasonIsFound() throws IOException {
    assertEquals(
        List.of("TOK-05 has neither a test nor a reason"), faultsOf(line("TOK-05", "M", "")));
  }

  @Test
  void aLineWithBothAReasonAndATestIsFound() throws IOException {
    assertEquals(
        List.of(
            "TOK-02 is in the list twice", "TOK-02 has a reason and a test: [PlantedTest.method]"),
        faultsOf(line("TOK-02", "S", "There is none.")));
  }

  @Test
  void aTagOnWhatIsNoTestIsFound() throws IOException {
    plant("conformance/last.py", "# @Requirement(\"TOK-01\")\n");
    assertThrows(IllegalArgumentException.class, this::coverage);
    Files.delete(repository.resolve("conformance/last.py"));
    plant(
        "domain/src/test/java/dev/Fixture.java",
        "class Fixture { @Requirement(\"TOK-01\") void help() {} }");
    assertThrows(IllegalArgumentException.class, this::coverage);
  }

  @Test
  void aLineWithoutAllOfItsColumnsIsFound() {
    assertThrows(IllegalArgumentException.class, () -> coverage("TOK-01\tM\tWhat is required"));
  }

  @Test
  void thePageShowsTestsOrReasonsAndCountsThem() throws IOException {
    plant(
        "domain/src/test/java/dev/FourthTest.java",
        "class FourthTest { @Test @Requirement(\"REF-10\") void fourth() {} }");
    String page =
        new Page(
                coverage(
                    line("TOK-03", "M", ""),
                    line("TOK-04", "S", ""),
                    line("TOK-05", "M", ""),
                    line("TOK-06", "M", "There is none."),
                    line("REF-10", "M", ""),
                    line("DPP-01", "M", "")))
            .toString();
    String script = "[client.mjs](../conformance/foreign/client.mjs)";
    String planted = "[PlantedTest](../domain/src/test/java/dev/PlantedTest.java)";
    for (String part :
        List.of(
            "The list has 6 lines, and 3 of them are tested.",
            "4 lines are of level M; of these, tested: 2, with a reason not to be: 1, with neither:"
                + " 1.",
            "\n## TOK: token endpoint, common rules\n\n| id | level |",
            "| TOK-03 | M | What is \\| required | " + script + ": refreshes \"twice\" |\n",
            "(../conformance/foreign/client.mjs): is \\| refused, [verify.py]",
            "| TOK-05 | M | What is \\| required | – |\n",
            "| TOK-06 | M | What is \\| required | There is none. |\n",
            planted + ".method and 1 more |\n")) {
      assertTrue(page.contains(part), () -> part + "\nis not in\n" + page);
    }
  }
}
