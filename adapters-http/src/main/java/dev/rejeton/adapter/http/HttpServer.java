package dev.rejeton.adapter.http;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.server.Handler;

/// Rejeton's HTTP server: the API on one listener, health on another.
public final class HttpServer implements AutoCloseable {
  private final OpsEndpoints opsEndpoints;
  private final Optional<ServerCertificate> certificate;
  private final Listener api;
  private final Listener ops;

  /// Nothing listens before [#start]. Throws [UncheckedIOException] naming the file if there is no
  /// serving TLS with what the settings name.
  public HttpServer(HttpSettings settings, Ports ports) {
    var bodies = new BodyReader(settings.patience().body());
    opsEndpoints = new OpsEndpoints(ports.upkeep());
    certificate = settings.network().tls().map(ServerCertificate::new);
    api =
        api(
            settings,
            certificate,
            nativeEndpoints(settings, ports, bodies)
                .andThen(oauthEndpoints(settings, ports, bodies)));
    ops = ops(settings, opsEndpoints::addTo);
  }

  private static Consumer<Routes> nativeEndpoints(
      HttpSettings settings, Ports ports, BodyReader bodies) {
    var clients = new PublicClients(ports.clients());
    var cookie = new RefreshCookie(settings.cookies());
    var csrfCheck = new CsrfCheck(settings, ports.sessions());
    var logins = new LoginEndpoints(ports.logins(), clients, bodies, cookie, csrfCheck);
    var tokens = new TokenEndpoints(ports.tokens(), clients, bodies, cookie, csrfCheck);
    var sessions = new SessionEndpoints(ports.sessions(), bodies, cookie, csrfCheck);
    return routes -> {
      logins.addTo(routes);
      tokens.addTo(routes);
      sessions.addTo(routes);
      ProblemEndpoints.addTo(routes);
    };
  }

  private static Consumer<Routes> oauthEndpoints(
      HttpSettings settings, Ports ports, BodyReader bodies) {
    String issuer = settings.issuer();
    OAuthSettings oauth = settings.oauth();
    var clients = new ClientAuthentication(ports.clients(), oauth.passwordGrant());
    var grants = new GrantEndpoints(ports.tokens(), ports.logins(), clients, bodies, oauth);
    var statuses =
        new TokenStatusEndpoints(
            ports.tokens(), ports.introspections(), clients, bodies, issuer, oauth);
    var metadata = new MetadataEndpoints(issuer, oauth, ports.clients());
    var keys = new KeyEndpoints(ports.keys());
    return routes -> {
      grants.addTo(routes);
      statuses.addTo(routes);
      metadata.addTo(routes);
      keys.addTo(routes);
    };
  }

  private static Listener api(
      HttpSettings settings, Optional<ServerCertificate> tls, Consumer<Routes> endpoints) {
    var proxies = new Proxies(settings.network().trustedProxies());
    var browsers = settings.browsers();
    var problems =
        new Problems(
            settings.issuer(),
            (request, fields) -> {
              SecurityHeaders.addTo(fields, proxies.isHttps(request));
              Cors.addTo(fields, request, browsers);
            });
    UnaryOperator<Handler> gate =
        routed -> {
          var forwarding = new Forwarding(routed, proxies, problems, settings.issuer());
          return new SecurityHeaders(new Cors(forwarding, browsers), proxies);
        };
    return new Listener(
        settings.network().api(), tls, settings.patience(), gate, problems, endpoints);
  }

  private static Listener ops(HttpSettings settings, Consumer<Routes> endpoints) {
    var problems =
        new Problems(settings.issuer(), (request, fields) -> SecurityHeaders.addTo(fields, false));
    return new Listener(
        settings.network().ops(),
        Optional.empty(),
        settings.patience(),
        routed -> new SecurityHeaders(routed, Proxies.NONE),
        problems,
        endpoints);
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

  /// Looks whether the certificate's files have changed, and takes them for new connections from
  /// now on. A pair that is broken, or half written, is logged and left until it changes again. To
  /// be called every few seconds; does nothing in plain HTTP.
  public void reloadCertificate() {
    certificate.ifPresent(ServerCertificate::reload);
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
