package dev.rejeton.domain;

import java.util.List;
import java.util.regex.Pattern;

/// What an access token may be used for (RFC 6749 §3.3): scope tokens, each once, in order.
public record Scope(List<String> tokens) {
  private static final Pattern SCOPE_TOKEN = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

  public Scope {
    tokens = tokens.stream().distinct().toList();
    if (!tokens.stream().allMatch(token -> SCOPE_TOKEN.matcher(token).matches())) {
      throw new IllegalArgumentException("malformed scope");
    }
  }

  /// {@return the scope written as scope tokens with spaces between them}
  public static Scope parse(String written) {
    return new Scope(Text.words(written));
  }

  /// {@return whether every scope token of the other is one of this}
  public boolean contains(Scope other) {
    return tokens.containsAll(other.tokens);
  }

  public boolean isEmpty() {
    return tokens.isEmpty();
  }

  @Override
  public String toString() {
    return String.join(" ", tokens);
  }
}
