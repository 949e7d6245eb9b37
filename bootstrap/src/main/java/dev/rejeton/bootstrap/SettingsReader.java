package dev.rejeton.bootstrap;

import dev.rejeton.bootstrap.SettingsSources.Written;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Turns settings from text into values. What cannot be turned is an error that names the setting,
/// what stands there, and what may stand there.
record SettingsReader(Map<Setting, Written> written) {
  private static final Duration LONGEST = Duration.ofDays(3650);
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  /// {@return the setting's value, if it is written anywhere}
  <T> Optional<T> written(Setting key, String kind, Function<String, T> parse) {
    return Optional.ofNullable(written.get(key)).map(found -> parse(found, kind, parse));
  }

  /// {@return the setting's value, or its default}
  <T> T value(Setting key, String kind, Function<String, T> parse) {
    return written(key, kind, parse).orElseGet(() -> parse.apply(key.defaultText()));
  }

  private static <T> T parse(Written found, String kind, Function<String, T> parse) {
    try {
      return parse.apply(found.text().strip());
    } catch (IllegalArgumentException e) {
      String reason = e instanceof NumberFormatException ? "" : ": " + e.getMessage();
      throw new SettingsError(
          "%s is \"%s\"; it must be %s%s".formatted(found.source(), found.text(), kind, reason));
    }
  }

  String text(Setting key) {
    return value(key, "text", Function.identity());
  }

  Duration duration(Setting key) {
    return value(key, "a duration such as 90s, 10m, 12h or 14d", SettingsReader::toDuration);
  }

  Duration duration(Setting key, Duration otherwise) {
    return written(key, "a duration such as 90s, 10m, 12h or 14d", SettingsReader::toDuration)
        .orElse(otherwise);
  }

  int number(Setting key) {
    return value(key, "a whole number", Integer::parseInt);
  }

  int number(Setting key, int otherwise) {
    return written(key, "a whole number", Integer::parseInt).orElse(otherwise);
  }

  boolean flag(Setting key) {
    return value(key, "true or false", SettingsReader::toFlag);
  }

  private static boolean toFlag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("in lower case");
    };
  }

  <E extends Enum<E>> E choice(Setting key, Class<E> type) {
    String names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return value(key, "one of " + names, text -> toConstant(type, text));
  }

  private static <E extends Enum<E>> E toConstant(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("as written here"));
  }

  static Duration toDuration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a number and one of ms, s, m, h, d");
    }
    long amount = Long.parseLong(matcher.group(1));
    Duration duration = toDuration(amount, matcher.group(2));
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("at most ten years");
    }
    return duration;
  }

  private static Duration toDuration(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
