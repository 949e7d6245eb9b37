package dev.rejeton.bootstrap;

import dev.rejeton.bootstrap.TestClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;

/// A page of the server's own origin, in a browser that keeps the one cookie it is given.
final class TestBrowser {
  private static final String LOGIN =
      """
      {"username":"ada","password":"%s","transport":"cookie","remember":%s}
      """;

  private final TestClient http;

  /// The name and the value; empty if there is none.
  String cookie = "";

  /// What was said of the cookie last, value apart.
  String attributes = "";

  /// Sent along if there is one.
  String csrfToken = "";

  TestBrowser(TestClient http) {
    this.http = http;
  }

  Answer login(boolean remember) {
    return send("/v1/login", LOGIN.formatted(TestServer.PASSWORD, remember));
  }

  Answer refresh() {
    return send("/v1/refresh", "");
  }

  Answer logout() {
    return send("/v1/logout", "");
  }

  private Answer send(String path, String body) {
    List<String> headers = new ArrayList<>(List.of("Sec-Fetch-Site", "same-origin", "X-CSRF", "1"));
    if (!csrfToken.isEmpty()) {
      headers.addAll(List.of("X-CSRF-Token", csrfToken));
    }
    return send(path, body, headers);
  }

  /// Sends what another page than an honest one makes the browser send.
  Answer send(String path, String body, List<String> headers) {
    List<String> all = new ArrayList<>(headers);
    if (!body.isEmpty()) {
      all.addAll(List.of("Content-Type", "application/json"));
    }
    if (!cookie.isEmpty()) {
      all.addAll(List.of("Cookie", cookie));
    }
    Answer answer =
        http.send("POST", path, BodyPublishers.ofString(body), all.toArray(String[]::new));
    keep(answer.header("Set-Cookie"));
    return answer;
  }

  private void keep(String setCookie) {
    if (!setCookie.isEmpty()) {
      String[] parts = setCookie.split("; ", 2);
      attributes = parts[1];
      cookie = attributes.contains("Max-Age=0;") ? "" : parts[0];
    }
  }
}
