package dev.rejeton.adapter.crypto;

import java.util.Locale;

/// The type that access tokens are written with (`typ`).
public enum TokenType {
  /// An access token and nothing else (RFC 9068 §2.1).
  AT_JWT("at+jwt"),
  /// Any JWT (RFC 7519 §5.1), for verifiers that refuse a type they have not heard of.
  JWT("JWT");

  private final String value;

  TokenType(String value) {
    this.value = value;
  }

  public String value() {
    return value;
  }

  /// {@return whether a token of this type is one of ours} Media types know no case, and may be
  /// written in full (RFC 7515 §4.1.9). `at+jwt` always is, so that the setting can be changed.
  boolean accepts(String typ) {
    return switch (typ.toLowerCase(Locale.ROOT)) {
      case "at+jwt", "application/at+jwt" -> true;
      case "jwt" -> this == JWT;
      default -> false;
    };
  }
}
