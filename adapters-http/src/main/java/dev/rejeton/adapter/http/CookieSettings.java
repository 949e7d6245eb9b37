package dev.rejeton.adapter.http;

import java.util.Set;
import java.util.regex.Pattern;

/// How browsers keep refresh tokens for us. Always in a cookie that no script can read and that
/// belongs to this host alone: there is no setting for either.
///
/// @param mode whether there are cookies at all
/// @param path for which paths the browser sends the cookie, as the browser sees them; all but `/`
///   cost the prefix `__Host-`
/// @param sameSite from which sites the browser sends it along
/// @param partitioned whether each site that embeds our pages has a cookie of its own (CHIPS)
/// @param csrfTokens whether a request with the cookie needs the session's CSRF token too
/// @param clearOnLogout what else the browser is to forget of this origin at a logout
public record CookieSettings(
    Mode mode,
    String path,
    SameSite sameSite,
    boolean partitioned,
    boolean csrfTokens,
    Set<SiteData> clearOnLogout) {
  private static final String EVERYWHERE = "/";

  /// RFC 6265bis §4.1.1: no control character, no semicolon; and nothing that needs decoding.
  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~/-]{0,1023}");

  /// How the server is reached.
  public enum Mode {
    HTTPS,
    /// In plain http, by browsers on the same machine only.
    DEVELOPMENT,
    /// In plain http: no browser would keep a secure cookie, and no other is given.
    OFF
  }

  /// From which sites a browser sends the cookie along (RFC 6265bis §5.6.7).
  public enum SameSite {
    STRICT("Strict"),
    LAX("Lax"),
    NONE("None");

    private final String attribute;

    SameSite(String attribute) {
      this.attribute = attribute;
    }

    String attribute() {
      return attribute;
    }
  }

  /// What a browser keeps for an origin, cookies apart: those it would forget for the whole domain
  /// (Clear-Site-Data §3.1).
  public enum SiteData {
    CACHE,
    STORAGE
  }

  public CookieSettings {
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "the cookie's path begins with a slash, and has only letters, digits and . _ ~ - / in"
              + " it");
    }
    if (partitioned && sameSite != SameSite.NONE) {
      throw new IllegalArgumentException(
          "a partitioned cookie is for pages that other sites embed, and needs SameSite=None");
    }
    if (mode == Mode.DEVELOPMENT && sameSite == SameSite.NONE) {
      throw new IllegalArgumentException(
          "SameSite=None needs https: browsers take such a cookie only if it is secure");
    }
    if (mode == Mode.DEVELOPMENT && !path.equals(EVERYWHERE)) {
      throw new IllegalArgumentException(
          "a cookie with a path of its own needs https: in development mode the path is /");
    }
    clearOnLogout = Set.copyOf(clearOnLogout);
  }

  boolean isOff() {
    return mode == Mode.OFF;
  }

  /// {@return the name, whose prefix makes a browser insist on what goes with it (RFC 6265bis
  /// §4.1.3)}
  String name() {
    return switch (mode) {
      case HTTPS, OFF -> path.equals(EVERYWHERE) ? "__Host-rejeton" : "__Secure-rejeton";
      case DEVELOPMENT -> "rejeton-dev";
    };
  }

  /// {@return the attributes of a cookie, whether it is set or deleted} Never a `Domain`.
  String attributes() {
    return "; Path="
        + path
        + "; HttpOnly"
        + (mode == Mode.DEVELOPMENT ? "" : "; Secure")
        + "; SameSite="
        + sameSite.attribute()
        + (partitioned ? "; Partitioned" : "");
  }
}
