package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.RawClient.HOST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Where a request ends and the next begins: whatever two parsers could read differently is
/// refused.
class FramingTest {
  private static final String CHUNKED = "Transfer-Encoding: chunked";

  @AutoClose private final TestServer server = new TestServer();

  private record Trick(String name, int status, List<String> lines) {}

  private static Trick request(String name, int status, String... lines) {
    return new Trick(name, status, List.of(lines));
  }

  private static Trick login(String name, String... lines) {
    return login(name, 400, lines);
  }

  /// A login with headers of its own and what comes after them.
  private static Trick login(String name, int status, String... lines) {
    var start = Stream.of("POST /v1/login HTTP/1.1", HOST, "Content-Type: application/json");
    return new Trick(name, status, Stream.concat(start, Stream.of(lines)).toList());
  }

  private static Trick header(String name, String line) {
    return request(name, 400, "GET /problems HTTP/1.1", HOST, line, "");
  }

  @TestFactory
  @Requirement({"HDR-08", "PRB-06"})
  Stream<DynamicTest> ambiguousFramingIsRefusedAndTheConnectionClosed() {
    return Stream.concat(lengths(), Stream.concat(codings(), heads()))
        .map(trick -> DynamicTest.dynamicTest(trick.name(), () -> check(trick)));
  }

  private static Stream<Trick> lengths() {
    return Stream.of(
        login("length and chunks", "Content-Length: 5", CHUNKED, "", "0", ""),
        login("chunks and length", CHUNKED, "Content-Length: 5", "", "0", ""),
        login("two lengths", "Content-Length: 2", "Content-Length: 3", "", "{}"),
        login("the same length twice", "Content-Length: 2", "Content-Length: 2", "", "{}"),
        login("a list of lengths", "Content-Length: 2, 2", "", "{}"),
        login("a signed length", "Content-Length: +2", "", "{}"),
        login("a negative length", "Content-Length: -1", "", "{}"),
        login("a bad chunk size", CHUNKED, "", "zz", "{}", "0", ""),
        login("a chunk longer than said", CHUNKED, "", "1", "{}", "0", ""));
  }

  private static Stream<Trick> codings() {
    return Stream.of(
        login("an unknown coding", "Transfer-Encoding: xchunked", "", "0", ""),
        login("chunked twice", CHUNKED, CHUNKED, "", "0", ""),
        login("chunked not last", "Transfer-Encoding: chunked, identity", "", "0", ""),
        login("a coding in the chunks", 501, "Transfer-Encoding: gzip, chunked", "", "0", ""),
        login("a coding on its own line", 501, "Transfer-Encoding: gzip", CHUNKED, "", "0", ""),
        login("identity in the chunks", 501, "Transfer-Encoding: identity,chunked", "", "0", ""),
        login("an empty coding", 501, "Transfer-Encoding: \"\", chunked", "", "0", ""));
  }

  private static Stream<Trick> heads() {
    return Stream.of(
        header("a folded header", "X-Folded: a\r\n b"),
        header("a space before the colon", "X-Space : a"),
        header("a header without a colon", "nonsense"),
        header("a NUL in a header", "X-Nul: a\0b"),
        header("two hosts", "Host: evil.test"),
        request("no host", 400, "GET /problems HTTP/1.1", ""),
        request("an impossible host", 400, "GET /problems HTTP/1.1", "Host: a b", ""),
        request("no version", 505, "GET /problems", HOST, ""),
        request("an unknown version", 505, "GET /problems HTTP/3.7", HOST, ""));
  }

  /// Whatever follows a request that is refused is never seen: no second response comes.
  private void check(Trick trick) throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send(trick.lines().toArray(String[]::new));
      client.send("GET /problems HTTP/1.1", HOST, "");
      Reply reply = client.lastReply().checked(true);
      reply.assertProblem(trick.status(), "about:blank");
      assertEquals("close", reply.header("Connection"));
      assertEquals(List.of(), server.canned.attempts);
    }
  }

  @Test
  void chunksAloneAreRead() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.sendLogin(
          "Transfer-Encoding: Chunked",
          "Connection: close",
          "",
          "1",
          "{",
          "22",
          "\"username\": \"ada\", \"password\": \"x\"",
          "1",
          "}",
          "0",
          "");
      client.lastReply().checked(true).assertStatus(200);
    }
  }
}
