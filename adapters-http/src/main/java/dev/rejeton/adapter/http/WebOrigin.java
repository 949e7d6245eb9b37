package dev.rejeton.adapter.http;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The origin of a web page: scheme, host and port, written as browsers do in an `Origin` header
/// (RFC 6454 §6.2). Plain `http` only of this machine: anyone on the way could write the pages of
/// another.
public record WebOrigin(String value) {
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(https?)://([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+])(?::([1-9][0-9]{0,4}))?");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
  private static final int MAX_PORT = 65_535;

  public WebOrigin {
    Matcher origin = SYNTAX.matcher(value);
    if (!origin.matches()) {
      throw refused(value, "is not an origin, such as https://app.example");
    }
    boolean isSecure = origin.group(1).equals("https");
    if (!isSecure && !LOOPBACK.matcher(origin.group(2)).matches()) {
      throw refused(value, "is plain http of another machine; use https");
    }
    if (origin.group(3) != null) {
      int port = Integer.parseInt(origin.group(3));
      if (port > MAX_PORT) {
        throw refused(value, "has no port that there is");
      }
      if (port == (isSecure ? 443 : 80)) {
        throw refused(value, "names the port that browsers leave out; leave out :" + port);
      }
    }
  }

  /// {@return the origin so written, in upper or lower case} Throws [IllegalArgumentException] for
  /// anything else: a path, a slash at the end, a wildcard, `null`.
  public static WebOrigin parse(String text) {
    return new WebOrigin(text.toLowerCase(Locale.ROOT));
  }

  private static IllegalArgumentException refused(String value, String reason) {
    return new IllegalArgumentException(value + " " + reason);
  }

  @Override
  public String toString() {
    return value;
  }
}
