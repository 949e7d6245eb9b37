package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// An HTTP client of the tests.
final class TestClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  record Answer(HttpResponse<byte[]> response, JsonNode body) {
    int status() {
      return response.statusCode();
    }

    String text(String member) {
      return body.path(member).asText();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    Answer expect(int status) {
      assertEquals(status, status(), body::toString);
      return this;
    }

    String refreshToken() {
      return text("refresh_token");
    }

    String accessToken() {
      return text("access_token");
    }

    JsonNode claims() {
      try {
        return JSON.readTree(Base64.getUrlDecoder().decode(accessToken().split("\\.")[1]));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  TestClient(int port) {
    this.base = URI.create("http://127.0.0.1:" + port);
  }

  Answer login(String username) {
    return post(
        "/v1/login",
        Map.of("username", username, "password", TestServer.PASSWORD, "remember", true));
  }

  Answer refresh(String refreshToken) {
    return post("/v1/refresh", Map.of("refresh_token", refreshToken));
  }

  Answer post(String path, Map<String, ?> body) {
    return send("POST", path, json(body), "Content-Type", "application/json");
  }

  Answer post(String path, Map<String, ?> body, String bearer) {
    return send(
        "POST",
        path,
        json(body),
        "Content-Type",
        "application/json",
        "Authorization",
        "Bearer " + bearer);
  }

  Answer with(String method, String path, String bearer) {
    return send(method, path, BodyPublishers.noBody(), "Authorization", "Bearer " + bearer);
  }

  /// Sends a form, as OAuth clients do.
  ///
  /// @param parameters names and values by turns
  Answer form(String path, List<String> parameters, String... headers) {
    var form = new StringJoiner("&");
    for (int i = 0; i < parameters.size(); i += 2) {
      form.add(
          parameters.get(i)
              + "="
              + URLEncoder.encode(parameters.get(i + 1), StandardCharsets.UTF_8));
    }
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/x-www-form-urlencoded";
    return send("POST", path, BodyPublishers.ofString(form.toString()), all);
  }

  Answer send(String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response, JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BodyPublisher json(Map<String, ?> body) {
    try {
      return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
