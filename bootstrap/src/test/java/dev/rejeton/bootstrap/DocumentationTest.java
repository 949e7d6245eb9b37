package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every relative link of every Markdown file leads to something: a file or folder that exists, a
/// heading that is in it, and, where the link's text names a method or a type, the code of it.
class DocumentationTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  /// Examples are no links.
  private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```");

  private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\(([^)\\s]*)\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("(https?|mailto):.*");
  private static final Pattern NAME = Pattern.compile("`([A-Za-z]\\w*)`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*)$");

  @TempDir Path directory;

  @Test
  void everyLinkLeadsToWhatItSays() throws IOException {
    List<Path> documents = documents();
    for (String known : List.of("README.md", "SECURITY.md", "docs/rotation.md")) {
      assertTrue(documents.contains(REPOSITORY.resolve(known)), known);
    }
    List<String> broken = new ArrayList<>();
    for (Path document : documents) {
      broken.addAll(broken(document));
    }
    assertEquals(List.of(), broken);
  }

  @Test
  void noFigureIsLeftToBeFilledIn() throws IOException {
    for (Path document : documents()) {
      assertFalse(Files.readString(document).contains("‹"), document::toString);
    }
  }

  @Test
  void aLinkThatLeadsNowhereIsFound() throws IOException {
    Files.writeString(
        directory.resolve("Some.java"),
        """
        class Some {
          int works() {
            return fails();
          }
        }
        """);
    Files.writeString(directory.resolve("other.md"), "# What it `can` do, plainly\n");
    Path document =
        Files.writeString(
            directory.resolve("some.md"),
            """
            # Here
            [good](other.md) [good](other.md#what-it-can-do-plainly) [good](#here) [good](.)
            [`works`](Some.java) [`Some`](Some.java) [good](https://example.org/nowhere.md)
            [1](missing.md) [2](other.md#missing) [3](#missing) [`missing`](Some.java)
            [`fails`](Some.java) [`Missing`](Some.java)
            ```sh
            [an example](missing.md)
            ```
            """);
    List<String> found =
        List.of(
            "[1](missing.md)",
            "[2](other.md#missing)",
            "[3](#missing)",
            "[`missing`](Some.java)",
            "[`fails`](Some.java)",
            "[`Missing`](Some.java)");
    assertEquals(found.stream().map(link -> document + ": " + link).toList(), broken(document));
  }

  /// {@return the Markdown files of the repository, and none that a build or a tool left behind}
  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    Files.walkFileTree(
        REPOSITORY,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean isOurs = folder.equals(REPOSITORY) || !name.matches("\\..*|target");
            return isOurs ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
              documents.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return documents;
  }

  private static List<String> broken(Path document) throws IOException {
    List<String> broken = new ArrayList<>();
    String text = CODE_BLOCK.matcher(Files.readString(document)).replaceAll("");
    for (MatchResult link : LINK.matcher(text).results().toList()) {
      if (!ELSEWHERE.matcher(link.group(2)).matches() && !leadsToIt(document, link)) {
        broken.add(document + ": " + link.group());
      }
    }
    return broken;
  }

  private static boolean leadsToIt(Path document, MatchResult link) throws IOException {
    String[] parts = link.group(2).split("#", 2);
    Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
    if (!Files.exists(target)) {
      return false;
    }
    if (target.toString().endsWith(".java")) {
      return isIn(Files.readString(target), link.group(1));
    }
    return parts.length == 1 || anchors(target).anyMatch(parts[1]::equals);
  }

  /// {@return whether the code has the method or the type that the text names, if it names one}
  private static boolean isIn(String code, String text) {
    var name = NAME.matcher(text);
    if (!name.matches()) {
      return true;
    }
    String what = name.group(1);
    String declared =
        Character.isLowerCase(what.charAt(0))
            // Its type stands before it, as nothing does before a call but a keyword.
            ? "(?m)^ ++(?!return |throw |else )[\\w<>\\[\\], ?]+ " + what + "\\("
            : "\\b(class|interface|record|enum) +" + what + "\\b";
    return Pattern.compile(declared).matcher(code).find();
  }

  /// {@return what the headings of a document are called in links, as GitHub does it}
  private static Stream<String> anchors(Path document) throws IOException {
    return HEADING
        .matcher(CODE_BLOCK.matcher(Files.readString(document)).replaceAll(""))
        .results()
        .map(heading -> heading.group(1).strip().toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
  }
}
