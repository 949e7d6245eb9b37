package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.RawClient.HOST;
import static dev.rejeton.adapter.http.TestServer.ANYWHERE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.http.HttpSettings.Browsers;
import dev.rejeton.adapter.http.HttpSettings.Network;
import dev.rejeton.adapter.http.HttpSettings.Patience;
import dev.rejeton.adapter.http.HttpSettings.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// TLS as it is served, and the files it is served with.
class TlsTest {
  private static final String[] GET = {"GET /problems HTTP/1.1", HOST, ""};
  private static final String HSTS = "max-age=31536000; includeSubDomains";

  private static TestCertificate first;
  private static TestCertificate second;

  @TempDir private Path directory;
  private Tls files;

  @BeforeAll
  static void makeCertificates(@TempDir Path directory) {
    first = TestCertificate.make(directory, "-keyalg", "EC");
    second = TestCertificate.make(directory, "-keyalg", "EC");
  }

  @BeforeEach
  void writeFiles() throws IOException {
    files = new Tls(directory.resolve("chain.pem"), directory.resolve("key.pem"));
    first.writeTo(files);
  }

  private TestServer server() {
    return server(TestServer.PATIENCE);
  }

  private TestServer server(Patience patience) {
    return new TestServer(
        new Network(ANYWHERE, ANYWHERE, Optional.of(files), List.of()),
        new Browsers(Set.of()),
        patience);
  }

  private static void assertServed(TestServer server, TestCertificate certificate)
      throws IOException {
    try (var client = new RawClient(certificate.connect(server.port))) {
      client.send(GET).reply().checked(true).assertStatus(200);
    }
  }

  private static void assertNotServed(TestServer server, TestCertificate certificate) {
    assertThrows(SSLException.class, () -> certificate.connect(server.port).close());
  }

  @Test
  @Requirement("HDR-15")
  void requestsOverTlsAreAnsweredOneAfterAnotherAndToldToStay() throws IOException {
    try (var server = server();
        var client = new RawClient(first.connect(server.port))) {
      for (int i = 0; i < 3; i++) {
        Reply reply = client.send(GET).reply().checked(true).assertStatus(200);
        assertEquals(HSTS, reply.header("Strict-Transport-Security"));
      }
      Reply reply = client.send("GET /nowhere HTTP/1.1", HOST, "Connection: close", "").lastReply();
      assertEquals(HSTS, reply.checked(true).assertStatus(404).header("Strict-Transport-Security"));
      assertEquals("close", reply.header("Connection"));
    }
  }

  @Test
  @Requirement("HDR-15")
  void answerToWhatIsNoRequestTellsToStayToo() throws IOException {
    try (var server = server();
        var client = new RawClient(first.connect(server.port))) {
      Reply reply = client.send("nonsense", "", "").lastReply().checked(true);
      assertEquals(HSTS, reply.assertStatus(400).header("Strict-Transport-Security"));
      assertEquals("close", reply.header("Connection"));
    }
  }

  @Test
  @Requirement({"HDR-17", "HDR-15"})
  void plainHttpIsNotAnsweredWhereTlsIsServedAndTheOtherListenerIsPlain() throws IOException {
    try (var server = server()) {
      try (var client = new RawClient(server.port)) {
        client.send(GET);
        assertTrue(client.isClosed());
      }
      Reply health = server.ops("GET", "/healthz").assertStatus(200);
      assertTrue(health.optionalHeader("Strict-Transport-Security").isEmpty());
    }
  }

  @Test
  void onlyTheTwoCurrentVersionsOfTlsAreSpoken() throws IOException {
    try (var server = server()) {
      for (String version : List.of("TLSv1.2", "TLSv1.3")) {
        try (var socket = first.connect(server.port, version)) {
          assertEquals(version, socket.getSession().getProtocol());
        }
      }
      for (String version : List.of("TLSv1", "TLSv1.1")) {
        assertThrows(SSLException.class, () -> first.connect(server.port, version).close());
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> keysOfEveryUsualKindAreServedWith() {
    return Stream.of(
            new String[] {"-keyalg", "RSA", "-keysize", "3072"},
            new String[] {"-keyalg", "EC", "-groupname", "secp384r1"},
            new String[] {"-keyalg", "Ed25519"})
        .map(kind ->
            DynamicTest.dynamicTest(
                String.join(" ", kind),
                () -> {
                  var certificate = TestCertificate.make(directory, kind);
                  certificate.writeTo(files);
                  try (var server = server()) {
                    assertServed(server, certificate);
                  }
                }));
  }

  @Test
  void newConnectionsGetTheNewCertificateAndOldOnesLiveOn() throws IOException {
    try (var server = server();
        var old = new RawClient(first.connect(server.port))) {
      old.send(GET).reply().assertStatus(200);
      server.server.reloadCertificate();
      assertServed(server, first);
      second.writeTo(files);
      assertServed(server, first);
      server.server.reloadCertificate();
      assertServed(server, second);
      assertNotServed(server, first);
      old.send(GET).reply().checked(true).assertStatus(200);
    }
  }

  @Test
  void brokenOrHalfWrittenPairLeavesTheOldOneInUseUntilAGoodOneComes() throws IOException {
    try (var server = server()) {
      Files.writeString(files.certificate(), second.chainInPem());
      assertKept(server);
      Files.writeString(files.certificate(), "");
      assertKept(server);
      Files.writeString(files.certificate(), second.chainInPem().substring(0, 300));
      assertKept(server);
      Files.delete(files.certificate());
      assertKept(server);
      Files.writeString(files.certificate(), second.chainInPem());
      Files.writeString(files.privateKey(), second.keyInPem());
      server.server.reloadCertificate();
      assertServed(server, second);
    }
  }

  private static void assertKept(TestServer server) throws IOException {
    server.server.reloadCertificate();
    server.server.reloadCertificate();
    assertServed(server, first);
  }

  @Test
  void plainServerHasNothingToReload() {
    try (var server = new TestServer()) {
      server.server.reloadCertificate();
      server.send("GET", "/problems").assertStatus(200);
    }
  }

  @Test
  void serverDoesNotStartWithABadPairAndNamesTheFile() throws IOException {
    Files.writeString(files.privateKey(), second.keyInPem());
    var refused = assertThrows(UncheckedIOException.class, this::server);
    assertEquals(
        "%s is not the key of the certificate in %s"
            .formatted(files.privateKey(), files.certificate()),
        refused.getMessage());
  }

  @Test
  @Requirement("HDR-09")
  void handshakeThatDripsIsCutOffAndAnIdleConnectionIsNot() throws IOException {
    // Time enough for the first handshake of a JVM on a busy machine.
    var patience =
        new Patience(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30));
    try (var server = server(patience);
        var unused = new RawClient(first.connect(server.port));
        var used = new RawClient(first.connect(server.port))) {
      used.send(GET).reply().checked(true).assertStatus(200);
      try (var drip = new RawClient(server.port)) {
        SlowClientsTest.dripUntilClosed(drip.write("\u0016\u0003\u0001\u0020\u0000\u0001"));
      }
      try (var drip = new RawClient(first.connect(server.port))) {
        SlowClientsTest.dripUntilClosed(drip.send("GET /problems HTTP/1.1"));
      }
      used.send(GET).reply().checked(true).assertStatus(200);
      unused.send(GET).reply().checked(true).assertStatus(200);
    }
  }
}
