package dev.rejeton.adapter.http;

import io.javalin.http.HttpStatus;
import java.net.SocketAddress;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Hands requests on as their client's, not as the proxy's that brought them, and lets none pass
/// that went in plain HTTP to a server whose clients know it by https. Such a request is refused
/// and not redirected: what it carried has been read by others already, and a client should notice.
final class Forwarding extends Handler.Wrapper {
  private static final Problem HTTPS_ONLY =
      Problem.of(HttpStatus.FORBIDDEN, "This server is reached by https only.");

  private final Proxies proxies;
  private final Problems problems;
  private final boolean isHttpsOnly;

  Forwarding(Handler handler, Proxies proxies, Problems problems, String issuer) {
    super(handler);
    this.proxies = proxies;
    this.problems = problems;
    this.isHttpsOnly = issuer.startsWith("https:");
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (isHttpsOnly && proxies.isSaidToBeHttp(request)) {
      problems.answer(response, callback, HTTPS_ONLY);
      return true;
    }
    var connection = new Forwarded(request.getConnectionMetaData(), proxies.client(request));
    return super.handle(
        new Request.Wrapper(request) {
          @Override
          public ConnectionMetaData getConnectionMetaData() {
            return connection;
          }
        },
        response,
        callback);
  }

  /// A connection, with the client at its other end.
  private static final class Forwarded extends ConnectionMetaData.Wrapper {
    private final SocketAddress client;

    Forwarded(ConnectionMetaData connection, SocketAddress client) {
      super(connection);
      this.client = client;
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
      return client;
    }
  }
}
