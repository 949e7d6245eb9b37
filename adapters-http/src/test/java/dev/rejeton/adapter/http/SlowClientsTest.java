package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.RawClient.HOST;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.http.HttpSettings.Browsers;
import dev.rejeton.adapter.http.HttpSettings.Patience;
import dev.rejeton.application.port.in.Logins.LoginResult.LoggedIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Headers that take their time. The time is told by a connection that is closed because of it.
class SlowClientsTest {
  private static final String[] GET = {"GET /problems HTTP/1.1", HOST, ""};

  @AutoClose
  private final TestServer server =
      new TestServer(
          TestServer.PLAIN,
          new Browsers(Set.of()),
          new Patience(Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofSeconds(30)));

  /// Sends one byte after another, with a pause after each, until the server has enough of it.
  static void dripUntilClosed(RawClient client) throws IOException {
    for (int sent = 0; !client.isClosed(); sent++) {
      assertTrue(sent < 100, "one byte after another was taken");
      if (!wrote(client)) {
        return;
      }
    }
  }

  private static boolean wrote(RawClient client) throws IOException {
    try {
      client.write("a");
      return true;
    } catch (SocketException closed) {
      return false;
    }
  }

  private void letThePatienceEnd() throws IOException {
    try (var client = new RawClient(server.port)) {
      dripUntilClosed(client.send("GET /problems HTTP/1.1"));
    }
  }

  @Test
  @Requirement("HDR-09")
  void headerThatDripsIsCutOff() throws IOException {
    try (var client = new RawClient(server.port)) {
      dripUntilClosed(client);
    }
    try (var client = new RawClient(server.port)) {
      dripUntilClosed(client.send("GET /problems HTTP/1.1", HOST).write("X-Long: "));
    }
  }

  @Test
  @Requirement("HDR-09")
  void headerThatDripsIsCutOffAfterOtherRequestsToo() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send(GET).reply().checked(true).assertStatus(200);
      client.sendLogin("Content-Length: 2", "").write("{}").reply().assertStatus(400);
      dripUntilClosed(client.send("GET /problems HTTP/1.1"));
    }
  }

  @Test
  void headerThatStopsHalfwayIsCutOffAtTheSameTime() throws IOException {
    try (var client = new RawClient(server.port)) {
      client.send("GET /problems HTTP/1.1");
      letThePatienceEnd();
      letThePatienceEnd();
      assertTrue(client.isClosed());
    }
  }

  @Test
  void idleConnectionsAreKept() throws IOException {
    try (var used = new RawClient(server.port);
        var unused = new RawClient(server.port)) {
      used.send(GET).reply().checked(true).assertStatus(200);
      letThePatienceEnd();
      letThePatienceEnd();
      for (int i = 0; i < 3; i++) {
        used.send(GET).reply().checked(true).assertStatus(200);
        unused.send(GET).reply().checked(true).assertStatus(200);
      }
    }
  }

  @Test
  void requestThatIsHandledIsLetBe() throws Exception {
    var entered = new CountDownLatch(1);
    var mayAnswer = new CountDownLatch(1);
    server.canned.logins =
        attempt -> {
          entered.countDown();
          await(mayAnswer);
          return new LoggedIn(CannedPorts.ISSUED);
        };
    try (var client = new RawClient(server.port)) {
      String login = "{\"username\": \"ada\", \"password\": \"x\"}";
      client.sendLogin("Content-Length: " + login.length(), "").write(login);
      await(entered);
      letThePatienceEnd();
      letThePatienceEnd();
      mayAnswer.countDown();
      client.reply().checked(true).assertStatus(200);
      client.send(GET).reply().checked(true).assertStatus(200);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Requirement("HDR-09")
  void hundredsThatDripKeepNobodyFromBeingServed() throws Exception {
    List<RawClient> drips = new ArrayList<>();
    try {
      for (int i = 0; i < 400; i++) {
        drips.add(new RawClient(server.port).send("GET /problems HTTP/1.1"));
      }
      var dripping =
          CompletableFuture.runAsync(() -> {
            for (RawClient drip : drips) {
              untilClosed(drip);
            }
          });
      do {
        server.send("GET", "/problems").assertStatus(200);
      } while (!dripping.isDone());
      dripping.get();
    } finally {
      for (RawClient drip : drips) {
        drip.close();
      }
    }
  }

  private static void untilClosed(RawClient drip) {
    try {
      dripUntilClosed(drip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @Requirement("HDR-09")
  void connectionBeyondThoseThereAreRoomForWaitsItsTurn() throws IOException {
    List<RawClient> drips = new ArrayList<>();
    try {
      for (int i = 0; i < Listener.MAX_CONNECTIONS + 20; i++) {
        drips.add(new RawClient(server.port).send("GET /problems HTTP/1.1"));
      }
      try (var client = new RawClient(server.port)) {
        client.send(GET).reply().checked(true).assertStatus(200);
      }
    } finally {
      for (RawClient drip : drips) {
        drip.close();
      }
    }
  }

  @Test
  @Requirement("HDR-09")
  void trailerThatDripsIsCutOff() throws IOException {
    try (var hasty =
            new TestServer(
                TestServer.PLAIN,
                new Browsers(Set.of()),
                new Patience(
                    Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(30)));
        var client = new RawClient(hasty.port)) {
      client.sendLogin("Transfer-Encoding: chunked", "", "2", "{}", "0").write("X-Long: ");
      dripUntilClosed(client);
    }
  }
}
