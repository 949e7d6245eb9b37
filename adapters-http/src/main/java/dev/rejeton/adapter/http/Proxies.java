package dev.rejeton.adapter.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/// What the proxies in front of us say of a request, as far as they are trusted. Read are
/// `X-Forwarded-For` and `X-Forwarded-Proto`, from a connection that a trusted proxy made; from any
/// other they are what a client made up. `Forwarded` (RFC 7239) and `X-Forwarded-Host` are not
/// read.
///
/// @param trusted who is believed
record Proxies(List<AddressBlock> trusted) {
  static final Proxies NONE = new Proxies(List.of());

  /// An address, perhaps with a port, as some proxies add it.
  private static final Pattern HOP =
      Pattern.compile("\\[([^\\[\\]]+)](?::[0-9]+)?|([0-9.]+)(?::[0-9]+)?|([^\\[\\]]+)");

  /// {@return where the request comes from: the peer of the connection or, if that is a trusted
  /// proxy, the nearest address before it that is none} Beyond an address that is not written as
  /// one, nothing is believed.
  InetSocketAddress client(Request request) {
    var peer = peer(request);
    if (!isTrusted(peer)) {
      return peer;
    }
    InetAddress client = peer.getAddress();
    List<String> hops = List.of(joined(request, "X-Forwarded-For").split(",", -1));
    for (String hop : hops.reversed()) {
      Optional<InetAddress> before = address(hop.strip());
      if (before.isEmpty()) {
        break;
      }
      client = before.get();
      if (!isTrusted(client)) {
        break;
      }
    }
    return client.equals(peer.getAddress()) ? peer : new InetSocketAddress(client, 0);
  }

  /// {@return whether the client reached us by https: over this connection, or over the one to the
  /// trusted proxy}
  boolean isHttps(Request request) {
    return endPoint(request).getSslSessionData() != null
        || (isTrusted(peer(request)) && isHttps(forwardedProto(request)));
  }

  /// {@return whether a trusted proxy says that the client reached it by anything but https}
  boolean isSaidToBeHttp(Request request) {
    return isTrusted(peer(request))
        && !forwardedProto(request).isEmpty()
        && !isHttps(forwardedProto(request));
  }

  /// One value is what a proxy sets; of several, who knows who wrote the first.
  private static boolean isHttps(String forwardedProto) {
    return forwardedProto.equalsIgnoreCase("https");
  }

  private static String forwardedProto(Request request) {
    return joined(request, "X-Forwarded-Proto").strip();
  }

  /// RFC 9110 §5.3: a field on several lines is one list.
  private static String joined(Request request, String name) {
    HttpFields fields = request.getHeaders();
    return String.join(",", fields.getValuesList(name));
  }

  private static Optional<InetAddress> address(String hop) {
    Matcher matcher = HOP.matcher(hop);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(matcher.group(1))
        .or(() -> Optional.ofNullable(matcher.group(2)))
        .or(() -> Optional.ofNullable(matcher.group(3)))
        .flatMap(AddressBlock::address);
  }

  private boolean isTrusted(InetSocketAddress peer) {
    return isTrusted(peer.getAddress());
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(block -> block.contains(address));
  }

  /// The peer of the connection itself, whatever the request was made to say of it.
  private static InetSocketAddress peer(Request request) {
    SocketAddress peer = endPoint(request).getRemoteSocketAddress();
    return (InetSocketAddress) peer;
  }

  private static EndPoint endPoint(Request request) {
    return request.getConnectionMetaData().getConnection().getEndPoint();
  }
}
