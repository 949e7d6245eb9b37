package dev.rejeton.domain;

/// A way for a client to get tokens (RFC 6749 §1.3).
public enum GrantType {
  /// The user's name and password (RFC 6749 §4.3), for clients that know no better way.
  PASSWORD("password"),
  /// A refresh token (RFC 6749 §6).
  REFRESH_TOKEN("refresh_token");

  private final String value;

  GrantType(String value) {
    this.value = value;
  }

  /// {@return its name in a request}
  public String value() {
    return value;
  }
}
