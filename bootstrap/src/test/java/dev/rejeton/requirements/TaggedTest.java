package dev.rejeton.requirements;

import java.nio.file.Path;
import java.util.List;

/// A test that says which requirements it covers.
///
/// @param file where it is, seen from the root of the repository
/// @param name what it is called within its file, with what separates it; empty for all of a class
/// @param ids of the requirements
record TaggedTest(Path file, String name, List<String> ids) {
  /// {@return what stands for a file: the name of its class, or, of a script, its own}
  static String title(Path file) {
    return file.getFileName().toString().replaceFirst("\\.java$", "");
  }

  /// {@return its name for a page in a folder of the repository}
  String link() {
    return "[%s](../%s)%s".formatted(title(file), file.toString().replace('\\', '/'), name);
  }

  @Override
  public String toString() {
    return title(file) + name;
  }
}
