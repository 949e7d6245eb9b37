package dev.rejeton.domain;

import java.util.Base64;
import java.util.random.RandomGenerator;

/// The stable name of a user (`sub`, RFC 7519 §4.1.2): never reassigned, never a login name.
public record UserId(String value) {
  /// What the ids that are made here begin with.
  public static final String PREFIX = "usr_";

  private static final int MAX_LENGTH = 255;
  private static final int RANDOM_BYTES = 16;

  public UserId {
    if (value.isEmpty() || value.length() > MAX_LENGTH || !value.equals(Text.clean(value))) {
      throw new IllegalArgumentException("a user id has 1 to 255 characters, none of them control");
    }
  }

  public static UserId random(RandomGenerator random) {
    byte[] bits = new byte[RANDOM_BYTES];
    random.nextBytes(bits);
    return new UserId(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  @Override
  public String toString() {
    return value;
  }
}
