package canary.application;

/// Rule 19.
final class Remembers {
  static final char[] PASSWORD = {};
  final String refreshToken = "";
  final byte[] clientSecret = {};

  record Login(String credentials, String idJwt) {}
}
