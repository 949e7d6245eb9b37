package dev.rejeton.adapter.http;

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

/// A running server on two free ports, in front of canned ports.
final class TestServer implements AutoCloseable {
  static final String ISSUER = "https://auth.example.test/rejeton";
  static final String JSON = "application/json";
  private static final InetSocketAddress ANYWHERE = new InetSocketAddress("127.0.0.1", 0);

  final CannedPorts canned = new CannedPorts();
  final HttpServer server;
  final int port;
  final int opsPort;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  TestServer() {
    this(Duration.ofSeconds(10));
  }

  TestServer(Duration bodyPatience) {
    server =
        new HttpServer(
            new HttpSettings(
                ISSUER,
                ANYWHERE,
                ANYWHERE,
                CannedPorts.CLIENT,
                bodyPatience,
                Duration.ofSeconds(30)),
            canned.ports());
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
    return new Reply(response.statusCode(), response.headers().map(), response.body())
        .checked(!method.equals("HEAD"));
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
