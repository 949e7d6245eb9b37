package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.persistence.SqliteDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a server does with the requests under way when it is told to stop (SIGTERM).
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ShutdownTest {
  /// Nobody who was left without an answer gets it later.
  private static final Map<Setting, String> UNFORGIVING = Map.of(Setting.PROFILE, "strict");

  @TempDir Path directory;

  @Test
  @Requirement("HDR-23")
  void underLoadEveryStoredRotationIsAnsweredAndTheExitCodeIsZero() throws Exception {
    List<HonestClient> clients;
    try (var server = new ServerProcess(directory, UNFORGIVING)) {
      clients = HonestClient.logIn(server, 8);
      HonestClient.endUnderLoad(server, clients, 200, server::beginToStop);
      assertEquals(0, server.awaitExit(), server::log);
      assertFalse(server.log().matches("(?s).* (WARN|ERROR) .*"), server::log);
    }
    try (var server = new ServerProcess(directory, UNFORGIVING);
        SqliteDatabase database = server.openDatabase()) {
      for (HonestClient client : clients) {
        assertEquals(client.answers(), client.generation(database));
        client.refresh(server.client).expect(200);
      }
    }
  }

  @Test
  @Requirement("HDR-23")
  void aRequestThatHasOnlyHalfArrivedIsWaitedForAndAnswered() throws Exception {
    try (var server = new ServerProcess(directory, UNFORGIVING)) {
      HonestClient client = HonestClient.logIn(server, 1).getFirst();
      String body = "{\"refresh_token\":\"%s\"}".formatted(client.held());
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port);
          OutputStream request = socket.getOutputStream();
          BufferedReader answer = reader(socket)) {
        request.write(head(body.length()).getBytes(StandardCharsets.US_ASCII));
        assertEquals("HTTP/1.1 100 Continue", answer.readLine());
        server.beginToStop();
        request.write(body.getBytes(StandardCharsets.US_ASCII));
        assertEquals("", answer.readLine());
        assertEquals("HTTP/1.1 200 OK", answer.readLine());
      }
      assertEquals(0, server.awaitExit(), server::log);
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  /// {@return the head of a refresh} The server says `100 Continue` once it waits for the body.
  private static String head(int length) {
    return String.join(
        "\r\n",
        "POST /v1/refresh HTTP/1.1",
        "Host: localhost",
        "Content-Type: application/json",
        "Content-Length: " + length,
        "Expect: 100-continue",
        "",
        "");
  }
}
