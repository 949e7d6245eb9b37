package dev.rejeton.domain;

import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The name of a session (`sid`): 128 random bits as 22 characters of base64url. It opens nothing.
public record SessionId(String value) {
  /// The last character carries two bits only; any other ending would be a second spelling.
  private static final Pattern CANONICAL = Pattern.compile("[A-Za-z0-9_-]{21}[AQgw]");

  private static final int BYTES = 16;

  public SessionId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a session id");
    }
  }

  public static boolean isValid(String value) {
    return CANONICAL.matcher(value).matches();
  }

  /// {@return a new id that does not begin with a hyphen, which a command line takes for an option}
  public static SessionId random(RandomGenerator random) {
    byte[] bits = new byte[BYTES];
    do {
      random.nextBytes(bits);
    } while (of(bits).value().startsWith("-"));
    return of(bits);
  }

  /// {@return the session of these 16 bytes}
  public static SessionId of(byte[] bytes) {
    return new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  public byte[] bytes() {
    return Base64.getUrlDecoder().decode(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
