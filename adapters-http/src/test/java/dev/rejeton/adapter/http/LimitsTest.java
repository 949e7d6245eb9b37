package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.RawClient.HOST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What is too long, too slow, or not for a server like this.
class LimitsTest {
  @AutoClose private final TestServer server = new TestServer();

  @Test
  @Requirement("HDR-07")
  void headersBeyondEightKibibytesAreRefused() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send("GET /problems HTTP/1.1", HOST, "X-Long: " + "a".repeat(9_000), "");
      client.lastReply().checked(true).assertProblem(431, "about:blank");
    }
  }

  @Test
  @Requirement("HDR-07")
  void longUriIsRefused() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send("GET /" + "a".repeat(9_000) + " HTTP/1.1", HOST, "");
      client.lastReply().checked(true).assertProblem(414, "about:blank");
    }
  }

  @Test
  @Requirement("HDR-06")
  void endlessStreamIsCutOff() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.sendLogin("Transfer-Encoding: chunked", "");
      String chunk = "400\r\n" + " ".repeat(1024) + "\r\n";
      int sent = 0;
      try {
        while (sent < 64 * 1024) {
          client.write(chunk);
          sent++;
        }
      } catch (SocketException closed) {
        // As it should be: the server does not read what it will not use.
      }
      assertTrue(sent < 64 * 1024, "64 MiB were taken");
    }
  }

  @Test
  @Requirement("HDR-06")
  void announcedLengthBeyondTheCapIsRefusedUnread() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.sendLogin("Content-Length: 1073741824", "Expect: 100-continue", "");
      Reply reply = client.lastReply().checked(true).assertProblem(413, "about:blank");
      assertEquals("close", reply.header("Connection"));
    }
  }

  @Test
  @Requirement("HDR-06")
  void chunksBeyondTheCapAreRefused() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.sendLogin("Transfer-Encoding: chunked", "", "4001", " ".repeat(0x4001));
      Reply reply = client.lastReply().checked(true).assertProblem(413, "about:blank");
      assertEquals("close", reply.header("Connection"));
    }
  }

  @Test
  @Requirement("HDR-09")
  void bodyThatDripsIsRefusedHoweverMuchOthersSend() throws IOException {
    try (var hasty = new TestServer(Duration.ofSeconds(1))) {
      String login = "{\"username\": \"ada\", \"password\": \"%s\"}";
      for (int i = 0; i < 64; i++) {
        hasty.post("/v1/login", login.formatted("x".repeat(16_000))).assertStatus(200);
      }
      try (var client = new RawClient(hasty.port)) {
        client.sendLogin("Content-Length: 1000", "");
        Reply reply = drip(client).checked(true).assertProblem(408, "about:blank");
        assertEquals("close", reply.header("Connection"));
      }
      assertEquals(64, hasty.canned.attempts.size());
    }
  }

  /// {@return the answer that comes before a hundred bytes are sent, with a pause after each}
  private static Reply drip(RawClient client) throws IOException {
    for (int sent = 0; !client.isAnswered(); sent++) {
      assertTrue(sent < 100, "one byte after another was taken");
      client.write(" ");
    }
    return client.lastReply();
  }

  @Test
  @Requirement("HDR-02")
  void connectIsRefused() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send("CONNECT evil.test:443 HTTP/1.1", "Host: evil.test:443", "Connection: close", "");
      client.lastReply().checked(true).assertProblem(501, "about:blank");
    }
  }

  @Test
  @Requirement("HDR-02")
  void traceEchoesNothing() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send("TRACE /v1/session HTTP/1.1", HOST, "X-Mark: echo", "Connection: close", "");
      Reply reply = client.lastReply().checked(true).assertProblem(405, "about:blank");
      assertFalse(reply.body().contains("echo"));
    }
  }
}
