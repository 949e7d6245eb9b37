package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.RawClient.HOST;
import static dev.rejeton.adapter.http.TestServer.ANYWHERE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.http.HttpSettings.Browsers;
import dev.rejeton.adapter.http.HttpSettings.Network;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A proxy that is trusted, and one that is not. Both are at 127.0.0.1.
class ProxiesTest {
  private static final String FOR = "X-Forwarded-For";
  private static final String PROTO = "X-Forwarded-Proto";
  private static final String HSTS = "max-age=31536000; includeSubDomains";

  @AutoClose private final TestServer trusting = server("127.0.0.0/8", "10.0.0.0/8", "fd00::/8");
  @AutoClose private final TestServer wary = server("127.0.0.2", "10.0.0.0/8");

  private static TestServer server(String... trusted) {
    var proxies = Stream.of(trusted).map(AddressBlock::parse).toList();
    return new TestServer(
        new Network(ANYWHERE, ANYWHERE, Optional.empty(), proxies),
        new Browsers(Set.of()),
        TestServer.PATIENCE);
  }

  private static String addressSeenBy(TestServer server, String... headers) {
    server
        .post("/v1/login", "{\"username\": \"ada\", \"password\": \"x\"}", headers)
        .assertStatus(200);
    return server.canned.attempts.getLast().device().loggedInFrom().ipAddress();
  }

  @Test
  @Requirement("HDR-18")
  void clientIsTheNearestAddressThatIsNoTrustedProxy() {
    assertClient("127.0.0.1");
    assertClient("192.0.2.7", "192.0.2.7");
    assertClient("192.0.2.7", "192.0.2.7, 10.0.0.1");
    assertClient("192.0.2.7", "192.0.2.7", "10.0.0.1,127.0.0.9", "fd00::1");
    assertClient("192.0.2.7", "203.0.113.9, 192.0.2.7");
    assertClient("192.0.2.7", "127.0.0.1, 192.0.2.7, 10.0.0.1");
    assertClient("10.0.0.2", "10.0.0.2, 10.0.0.1");
  }

  @Test
  @Requirement("HDR-18")
  void addressesAreTakenWithAPort() {
    assertClient("192.0.2.7", "192.0.2.7:4711");
    assertClient("[2001:db8:0:0:0:0:0:7]", "2001:db8::7");
    assertClient("[2001:db8:0:0:0:0:0:7]", "[2001:db8::7]");
    assertClient("[2001:db8:0:0:0:0:0:7]", "[2001:DB8::7]:4711");
    assertClient("192.0.2.7", "::ffff:192.0.2.7");
  }

  @Test
  @Requirement("HDR-18")
  void beyondWhatIsNoAddressNothingIsBelieved() {
    for (String bad :
        List.of("unknown", "", "localhost", "127.1", "192.0.2.256", "a:b", "[::1", "_hidden")) {
      assertClient("127.0.0.1", bad);
      assertClient("127.0.0.1", "192.0.2.7, " + bad);
      assertClient("10.0.0.1", "192.0.2.7, " + bad + ", 10.0.0.1");
      assertClient("192.0.2.7", bad + ", 192.0.2.7");
    }
  }

  private void assertClient(String expected, String... forwardedFor) {
    var headers = new ArrayList<String>();
    Stream.of(forwardedFor).forEach(value -> headers.addAll(List.of(FOR, value)));
    assertEquals(
        expected,
        addressSeenBy(trusting, headers.toArray(String[]::new)),
        List.of(forwardedFor).toString());
  }

  @Test
  @Requirement("HDR-18")
  void nobodyElseIsBelieved() {
    String[] headers = {
      FOR,
      "192.0.2.7",
      PROTO,
      "https",
      "X-Forwarded-Host",
      "evil.test",
      "X-Real-IP",
      "192.0.2.8",
      "Forwarded",
      "for=192.0.2.9;proto=https;host=evil.test"
    };
    assertEquals("127.0.0.1", addressSeenBy(wary, headers));
    Reply reply = wary.send("GET", "/v1/session", headers).assertStatus(401);
    assertTrue(reply.optionalHeader("Strict-Transport-Security").isEmpty());
    wary.send("GET", "/problems", PROTO, "http").assertStatus(200);
  }

  @Test
  @Requirement({"HDR-18", "HDR-19"})
  void noOtherFieldIsBelievedOfAnyone() {
    String[] headers = {
      "X-Forwarded-Host",
      "evil.test",
      "X-Real-IP",
      "192.0.2.8",
      "Forwarded",
      "for=192.0.2.9;proto=https;host=evil.test"
    };
    assertEquals("127.0.0.1", addressSeenBy(trusting, headers));
    Reply reply = trusting.send("GET", "/v1/session", headers).assertStatus(401);
    assertTrue(reply.optionalHeader("Strict-Transport-Security").isEmpty());
  }

  @Test
  @Requirement("HDR-15")
  void everyAnswerToAClientThatCameByHttpsTellsItToStay() throws IOException {
    for (String path : List.of("/problems", "/v1/session", "/nowhere", "/.well-known/jwks.json")) {
      assertEquals(
          HSTS, trusting.send("GET", path, PROTO, "https").header("Strict-Transport-Security"));
      assertEquals(
          HSTS, trusting.send("GET", path, PROTO, "HTTPS").header("Strict-Transport-Security"));
      assertTrue(trusting.send("GET", path).optionalHeader("Strict-Transport-Security").isEmpty());
    }
    try (var client = new RawClient(trusting.port)) {
      client.send(
          "GET /problems HTTP/1.1",
          HOST,
          PROTO + ": https",
          "Transfer-Encoding: gzip, chunked",
          "",
          "0",
          "");
      Reply reply = client.lastReply().checked(true).assertProblem(501, "about:blank");
      assertEquals(HSTS, reply.header("Strict-Transport-Security"));
    }
  }

  @Test
  @Requirement({"HDR-15", "HDR-18"})
  void requestLineCannotPretendHttps() throws IOException {
    try (var client = new RawClient(trusting.port)) {
      client.send("GET https://auth.example.test/problems HTTP/1.1", HOST, "Connection: close", "");
      Reply reply = client.lastReply().checked(true).assertStatus(200);
      assertTrue(reply.optionalHeader("Strict-Transport-Security").isEmpty());
    }
  }

  @Test
  @Requirement("HDR-17")
  void clientThatCameByHttpIsRefusedAndNotRedirected() {
    for (String proto : List.of("http", "HTTP", "https,http", "https, https", "ws", "x")) {
      for (String path : List.of("/problems", "/v1/session", "/nowhere")) {
        Reply reply = trusting.send("GET", path, PROTO, proto).assertProblem(403, "about:blank");
        assertEquals(
            "This server is reached by https only.", reply.json().path("detail").textValue());
        assertTrue(reply.optionalHeader("Strict-Transport-Security").isEmpty());
      }
    }
    trusting
        .post("/v1/login", "{\"username\": \"ada\", \"password\": \"x\"}", PROTO, "http")
        .assertStatus(403);
    assertEquals(List.of(), trusting.canned.attempts);
  }
}
