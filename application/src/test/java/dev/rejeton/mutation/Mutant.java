package dev.rejeton.mutation;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One thing broken on purpose in the source of one class.
///
/// @param file the source, from the root of the checkout
/// @param breaks what is no longer so
/// @param is what the source says, in one place only, however its lines are broken
/// @param becomes what it says instead
/// @param catcher the class that has to notice
public record Mutant(String file, String breaks, String is, String becomes, String catcher) {
  /// {@return the source, changed}
  String source() throws IOException {
    // A test runs in the folder of its module.
    String source = Files.readString(Path.of("..").resolve(file));
    String words = Stream.of(is.split(" ")).map(Pattern::quote).collect(joining("\\s+"));
    List<MatchResult> places = Pattern.compile(words).matcher(source).results().toList();
    if (places.size() != 1) {
      throw new IllegalArgumentException(
          file + " says " + places.size() + " times, and not once: " + is);
    }
    MatchResult place = places.getFirst();
    return source.substring(0, place.start()) + becomes + source.substring(place.end());
  }

  @Override
  public String toString() {
    return file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.')) + ": " + breaks;
  }
}
