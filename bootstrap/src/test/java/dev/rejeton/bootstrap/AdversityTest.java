package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.bootstrap.TestClient.Answer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the server does when the world is not as it should be.
class AdversityTest {
  @TempDir Path directory;

  @Test
  @Requirement("HDR-22")
  void aDatabaseThatWasRemovedIsNotReadyAndTheProcessIsStillAlive() throws Exception {
    try (var server = new TestServer(directory);
        var ops = new TestClient(server.server.http().opsPort())) {
      ops.send("GET", "/readyz", BodyPublishers.noBody()).expect(200);
      Files.delete(directory.resolve("rejeton.db"));
      Answer answer = ops.send("GET", "/readyz", BodyPublishers.noBody()).expect(503);
      assertEquals("1", answer.header("Retry-After"));
      ops.send("GET", "/healthz", BodyPublishers.noBody()).expect(200);
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      RuntimeException failure =
          assertThrows(
              RuntimeException.class,
              () -> new TestServer(directory, Map.of(Setting.LISTEN, address)));
      String message = Failures.describe(failure);
      assertTrue(message.contains("cannot listen on " + address), message);
    }
    new TestServer(directory).close();
  }

  @Test
  @Requirement("RLM-11")
  void tooManyLoginsAtOnceAreToldToComeBackAndRefreshesGoOn() throws Exception {
    Map<Setting, String> settings = Map.of(Setting.HASH_QUEUE, "1", Setting.GRACE_PERIOD, "0s");
    try (var server = new TestServer(directory, settings)) {
      server.addUser("ada");
      Answer held = server.client.login("ada").expect(200);
      List<Future<Answer>> logins = new ArrayList<>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 50; i++) {
          logins.add(threads.submit(() -> server.client.login("ada")));
        }
        for (int i = 0; i < 20; i++) {
          held = server.client.refresh(held.refreshToken()).expect(200);
        }
      }
      int busy = 0;
      for (Future<Answer> login : logins) {
        Answer answer = login.get();
        assertTrue(answer.status() == 200 || answer.status() == 503, answer.body()::toString);
        busy += answer.status() == 503 ? 1 : 0;
        assertEquals(answer.status() == 503 ? "1" : "", answer.header("Retry-After"));
      }
      assertTrue(busy > 0, "nobody had to wait");
      server.client.login("ada").expect(200);
    }
  }

  @Test
  @Requirement("AT-12")
  void twoUsersAndTheirSessionsHaveDifferentNames() {
    try (var server = new TestServer(directory)) {
      server.addUser("ada");
      server.addUser("eve");
      Answer ada = server.client.login("ada");
      Answer eve = server.client.login("eve");
      assertEquals(ada.claims().path("sub"), server.client.login("ada").claims().path("sub"));
      assertTrue(!ada.claims().path("sub").equals(eve.claims().path("sub")));
      assertTrue(!ada.claims().path("sub").asText().contains("ada"));
      assertTrue(!ada.claims().path("sid").equals(eve.claims().path("sid")));
    }
  }
}
