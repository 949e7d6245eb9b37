package dev.rejeton.adapter.http;

import dev.rejeton.adapter.http.HttpSettings.Patience;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes connections on which a request takes too long to come, from the handshake of TLS to the
/// last trailer. Jetty's idle timeout begins anew with every byte, so that one byte in a while
/// would keep a connection for ever. All are looked at some times within the patience there is;
/// those that are idle between requests, and those whose request is being handled, are let be.
final class SlowClients extends Handler.Wrapper {
  private static final Logger LOG = LoggerFactory.getLogger(SlowClients.class);
  private static final int LOOKS = 10;

  private final ServerConnector connector;
  private final Patience patience;

  /// By connection; those without an entry are new.
  private final Map<EndPoint, Waiting> connections = new ConcurrentHashMap<>();

  SlowClients(Handler handler, ServerConnector connector, Patience patience) {
    super(handler);
    this.connector = connector;
    this.patience = patience;
  }

  /// What a connection waits for. Instants are [System#nanoTime]'s; bytes are how many had come
  /// when that was last written down.
  private sealed interface Waiting {
    /// For the handshake to be done.
    record ForHandshake(long since) implements Waiting {}

    /// For a request to begin.
    record ForRequest(long bytes) implements Waiting {}

    /// For the rest of a header that has begun.
    record ForHeader(long since) implements Waiting {}

    /// For us, or for the rest of a body.
    record ForAnswer(long since, long bytes) implements Waiting {}
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    EndPoint endPoint = network(request.getConnectionMetaData().getConnection().getEndPoint());
    connections.put(endPoint, new Waiting.ForAnswer(System.nanoTime(), bytesOf(endPoint)));
    Request.addCompletionListener(
        request, failure -> connections.put(endPoint, new Waiting.ForRequest(bytesOf(endPoint))));
    return super.handle(request, response, callback);
  }

  /// {@return the end of the connection itself, not of the TLS in it}
  private static EndPoint network(EndPoint endPoint) {
    return endPoint instanceof EndPoint.Wrapper wrapper ? wrapper.unwrap() : endPoint;
  }

  private static long bytesOf(EndPoint endPoint) {
    return endPoint.getConnection().getBytesIn();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    lookLater();
  }

  private void lookLater() {
    long pause = patience.header().toNanos() / LOOKS;
    connector.getScheduler().schedule(this::look, pause, TimeUnit.NANOSECONDS);
  }

  private void look() {
    try {
      long now = System.nanoTime();
      connector.getConnectedEndPoints().forEach(endPoint -> look(endPoint, now));
      connections.keySet().removeIf(endPoint -> !endPoint.isOpen());
    } finally {
      lookLater();
    }
  }

  private void look(EndPoint endPoint, long now) {
    Waiting first = first(endPoint, now);
    Waiting before = connections.getOrDefault(endPoint, first);
    Waiting next =
        switch (before) {
          case Waiting.ForHandshake(long since) -> {
            if (!(first instanceof Waiting.ForHandshake)) {
              yield first;
            }
            closeIfLate(endPoint, since, now, patience.header());
            yield before;
          }
          case Waiting.ForRequest(long bytes) ->
              bytesOf(endPoint) > bytes ? new Waiting.ForHeader(now) : before;
          case Waiting.ForHeader(long since) -> {
            closeIfLate(endPoint, since, now, patience.header());
            yield before;
          }
          case Waiting.ForAnswer(long since, long bytes) -> {
            if (bytesOf(endPoint) > bytes) {
              // Whoever reads the body has lost patience long before, unless what comes is framing.
              closeIfLate(endPoint, since, now, patience.body().multipliedBy(2));
            }
            yield new Waiting.ForAnswer(since, bytesOf(endPoint));
          }
        };
    // If a request has begun or ended meanwhile, that is newer.
    connections.putIfAbsent(endPoint, next);
    connections.replace(endPoint, before, next);
  }

  /// {@return what a connection waits for of which nothing is known}
  private static Waiting first(EndPoint endPoint, long now) {
    if (endPoint.getConnection() instanceof SslConnection tls) {
      return isHandshakeDone(tls.getSSLEngine())
          ? new Waiting.ForRequest(tls.getBytesIn())
          : new Waiting.ForHandshake(now);
    }
    return new Waiting.ForRequest(0);
  }

  /// Before a handshake an engine has a session of no protocol, and is not in a handshake; in TLS
  /// 1.3 it has the session before the client's last message.
  private static boolean isHandshakeDone(SSLEngine engine) {
    return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
        && !engine.getSession().getProtocol().equals("NONE");
  }

  private static void closeIfLate(EndPoint endPoint, long since, long now, Duration patience) {
    if (now - since > patience.toNanos()) {
      LOG.debug("A request took too long to come");
      endPoint.close();
    }
  }
}
