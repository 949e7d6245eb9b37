package dev.rejeton.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.http.HttpSettings.Browsers;
import dev.rejeton.adapter.http.HttpSettings.Network;
import dev.rejeton.adapter.http.HttpSettings.Patience;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refreshed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class HttpServerTest {
  @Test
  @Requirement("HDR-23")
  void requestUnderWayIsFinishedAndNoOtherBegun() throws InterruptedException, ExecutionException {
    var server = new TestServer();
    var entered = new CountDownLatch(1);
    var mayAnswer = new CountDownLatch(1);
    server.canned.refreshing =
        (client, presented, request, origin) -> {
          entered.countDown();
          await(mayAnswer);
          return new Refreshed(CannedPorts.ISSUED);
        };
    var refresh =
        CompletableFuture.supplyAsync(
            () -> server.post("/v1/refresh", "{\"refresh_token\": \"x\"}"));
    await(entered);
    server.ops("GET", "/readyz").assertStatus(200);
    var closed = CompletableFuture.runAsync(server.server::close);
    while (server.ops("GET", "/readyz").status() == 200) {
      Thread.onSpinWait();
    }
    server.ops("GET", "/readyz").assertProblem(503, "about:blank");
    server.ops("GET", "/healthz").assertStatus(200);
    awaitRefusal(server);
    assertFalse(closed.isDone());
    assertFalse(refresh.isDone());
    mayAnswer.countDown();
    refresh.get().assertStatus(200);
    closed.get();
    assertThrows(UncheckedIOException.class, () -> server.send("GET", "/problems"));
    assertThrows(UncheckedIOException.class, () -> server.ops("GET", "/healthz"));
  }

  /// A new request is refused: no connection, or 503 on one that was there before.
  private static void awaitRefusal(TestServer server) {
    try {
      while (server.send("GET", "/problems").status() != 503) {
        Thread.onSpinWait();
      }
    } catch (UncheckedIOException refused) {
      assertTrue(refused.getCause() instanceof IOException);
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
  void requestsRunOnVirtualThreads() {
    try (var server = new TestServer()) {
      var isVirtual = new CompletableFuture<Boolean>();
      server.canned.readiness = () -> isVirtual.complete(Thread.currentThread().isVirtual());
      server.ops("GET", "/readyz").assertStatus(200);
      assertTrue(isVirtual.join());
    }
  }

  @Test
  void serverThatCannotListenOnBothPortsSaysWhichIsTakenAndListensOnNeither() throws IOException {
    try (var first = new TestServer()) {
      var free = new InetSocketAddress("127.0.0.1", freePort());
      var taken = new InetSocketAddress("127.0.0.1", first.port);
      for (HttpSettings settings : List.of(settings(free, taken), settings(taken, free))) {
        var second = new HttpServer(settings, new CannedPorts().ports());
        var failure = assertThrows(UncheckedIOException.class, second::start);
        assertEquals(
            "cannot listen on 127.0.0.1:" + first.port + ": Address already in use",
            failure.getMessage());
        assertThrows(ConnectException.class, () -> new RawClient(free.getPort()).close());
      }
      first.send("GET", "/problems").assertStatus(200);
    }
  }

  private static HttpSettings settings(InetSocketAddress api, InetSocketAddress ops) {
    return settings(TestServer.ISSUER, api, ops);
  }

  private static HttpSettings settings(
      String issuer, InetSocketAddress api, InetSocketAddress ops) {
    return new HttpSettings(
        issuer,
        new Network(api, ops, Optional.empty(), List.of()),
        new Browsers(Set.of()),
        TestServer.COOKIES,
        TestServer.OAUTH,
        Patience.untilShutdown(Duration.ofSeconds(1)));
  }

  private static int freePort() throws IOException {
    try (var reserved = new ServerSocket(0)) {
      return reserved.getLocalPort();
    }
  }

  @Test
  void issuerEndsWithoutASlashAndHasNoQueryAndNoFragment() {
    var free = new InetSocketAddress("127.0.0.1", 0);
    for (String bad : List.of("https://a/", "https://a/b/", "https://a?b", "https://a#b")) {
      assertThrows(IllegalArgumentException.class, () -> settings(bad, free, free), bad);
    }
  }
}
