package dev.rejeton.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.application.port.in.Logins.LoginResult.InvalidCredentials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a body may be wrapped in, and how long it may be.
class BodyFormTest {
  private static final String JSON = "application/json";

  private final TestServer server = new TestServer();
  private final AtomicInteger calls = new AtomicInteger();

  BodyFormTest() {
    server.canned.logins =
        attempt -> {
          calls.incrementAndGet();
          return new InvalidCredentials();
        };
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @Tag("HDR-04")
  void otherTypesThanJsonAreRefusedAndTheRightOneNamed() {
    byte[] body = "{\"username\": \"ada\", \"password\": \"x\"}".getBytes(StandardCharsets.UTF_8);
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
      Reply reply = server.postBytes("/v1/login", body, "Content-Type", type);
      reply.assertProblem(415, "about:blank");
      assertEquals(JSON, reply.header("Accept"));
    }
    server.postBytes("/v1/login", body).assertProblem(415, "about:blank");
    server.send("POST", "/v1/login").assertProblem(415, "about:blank");
    assertEquals(0, calls.get());
  }

  @Test
  void jsonMayBeSpelledInSeveralWays() {
    byte[] body = "{\"username\": \"ada\", \"password\": \"x\"}".getBytes(StandardCharsets.UTF_8);
    for (String type :
        List.of(
            "application/json",
            "Application/JSON",
            "application/json;charset=utf-8",
            "application/json; charset=\"UTF-8\"")) {
      server
          .postBytes("/v1/login", body, "Content-Type", type)
          .assertProblem(401, "invalid-credentials");
    }
  }

  @Test
  @Tag("HDR-05")
  void encodedBodyIsRefused() {
    byte[] body = gzip("{\"username\": \"ada\", \"password\": \"x\"}");
    for (String encoding : List.of("gzip", "deflate", "br", "identity, gzip")) {
      Reply reply =
          server.postBytes("/v1/login", body, "Content-Type", JSON, "Content-Encoding", encoding);
      reply.assertProblem(415, "about:blank");
      assertEquals("identity", reply.header("Accept-Encoding"));
    }
    server
        .post(
            "/v1/login",
            "{\"username\": \"a\", \"password\": \"x\"}",
            "Content-Encoding",
            "identity")
        .assertProblem(401, "invalid-credentials");
  }

  private static byte[] gzip(String text) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Test
  @Tag("HDR-06")
  void sixteenKibibytesAreTakenAndOneByteMoreIsNot() {
    String frame = "{\"username\": \"ada\", \"password\": \"%s\"}";
    int room = 16 * 1024 - frame.length() + "%s".length();
    server
        .post("/v1/login", frame.formatted("x".repeat(room)))
        .assertProblem(401, "invalid-credentials");
    server
        .post("/v1/login", frame.formatted("x".repeat(room + 1)))
        .assertProblem(413, "about:blank");
  }
}
