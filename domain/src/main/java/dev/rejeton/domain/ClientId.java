package dev.rejeton.domain;

import java.util.regex.Pattern;

/// The name of an OAuth client (`client_id`, RFC 6749 §2.2 and appendix A.1).
public record ClientId(String value) {
  private static final Pattern VISIBLE = Pattern.compile("[\\x20-\\x7E]{1,255}");

  public ClientId {
    if (!VISIBLE.matcher(value).matches()) {
      throw new IllegalArgumentException("a client id has 1 to 255 visible ASCII characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
