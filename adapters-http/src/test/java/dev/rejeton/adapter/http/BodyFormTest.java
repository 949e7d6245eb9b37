package dev.rejeton.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What a body may be wrapped in, and how long it may be.
class BodyFormTest {
  private static final byte[] LOGIN =
      "{\"username\": \"ada\", \"password\": \"x\"}".getBytes(StandardCharsets.UTF_8);

  @AutoClose private final TestServer server = new TestServer();

  @Test
  @Requirement("HDR-04")
  void otherTypesThanJsonAreRefusedAndTheRightOneNamed() {
    for (String type :
        List.of(
            "text/plain",
            "text/json",
            "application/xml",
            "multipart/form-data; boundary=x",
            "application/json; charset=iso-8859-1",
            "application/json; charset=utf-8; charset=utf-16",
            "application/jsonp",
            "application/problem+json")) {
      Reply reply = server.postBytes("/v1/login", LOGIN, "Content-Type", type);
      reply.assertProblem(415, "about:blank");
      assertEquals(TestServer.JSON, reply.header("Accept"));
    }
    server.postBytes("/v1/login", LOGIN).assertProblem(415, "about:blank");
    server.send("POST", "/v1/login").assertProblem(415, "about:blank");
    assertEquals(List.of(), server.canned.attempts);
  }

  /// Without CORS a page can send these types to another site, and no others.
  @Test
  @Requirement("CSR-06")
  void whatAFormOfAnotherSiteCanSendIsNotRead() {
    byte[] body =
        ("{\"refresh_token\": \"" + CannedPorts.REFRESH + "\"}").getBytes(StandardCharsets.UTF_8);
    for (String path : List.of("/v1/login", "/v1/refresh", "/v1/logout")) {
      for (String type :
          List.of(
              "application/x-www-form-urlencoded",
              "multipart/form-data; boundary=x",
              "text/plain",
              "text/plain; x=application/json")) {
        server.postBytes(path, body, "Content-Type", type).assertProblem(415, "about:blank");
      }
      server.postBytes(path, body).assertProblem(415, "about:blank");
    }
    assertEquals(List.of(), server.canned.attempts);
    assertEquals(List.of(), server.canned.sessions.ended);
  }

  @Test
  void jsonMayBeSpelledInSeveralWays() {
    for (String type :
        List.of(
            "application/json",
            "Application/JSON",
            "application/json;charset=utf-8",
            "application/json; charset=\"UTF-8\"")) {
      server.postBytes("/v1/login", LOGIN, "Content-Type", type).assertStatus(200);
    }
  }

  @Test
  @Requirement("HDR-05")
  void encodedBodyIsRefused() {
    byte[] body = gzip(LOGIN);
    for (String encoding : List.of("gzip", "deflate", "br", "identity, gzip")) {
      Reply reply =
          server.postBytes(
              "/v1/login", body, "Content-Type", TestServer.JSON, "Content-Encoding", encoding);
      reply.assertProblem(415, "about:blank");
      assertEquals("identity", reply.header("Accept-Encoding"));
    }
    server
        .postBytes(
            "/v1/login", LOGIN, "Content-Type", TestServer.JSON, "Content-Encoding", "identity")
        .assertStatus(200);
  }

  private static byte[] gzip(byte[] content) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Test
  @Requirement("HDR-06")
  void sixteenKibibytesAreTakenAndOneByteMoreIsNot() {
    String frame = "{\"username\": \"ada\", \"password\": \"%s\"}";
    int room = 16 * 1024 - frame.length() + "%s".length();
    server.post("/v1/login", frame.formatted("x".repeat(room))).assertStatus(200);
    server
        .post("/v1/login", frame.formatted("x".repeat(room + 1)))
        .assertProblem(413, "about:blank");
  }
}
