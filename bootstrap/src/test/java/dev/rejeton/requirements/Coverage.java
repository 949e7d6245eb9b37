package dev.rejeton.requirements;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Which tests cover which requirements.
record Coverage(List<Line> lines, List<TaggedTest> tests) {
  /// {@return the list of a repository, and the tests of its modules and its `conformance` folder}
  static Coverage of(Path repository) throws IOException {
    List<TaggedTest> tests = new ArrayList<>();
    try (Stream<Path> modules = Files.list(repository)) {
      List<Path> folders = modules.map(module -> module.resolve("src/test")).sorted().toList();
      tests.addAll(JavaTests.in(repository, files(folders, "**.java")));
    }
    List<Path> conformance = List.of(repository.resolve("conformance"));
    tests.addAll(ScriptTests.in(repository, files(conformance, "**.{mjs,py}")));
    tests.sort(Comparator.comparing(TaggedTest::toString));
    String table = Files.readString(repository.resolve("docs/requirements.tsv"));
    return new Coverage(Line.of(table), tests);
  }

  private static List<Path> files(List<Path> folders, String glob) throws IOException {
    var wanted = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    var installed = FileSystems.getDefault().getPathMatcher("glob:**/node_modules/**");
    List<Path> found = new ArrayList<>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          files
              .filter(file -> wanted.matches(file) && !installed.matches(file))
              .sorted()
              .forEach(found::add);
        }
      }
    }
    return found;
  }

  List<TaggedTest> of(Line line) {
    return tests.stream().filter(test -> test.ids().contains(line.id())).toList();
  }

  boolean hasTest(Line line) {
    return !of(line).isEmpty();
  }

  /// {@return what must not be, one sentence for each}
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Line line : lines) {
      if (!ids.add(line.id())) {
        faults.add(line.id() + " is in the list twice");
      }
      if (line.hasReason() && hasTest(line)) {
        faults.add(line.id() + " has a reason and a test: " + of(line));
      }
      if (line.isDue() && !line.hasReason() && !hasTest(line)) {
        faults.add(line.id() + " has neither a test nor a reason");
      }
    }
    for (TaggedTest test : tests) {
      for (String id : test.ids()) {
        if (!ids.contains(id)) {
          faults.add(id + " is not in the list, but on " + test);
        }
      }
    }
    return faults;
  }
}
