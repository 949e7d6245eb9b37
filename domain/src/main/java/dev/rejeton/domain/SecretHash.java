package dev.rejeton.domain;

/// A client's secret as it rests. Does not print.
public record SecretHash(String value) {
  @Override
  public String toString() {
    return "[redacted]";
  }
}
