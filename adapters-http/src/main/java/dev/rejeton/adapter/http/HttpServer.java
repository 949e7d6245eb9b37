package dev.rejeton.adapter.http;

import java.io.UncheckedIOException;

/// Rejeton's HTTP server: the API on one listener, health on another.
public final class HttpServer implements AutoCloseable {
  private final OpsEndpoints opsEndpoints;
  private final Listener api;
  private final Listener ops;

  /// Nothing listens before [#start].
  public HttpServer(HttpSettings settings, Ports ports) {
    var problems = new Problems(settings.issuer());
    var bodies = new BodyReader(settings.bodyPatience());
    var logins = new LoginEndpoints(ports.logins(), settings.client(), bodies);
    var tokens = new TokenEndpoints(ports.tokens(), settings.client().id(), bodies);
    var sessions = new SessionEndpoints(ports.sessions(), bodies);
    var keys = new KeyEndpoints(ports.keys());
    opsEndpoints = new OpsEndpoints(ports.upkeep());
    api =
        new Listener(
            settings.api(),
            settings.shutdownGrace(),
            problems,
            routes -> {
              logins.addTo(routes);
              tokens.addTo(routes);
              sessions.addTo(routes);
              keys.addTo(routes);
              ProblemEndpoints.addTo(routes);
            });
    ops = new Listener(settings.ops(), settings.shutdownGrace(), problems, opsEndpoints::addTo);
  }

  /// Listens on both ports, or throws [UncheckedIOException] naming the one that is taken, and then
  /// listens on neither.
  public void start() {
    try {
      api.start();
      ops.start();
    } catch (UncheckedIOException | IllegalStateException e) {
      close();
      throw e;
    }
  }

  /// {@return the port clients connect to}
  public int port() {
    return api.port();
  }

  /// {@return the port for health checks}
  public int opsPort() {
    return ops.port();
  }

  /// Stops: no longer ready, no new requests, those under way have the grace to finish.
  @Override
  public void close() {
    opsEndpoints.drain();
    api.stop();
    ops.stop();
  }
}
