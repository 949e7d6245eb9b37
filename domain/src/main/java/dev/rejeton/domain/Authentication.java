package dev.rejeton.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// When and how the user proved who they are (`auth_time` and `amr`; RFC 9068 §2.2.1, RFC 8176). A
/// refresh is not an authentication: both stay what they were for the life of the session.
public record Authentication(Instant time, List<String> methods) {
  private static final Pattern METHOD = Pattern.compile("[\\x21-\\x7E]+");

  public Authentication {
    methods = List.copyOf(methods);
    if (methods.stream().anyMatch(method -> !METHOD.matcher(method).matches())) {
      throw new IllegalArgumentException("an authentication method is a word");
    }
  }

  public static Authentication byPassword(Instant time) {
    return new Authentication(time, List.of("pwd"));
  }

  /// {@return whether the user proved themselves no longer than `maxAge` ago}
  public boolean isWithin(Duration maxAge, Instant now) {
    return now.isBefore(time.plus(maxAge));
  }
}
