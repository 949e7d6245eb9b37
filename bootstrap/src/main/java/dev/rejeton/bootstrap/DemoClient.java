package dev.rejeton.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/// What the demonstration talks to its server with: an HTTP client like any other.
final class DemoClient implements AutoCloseable {
  /// @param status the HTTP status
  /// @param body the JSON document; a missing node where there was none
  record Answer(int status, JsonNode body) {
    String text(String member) {
      return body.path(member).asText();
    }
  }

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  DemoClient(int port) {
    this.base = URI.create("http://127.0.0.1:" + port);
  }

  Answer post(String path, Map<String, ?> body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "application/json")
            .header("User-Agent", "demo")
            .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
            .build());
  }

  Answer get(String path, String bearer) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Authorization", "Bearer " + bearer)
            .header("User-Agent", "demo")
            .build());
  }

  private Answer send(HttpRequest request) throws IOException, InterruptedException {
    var response = http.send(request, BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), json.readTree(response.body()));
  }

  @Override
  public void close() {
    http.close();
  }
}
