package dev.rejeton.domain;

/// What makes the refresh tokens of one session underivable without its row: random bits, and the
/// id of the master key they are used with. Opaque here; it is made and read by the cryptography.
public record TokenSalt(int keyId, String bits) {
  @Override
  public String toString() {
    return "[redacted]";
  }
}
