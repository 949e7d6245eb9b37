package dev.rejeton.domain;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Text that came from outside and will be shown to people.
final class Text {
  /// Control and format characters, line and paragraph separators, lone surrogates.
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

  private Text() {}

  static String clean(String text) {
    return UNPRINTABLE.matcher(text).replaceAll("");
  }

  /// {@return the text without unprintable characters, cut to a length in UTF-16 units}
  static String clean(String text, int maxLength) {
    // Cut first, so that a text of a megabyte costs no more than a short one.
    return clean(text.substring(0, Math.min(text.length(), maxLength)));
  }

  /// {@return what stands between spaces}
  static List<String> words(String text) {
    return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}
