package dev.rejeton.domain;

/// Where a request came from, as far as the transport could tell: an IP address and a user agent.
/// Both are shown to people, so they are capped and freed of control characters.
public record Origin(String ipAddress, String userAgent) {
  public static final Origin UNKNOWN = new Origin("", "");

  private static final int MAX_IP_ADDRESS = 64;
  private static final int MAX_USER_AGENT = 512;

  public Origin {
    ipAddress = Text.clean(ipAddress, MAX_IP_ADDRESS);
    userAgent = Text.clean(userAgent, MAX_USER_AGENT);
  }
}
