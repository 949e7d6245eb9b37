package dev.rejeton.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// A certificate for this machine, signed by a root of its own, made by the JDK's keytool.
record TestCertificate(List<Certificate> chain, PrivateKey key) {
  private static final String PIN = "changeit";

  /// @param directory where there may be files
  /// @param kind what keytool is told of the kind of key
  static TestCertificate make(Path directory, String... kind) {
    Path store = directory.resolve("store-%d.p12".formatted(new SecureRandom().nextLong()));
    keytool(store, "root", List.of("-keyalg", "EC", "-ext", "bc:critical"));
    var options = new ArrayList<>(List.of(kind));
    options.addAll(List.of("-signer", "root", "-ext", "san=dns:localhost,ip:127.0.0.1"));
    keytool(store, "server", options);
    try {
      var keys = KeyStore.getInstance(store.toFile(), PIN.toCharArray());
      return new TestCertificate(
          List.of(keys.getCertificateChain("server")),
          (PrivateKey) keys.getKey("server", PIN.toCharArray()));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(Path store, String alias, List<String> options) {
    var command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    alias,
                    "-dname",
                    "CN=" + alias,
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PIN),
                options.stream())
            .toList();
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), said);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String chainInPem() {
    return chain.stream()
        .map(certificate -> pem("CERTIFICATE", encoded(certificate)))
        .collect(Collectors.joining());
  }

  String keyInPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  static String pem(String label, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, text);
  }

  private static byte[] encoded(Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  void writeTo(HttpSettings.Tls files) throws IOException {
    Files.writeString(files.certificate(), chainInPem());
    Files.writeString(files.privateKey(), keyInPem());
  }

  /// {@return TLS with a server of this certificate, and no other}
  SSLSocket connect(int port, String... protocols) throws IOException {
    var socket =
        (SSLSocket)
            trusting()
                .getSocketFactory()
                .createSocket(new Socket("127.0.0.1", port), "localhost", port, true);
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    var parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private SSLContext trusting() {
    try {
      var roots = KeyStore.getInstance("PKCS12");
      roots.load(null, null);
      roots.setCertificateEntry("root", chain.getLast());
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(roots);
      var context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
