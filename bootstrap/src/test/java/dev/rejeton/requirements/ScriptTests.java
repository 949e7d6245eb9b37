package dev.rejeton.requirements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The tagged tests of scripts in JavaScript and Python. The tag is a comment on the line above the
/// test; the test's name is a function's, or else the first string.
final class ScriptTests {
  private static final Pattern TAG =
      Pattern.compile("(?m)^ *(?://|#) *@Requirement\\(([^)]*)\\)$(?:\\n *@.*)*");

  private static final Pattern ID = Pattern.compile("\"([^\"]+)\"");

  private static final Pattern NAME =
      Pattern.compile("\\bdef (?<function>\\w+)|(?<quote>[\"'`])(?<string>.+?)\\k<quote>");

  private ScriptTests() {}

  static List<TaggedTest> in(Path repository, List<Path> scripts) throws IOException {
    List<TaggedTest> found = new ArrayList<>();
    for (Path script : scripts) {
      String text = Files.readString(script);
      for (MatchResult tag : TAG.matcher(text).results().toList()) {
        List<String> ids = ID.matcher(tag.group(1)).results().map(match -> match.group(1)).toList();
        Path file = repository.relativize(script);
        found.add(new TaggedTest(file, ": " + name(file, text.substring(tag.end())), ids));
      }
    }
    return found;
  }

  private static String name(Path file, String rest) {
    var name = NAME.matcher(rest);
    if (!name.find()) {
      throw new IllegalArgumentException("A tag without a test: " + file);
    }
    return name.group("function") == null ? name.group("string") : name.group("function");
  }
}
