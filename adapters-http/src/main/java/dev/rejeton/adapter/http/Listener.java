package dev.rejeton.adapter.http;

import dev.rejeton.adapter.http.HttpSettings.Patience;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.servlet.JavalinServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.HostPort;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One port with its routes: Javalin's router in a Jetty that takes no liberties with HTTP and has
/// no sessions, websockets, compression or multipart. Requests run on virtual threads.
final class Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_REQUEST_HEADER_BYTES = 8 * 1024;
  private static final int RESPONSE_BUFFER_BYTES = 4 * 1024;
  private static final int MAX_PLATFORM_THREADS = 12;
  private static final int MIN_PLATFORM_THREADS = 2;

  /// With half a header and over TLS each takes 17 KiB, of a heap that may have 96 MiB. Others wait
  /// in the operating system's queue.
  static final int MAX_CONNECTIONS = 512;

  private final Server server;
  private final ServerConnector connector;

  /// @param address where to listen
  /// @param tls what to serve TLS with; empty for plain HTTP
  /// @param gate what a request passes before it is routed
  Listener(
      InetSocketAddress address,
      Optional<ServerCertificate> tls,
      Patience patience,
      UnaryOperator<Handler> gate,
      Problems problems,
      Consumer<Routes> endpoints) {
    server = new Server(threads());
    connector = new ServerConnector(server, 1, 1, protocols(tls));
    connector.setHost(address.getHostString());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
    connector.setAcceptQueueSize(MAX_CONNECTIONS);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
    var servlets = new ServletContextHandler("/", false, false);
    servlets.addServlet(new ServletHolder(router(problems, endpoints)), "/*");
    servlets.setErrorHandler(problems);
    server.setErrorHandler(problems);
    Handler gated = gate.apply(new GracefulHandler(servlets));
    server.setHandler(new SlowClients(gated, connector, patience));
    server.setStopTimeout(patience.shutdown().toMillis());
  }

  private static QueuedThreadPool threads() {
    var threads = new QueuedThreadPool(MAX_PLATFORM_THREADS, MIN_PLATFORM_THREADS);
    threads.setName("http");
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    return threads;
  }

  void start() {
    try {
      server.start();
    } catch (IOException e) {
      // Jetty says where, once more; why is in the cause.
      Throwable reason = Optional.ofNullable(e.getCause()).orElse(e);
      var address = new HostPort(connector.getHost(), connector.getPort());
      throw new UncheckedIOException(
          "cannot listen on %s: %s"
              .formatted(
                  address, Optional.ofNullable(reason.getMessage()).orElseGet(reason::toString)),
          e);
    } catch (Exception e) {
      throw new IllegalStateException("Jetty does not start", e);
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  /// Takes no more requests, and waits for those under way as long as the grace lasts.
  void stop() {
    try {
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("Some requests did not finish in time", e);
    }
  }

  private static ConnectionFactory[] protocols(Optional<ServerCertificate> tls) {
    var http = new HttpConnectionFactory(strictHttp());
    return tls.map(
            certificate -> new ConnectionFactory[] {certificate.tls(http.getProtocol()), http})
        .orElseGet(() -> new ConnectionFactory[] {http});
  }

  private static HttpConfiguration strictHttp() {
    var http = new HttpConfiguration();
    http.setHttpCompliance(HttpCompliance.STRICT);
    http.setUriCompliance(UriCompliance.RFC3986);
    http.setRequestHeaderSize(MAX_REQUEST_HEADER_BYTES);
    http.setSendServerVersion(false);
    http.addCustomizer((request, responseHeaders) -> chunkedAtMost(request));
    http.addCustomizer((request, responseHeaders) -> withoutMethodOverride(request));
    return http;
  }

  /// Jetty undoes the chunks, and would hand on whatever other coding there is under them; RFC 9112
  /// §6.1 asks for 501.
  private static Request chunkedAtMost(Request request) {
    List<String> codings = request.getHeaders().getCSV(HttpHeader.TRANSFER_ENCODING, false);
    if (!codings.stream().allMatch(HttpHeaderValue.CHUNKED::is)) {
      throw new HttpException.RuntimeException(
          HttpStatus.NOT_IMPLEMENTED_501, "an unknown transfer coding");
    }
    return request;
  }

  /// Javalin believes this header rather than the request line, whoever sends it.
  private static Request withoutMethodOverride(Request request) {
    if (!request.getHeaders().contains(METHOD_OVERRIDE)) {
      return request;
    }
    HttpFields believed = HttpFields.build(request.getHeaders()).remove(METHOD_OVERRIDE);
    return new Request.Wrapper(request) {
      @Override
      public HttpFields getHeaders() {
        return believed;
      }
    };
  }

  private static JavalinServlet router(Problems problems, Consumer<Routes> endpoints) {
    // Of Javalin the router only: it would put websockets and sessions into a Jetty of its own.
    var javalin =
        Javalin.create(config -> {
          quieten(config);
          problems.addTo(config);
          endpoints.accept(new Routes(config.routes));
        });
    return new JavalinServlet(javalin.unsafe);
  }

  private static void quieten(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.responseBufferSize = RESPONSE_BUFFER_BYTES;
    config.router.ignoreTrailingSlashes = false;
  }
}
