package dev.rejeton.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A Java source file.
///
/// @param path its path below the source root
record Source(String path, String text) {
  /// Measures the others; not part of what runs.
  private static final String BENCHMARKS = "benchmarks";

  /// {@return the sources of a kind, `main` or `test`, of every module}
  static List<Source> below(Path project, String kind) {
    try (Stream<Path> modules = Files.list(project)) {
      return modules
          .filter(module -> !module.endsWith(BENCHMARKS))
          .map(module -> module.resolve("src").resolve(kind).resolve("java"))
          .filter(Files::isDirectory)
          .flatMap(Source::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Source> of(Path sourceRoot) {
    try (Stream<Path> files = Files.walk(sourceRoot)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> new Source(sourceRoot.relativize(file).toString(), read(file)))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// {@return the name of the class this file is named after}
  String className() {
    return path.replaceAll("[/\\\\]", ".").replaceFirst("\\.java$", "");
  }
}
