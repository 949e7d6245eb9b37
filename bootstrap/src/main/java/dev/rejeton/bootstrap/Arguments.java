package dev.rejeton.bootstrap;

import dev.rejeton.domain.Audience;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.GrantType;
import dev.rejeton.domain.Profile;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.Username;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/// What may stand on the command line, and how it is told that something may not.
final class Arguments {
  private Arguments() {}

  static void register(CommandLine commandLine) {
    register(
        commandLine,
        Username.class,
        Username::new,
        "a user name has 1 to 255 printable characters, and no space at its ends");
    register(
        commandLine,
        SessionId.class,
        SessionId::new,
        "a session id has 22 characters of A-Z a-z 0-9 - _");
    registerPartsOfAClient(commandLine);
  }

  private static void registerPartsOfAClient(CommandLine commandLine) {
    register(
        commandLine, ClientId.class, ClientId::new, "a client id has 1 to 255 ASCII characters");
    register(commandLine, Scope.class, Scope::parse, "a scope is words with spaces between them");
    register(
        commandLine, Audience.class, Audience::parse, "an audience is URLs with spaces between");
    register(
        commandLine,
        Duration.class,
        SettingsReader::toDuration,
        "a duration is written as 90s, 10m, 12h or 14d");
    register(
        commandLine,
        GrantType.class,
        text -> only(Stream.of(GrantType.values()).filter(type -> type.value().equals(text))),
        "a grant is refresh_token or password");
    register(
        commandLine,
        Profile.class,
        text -> Profile.valueOf(text.toUpperCase(Locale.ROOT)),
        "a profile is strict, balanced or mobile");
  }

  private static <T> T only(Stream<T> found) {
    return found.findFirst().orElseThrow(IllegalArgumentException::new);
  }

  /// @param rule what is told of a text that cannot be parsed
  private static <T> void register(
      CommandLine commandLine, Class<T> type, Function<String, T> parse, String rule) {
    commandLine.registerConverter(
        type,
        text -> {
          try {
            return parse.apply(text);
          } catch (IllegalArgumentException e) {
            throw new TypeConversionException(rule);
          }
        });
  }
}
