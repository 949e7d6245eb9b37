package dev.rejeton.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is too long, too slow, or not for a server like this.
class LimitsTest {
  private static final String LOGIN = "POST /v1/login HTTP/1.1";
  private static final String HOST = "Host: auth.example.test";
  private static final String TYPE = "Content-Type: application/json";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @Tag("HDR-07")
  void headersBeyondEightKibibytesAreRefused() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send("GET /problems HTTP/1.1", HOST, "X-Long: " + "a".repeat(9_000), "");
      client.lastReply().checked(true).assertProblem(431, "about:blank");
    }
  }

  @Test
  @Tag("HDR-07")
  void longUriIsRefused() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send("GET /" + "a".repeat(9_000) + " HTTP/1.1", HOST, "");
      client.lastReply().checked(true).assertProblem(414, "about:blank");
    }
  }

  @Test
  @Tag("HDR-06")
  void endlessStreamIsCutOff() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send(LOGIN, HOST, TYPE, "Transfer-Encoding: chunked", "");
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
  @Tag("HDR-06")
  void announcedLengthBeyondTheCapIsRefusedUnread() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send(LOGIN, HOST, TYPE, "Content-Length: 1073741824", "Expect: 100-continue", "");
      Reply reply = client.lastReply().checked(true).assertProblem(413, "about:blank");
      assertEquals("close", reply.header("Connection"));
    }
  }

  @Test
  @Tag("HDR-06")
  void chunksBeyondTheCapAreRefused() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send(LOGIN, HOST, TYPE, "Transfer-Encoding: chunked", "", "4001", " ".repeat(0x4001));
      Reply reply = client.lastReply().checked(true).assertProblem(413, "about:blank");
      assertEquals("close", reply.header("Connection"));
    }
  }

  @Test
  @Tag("HDR-09")
  void bodyThatDripsIsRefused() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send(LOGIN, HOST, TYPE, "Content-Length: 1000", "");
      client.socket.setSoTimeout(300);
      for (int i = 0; i < 100; i++) {
        client.write(" ");
        try {
          client.lastReply().checked(true).assertProblem(400, "about:blank");
          return;
        } catch (SocketTimeoutException patience) {
          // No answer yet: the next byte.
        }
      }
    }
    throw new AssertionError("one byte after another was taken");
  }

  @Test
  @Tag("HDR-02")
  void connectIsRefused() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send("CONNECT evil.test:443 HTTP/1.1", "Host: evil.test:443", "Connection: close", "");
      client.lastReply().checked(true).assertProblem(501, "about:blank");
    }
  }

  @Test
  @Tag("HDR-02")
  void traceEchoesNothing() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send("TRACE /v1/session HTTP/1.1", HOST, "X-Mark: echo", "Connection: close", "");
      Reply reply = client.lastReply().checked(true).assertProblem(405, "about:blank");
      assertFalse(reply.body().contains("echo"));
    }
  }
}
