package dev.rejeton.adapter.http;

import dev.rejeton.adapter.http.CookieSettings.Mode;
import dev.rejeton.adapter.http.CookieSettings.SameSite;
import dev.rejeton.adapter.http.HttpSettings.Browsers;
import dev.rejeton.adapter.http.HttpSettings.Network;
import dev.rejeton.adapter.http.HttpSettings.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A running server on two free ports, in front of canned ports.
final class TestServer implements AutoCloseable {
  static final String ISSUER = "https://auth.example.test/rejeton";
  static final String AUDIENCE = "https://api.example.test";
  static final String JSON = "application/json";
  static final String FORM = "application/x-www-form-urlencoded";
  static final InetSocketAddress ANYWHERE = new InetSocketAddress("127.0.0.1", 0);
  static final Network PLAIN = new Network(ANYWHERE, ANYWHERE, Optional.empty(), List.of());
  static final Patience PATIENCE = Patience.untilShutdown(Duration.ofSeconds(30));
  static final CookieSettings COOKIES =
      new CookieSettings(Mode.HTTPS, "/", SameSite.STRICT, false, false, Set.of());
  static final OAuthSettings OAUTH = new OAuthSettings(AUDIENCE, false);
  private static final Set<String> OAUTH_PATHS =
      Set.of("/oauth2/token", "/oauth2/revoke", "/oauth2/introspect");

  final CannedPorts canned = new CannedPorts();
  final HttpServer server;
  final int port;
  final int opsPort;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  TestServer() {
    this(PLAIN, new Browsers(Set.of()), PATIENCE);
  }

  TestServer(Duration bodyPatience) {
    this(
        PLAIN,
        new Browsers(Set.of()),
        new Patience(PATIENCE.header(), bodyPatience, PATIENCE.shutdown()));
  }

  TestServer(Network network, Browsers browsers, Patience patience) {
    this(new HttpSettings(ISSUER, network, browsers, COOKIES, OAUTH, patience));
  }

  TestServer(OAuthSettings oauth) {
    this(new HttpSettings(ISSUER, PLAIN, new Browsers(Set.of()), COOKIES, oauth, PATIENCE));
  }

  TestServer(Set<WebOrigin> allowedOrigins, CookieSettings cookies) {
    this(new HttpSettings(ISSUER, PLAIN, new Browsers(allowedOrigins), cookies, OAUTH, PATIENCE));
  }

  TestServer(HttpSettings settings) {
    server = new HttpServer(settings, canned.ports());
    server.start();
    port = server.port();
    opsPort = server.opsPort();
  }

  /// @param headers names and values by turns
  Reply send(String method, String path, String... headers) {
    return send(port, method, path, BodyPublishers.noBody(), headers);
  }

  Reply post(String path, String json, String... headers) {
    var all = new ArrayList<>(List.of("Content-Type", JSON));
    all.addAll(List.of(headers));
    return postBytes(path, json.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new));
  }

  Reply postBytes(String path, byte[] body, String... headers) {
    return send(port, "POST", path, BodyPublishers.ofByteArray(body), headers);
  }

  Reply opsFrom(String origin, String path) {
    return send(opsPort, "GET", path, BodyPublishers.noBody(), "Origin", origin);
  }

  /// Sends a form as it is written.
  Reply postForm(String path, String form, String... headers) {
    var all = new ArrayList<>(List.of("Content-Type", FORM));
    all.addAll(List.of(headers));
    return postBytes(path, form.getBytes(StandardCharsets.ISO_8859_1), all.toArray(String[]::new));
  }

  Reply ops(String method, String path) {
    return send(opsPort, method, path, BodyPublishers.noBody());
  }

  Reply send(int port, String method, String path, BodyPublisher body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).method(method, body);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    HttpResponse<String> response = exchange(request.build());
    var reply = new Reply(response.statusCode(), response.headers().map(), response.body());
    boolean hasContent = !method.equals("HEAD");
    return OAUTH_PATHS.contains(request.build().uri().getPath())
        ? reply.checkedOAuth(hasContent)
        : reply.checked(hasContent);
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  @Override
  public void close() {
    // Its idle connections would be waited for.
    client.shutdownNow();
    server.close();
  }
}
