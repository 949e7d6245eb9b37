package dev.rejeton.bootstrap;

import dev.rejeton.adapter.crypto.SigningAlgorithm;
import dev.rejeton.adapter.crypto.TokenType;
import dev.rejeton.domain.KeySchedule;
import dev.rejeton.domain.Timeouts;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What access tokens are made with.
///
/// @param audience who they are for, where a client has no audience of its own
/// @param schedule when the keys that sign them come and go
record TokenSettings(
    String audience, TokenType type, SigningAlgorithm algorithm, KeySchedule schedule) {
  private static final Duration NOTICE = Duration.ofHours(24);

  /// An hour longer than the longest life of an access token.
  private static final Duration KEEP = Timeouts.LONGEST_ACCESS_TOKEN.plusHours(1);

  static TokenSettings of(SettingsReader reader, String issuer) {
    Duration lifetime = reader.duration(Setting.SIGNING_KEY_LIFETIME);
    if (lifetime.compareTo(NOTICE) <= 0) {
      throw new SettingsError("signing_key_lifetime must be longer than 24h");
    }
    return new TokenSettings(
        reader.written(Setting.AUDIENCE, "text", TokenSettings::notEmpty).orElse(issuer),
        reader.value(Setting.ACCESS_TOKEN_TYPE, "at+jwt or JWT", TokenSettings::toType),
        reader.value(
            Setting.SIGNING_ALGORITHM, "one of " + algorithms(), TokenSettings::toAlgorithm),
        new KeySchedule(NOTICE, lifetime, KEEP));
  }

  private static String notEmpty(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("not empty");
    }
    return text;
  }

  private static TokenType toType(String text) {
    return Arrays.stream(TokenType.values())
        .filter(type -> type.value().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("as written here"));
  }

  private static SigningAlgorithm toAlgorithm(String text) {
    return Arrays.stream(SigningAlgorithm.values())
        .filter(algorithm -> algorithm.value().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("as written here"));
  }

  private static String algorithms() {
    return Arrays.stream(SigningAlgorithm.values())
        .map(SigningAlgorithm::value)
        .collect(Collectors.joining(", "));
  }
}
