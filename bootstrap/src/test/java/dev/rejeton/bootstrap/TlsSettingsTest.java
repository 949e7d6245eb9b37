package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.bootstrap.TestClient.Answer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS by settings alone, and the proxies that end it for us.
class TlsSettingsTest {
  @TempDir Path directory;

  private Map<Setting, String> settings() {
    return Map.of(
        Setting.ISSUER,
        "https://localhost",
        Setting.TLS_CERTIFICATE,
        directory.resolve("chain.pem").toString(),
        Setting.TLS_KEY,
        directory.resolve("key.pem").toString());
  }

  private static HttpResponse<String> get(TestServer server, TestCertificate trusted)
      throws Exception {
    URI keys =
        URI.create(
            "https://localhost:%d/.well-known/jwks.json".formatted(server.server.http().port()));
    try (var client = HttpClient.newBuilder().sslContext(trusted.trusting()).build()) {
      return client.send(HttpRequest.newBuilder(keys).build(), BodyHandlers.ofString());
    }
  }

  @Test
  @Requirement({"HDR-15", "HDR-17"})
  void isServedWithTheCertificateInTheFilesAndWithANewOneWhenTheyChange() throws Exception {
    var first = TestCertificate.make(directory.resolve("first.p12"));
    var second = TestCertificate.make(directory.resolve("second.p12"));
    Path chain = directory.resolve("chain.pem");
    Path key = directory.resolve("key.pem");
    first.writeTo(chain, key);
    try (var server = new TestServer(directory, settings())) {
      HttpResponse<String> answer = get(server, first);
      assertEquals(200, answer.statusCode());
      assertEquals(
          List.of("max-age=31536000; includeSubDomains"),
          answer.headers().allValues("Strict-Transport-Security"));
      assertThrows(SSLHandshakeException.class, () -> get(server, second));

      second.writeTo(chain, key);
      server.server.schedule().runAll();
      assertEquals(200, get(server, second).statusCode());
      assertThrows(SSLHandshakeException.class, () -> get(server, first));

      Files.writeString(key, "half of it");
      server.server.schedule().runAll();
      assertEquals(200, get(server, second).statusCode());
      // Plain http gets no redirect, and no answer that could be taken for one.
      var plain = new TestClient(server.server.http().port());
      try (plain) {
        assertThrows(
            UncheckedIOException.class,
            () -> plain.send("GET", "/.well-known/jwks.json", BodyPublishers.noBody()));
      }
    }
  }

  @Test
  void aFileThatIsMissingOrNoCertificateIsNamedAndNothingListens() throws Exception {
    Path chain = directory.resolve("chain.pem");
    for (boolean isThere : List.of(false, true)) {
      if (isThere) {
        Files.writeString(chain, "no certificate");
        Files.writeString(directory.resolve("key.pem"), "no key");
      }
      RuntimeException failure =
          assertThrows(RuntimeException.class, () -> new TestServer(directory, settings()));
      String message = Failures.describe(failure);
      assertTrue(message.contains(chain.toString()), message);
    }
  }

  private static Answer login(TestServer server, String... headers) {
    String body = "{\"username\":\"ada\",\"password\":\"%s\"}".formatted(TestServer.PASSWORD);
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/json";
    return server.client.send("POST", "/v1/login", BodyPublishers.ofString(body), all);
  }

  private static String addressOf(TestServer server, Answer login) {
    return server
        .client
        .with("GET", "/v1/sessions", login.accessToken())
        .expect(200)
        .body()
        .path("sessions")
        .path(0)
        .path("device")
        .path("ip_address")
        .asText();
  }

  @Test
  @Requirement({"HDR-15", "HDR-17", "HDR-18"})
  void aTrustedProxyIsBelievedAndNobodyElse() throws Exception {
    Map<Setting, String> trusting =
        Map.of(Setting.ISSUER, "https://login.example", Setting.TRUSTED_PROXIES, "127.0.0.0/8");
    String[] forwarded = {"X-Forwarded-For", "203.0.113.7", "X-Forwarded-Proto", "https"};
    try (var server = new TestServer(directory, trusting)) {
      server.addUser("ada");
      Answer login = login(server, forwarded).expect(200);
      assertEquals("203.0.113.7", addressOf(server, login));
      assertTrue(login.header("Strict-Transport-Security").startsWith("max-age="));
      assertTrue(
          new TestShell(directory).run("session", "list").out().contains("203.0.113.7"),
          "the operator sees the address too");
      Answer plain = login(server, "X-Forwarded-Proto", "http").expect(403);
      assertEquals("", plain.header("Location"));
      assertEquals("", plain.header("Strict-Transport-Security"));
    }
    Map<Setting, String> wary = Map.of(Setting.TRUSTED_PROXIES, "10.0.0.0/8");
    try (var server = new TestServer(directory, wary)) {
      Answer login = login(server, forwarded).expect(200);
      assertEquals("127.0.0.1", addressOf(server, login));
      assertEquals("", login.header("Strict-Transport-Security"));
    }
  }
}
