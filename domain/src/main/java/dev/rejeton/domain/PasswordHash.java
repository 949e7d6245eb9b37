package dev.rejeton.domain;

/// A password as it rests: a PHC string such as `$argon2id$v=19$m=19456,t=2,p=1$…`. Does not print.
public record PasswordHash(String phc) {
  @Override
  public String toString() {
    return "[redacted]";
  }
}
