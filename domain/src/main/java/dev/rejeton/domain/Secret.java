package dev.rejeton.domain;

/// Something whose holder gains power by knowing it: a token, a password. It does not print, and
/// has no `equals`, so that nobody compares it in a time that depends on its content.
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /// {@return the value itself} Only the transport and the cryptography have a reason to call this.
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
