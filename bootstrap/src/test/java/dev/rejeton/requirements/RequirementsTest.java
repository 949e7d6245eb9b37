package dev.rejeton.requirements;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Holds Rejeton's tests against the list of requirements, and writes down which covers what.
class RequirementsTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  @Test
  void everyMustOfTheCoveredGroupsIsTestedOrSaysWhyNot() throws IOException {
    Coverage coverage = Coverage.of(REPOSITORY);
    Files.writeString(REPOSITORY.resolve("docs/requirements.md"), new Page(coverage).toString());
    assertEquals("", String.join("\n", coverage.faults()));
  }
}
