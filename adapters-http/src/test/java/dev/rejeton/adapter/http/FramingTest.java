package dev.rejeton.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Where a request ends and the next begins: whatever two parsers could read differently is
/// refused.
class FramingTest {
  private static final String LOGIN = "POST /v1/login HTTP/1.1";
  private static final String HOST = "Host: auth.example.test";
  private static final String TYPE = "Content-Type: application/json";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private record Trick(String name, int status, String... lines) {}

  @TestFactory
  @Tag("HDR-08")
  @Tag("PRB-06")
  Stream<DynamicTest> ambiguousFramingIsRefusedAndTheConnectionClosed() {
    return Stream.of(
            new Trick(
                "length and chunks",
                400,
                LOGIN,
                HOST,
                TYPE,
                "Content-Length: 5",
                "Transfer-Encoding: chunked",
                "",
                "0",
                ""),
            new Trick(
                "chunks and length",
                400,
                LOGIN,
                HOST,
                TYPE,
                "Transfer-Encoding: chunked",
                "Content-Length: 5",
                "",
                "0",
                ""),
            new Trick(
                "two lengths",
                400,
                LOGIN,
                HOST,
                TYPE,
                "Content-Length: 2",
                "Content-Length: 3",
                "",
                "{}"),
            new Trick(
                "the same length twice",
                400,
                LOGIN,
                HOST,
                TYPE,
                "Content-Length: 2",
                "Content-Length: 2",
                "",
                "{}"),
            new Trick(
                "a list of lengths", 400, LOGIN, HOST, TYPE, "Content-Length: 2, 2", "", "{}"),
            new Trick("a signed length", 400, LOGIN, HOST, TYPE, "Content-Length: +2", "", "{}"),
            new Trick("a negative length", 400, LOGIN, HOST, TYPE, "Content-Length: -1", "", "{}"),
            new Trick(
                "an unknown coding",
                400,
                LOGIN,
                HOST,
                TYPE,
                "Transfer-Encoding: xchunked",
                "",
                "0",
                ""),
            new Trick(
                "chunked twice",
                400,
                LOGIN,
                HOST,
                TYPE,
                "Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked",
                "",
                "0",
                ""),
            new Trick(
                "chunked not last",
                400,
                LOGIN,
                HOST,
                TYPE,
                "Transfer-Encoding: chunked, identity",
                "",
                "0",
                ""),
            new Trick("a folded header", 400, LOGIN, HOST, "X-Folded: a", " b", ""),
            new Trick("a space before the colon", 400, LOGIN, HOST, "X-Space : a", ""),
            new Trick("a header without a colon", 400, LOGIN, HOST, "nonsense", ""),
            new Trick("a NUL in a header", 400, LOGIN, HOST, "X-Nul: a\0b", ""),
            new Trick("no host", 400, LOGIN, TYPE, "Content-Length: 0", ""),
            new Trick("two hosts", 400, LOGIN, HOST, "Host: evil.test", ""),
            new Trick("an impossible host", 400, LOGIN, "Host: a b", ""),
            new Trick("no version", 505, "GET /v1/session", HOST, ""),
            new Trick("an unknown version", 505, "GET /v1/session HTTP/3.7", HOST, ""),
            new Trick(
                "a bad chunk size",
                400,
                LOGIN,
                HOST,
                TYPE,
                "Transfer-Encoding: chunked",
                "",
                "zz",
                "{}",
                "0",
                ""),
            new Trick(
                "a chunk longer than said",
                400,
                LOGIN,
                HOST,
                TYPE,
                "Transfer-Encoding: chunked",
                "",
                "1",
                "{}",
                "0",
                ""))
        .map(trick -> DynamicTest.dynamicTest(trick.name(), () -> check(trick)));
  }

  private void check(Trick trick) throws IOException {
    try (var client = new RawClient(server.port)) {
      Reply reply = client.send(trick.lines()).lastReply().checked(true);
      reply.assertProblem(trick.status(), "about:blank");
      assertEquals(List.of(), server.canned.sessions.ended);
    }
  }

  @Test
  void pipelinedRequestAfterARefusedOneIsNeverSeen() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send(
          LOGIN,
          HOST,
          TYPE,
          "Content-Length: 4",
          "Transfer-Encoding: chunked",
          "",
          "0",
          "",
          "GET /problems HTTP/1.1",
          HOST,
          "");
      Reply reply = client.lastReply().checked(true).assertStatus(400);
      assertFalse(reply.body().contains("HTTP/1.1 200"));
    }
  }
}
