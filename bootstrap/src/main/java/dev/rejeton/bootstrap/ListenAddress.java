package dev.rejeton.bootstrap;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a listener listens; port 0 means any free one.
record ListenAddress(String host, int port) {
  private static final Pattern WRITTEN = Pattern.compile("(\\[[0-9a-fA-F:]+]|[^:\\s]+):(\\d{1,5})");
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
  private static final int LAST_PORT = 65_535;

  static ListenAddress parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > LAST_PORT) {
      throw new IllegalArgumentException("a host, a colon and a port up to 65535");
    }
    return new ListenAddress(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host).matches();
  }

  boolean isLoopback() {
    return isLoopback(host);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(host.replace("[", "").replace("]", ""), port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
