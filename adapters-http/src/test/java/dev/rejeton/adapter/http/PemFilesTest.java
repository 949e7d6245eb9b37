package dev.rejeton.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rejeton.adapter.http.HttpSettings.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong with PEM files, as the operator is told it.
class PemFilesTest {
  private static final String NO_KEY = "is not the key of the certificate in ";

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

  @Test
  void badCertificateIsRefusedByName() throws IOException {
    String certificate = files.certificate() + " ";
    for (var bad :
        Map.of(
                "",
                "has no certificate in PEM",
                "nonsense",
                "has no certificate in PEM",
                first.keyInPem(),
                "has no certificate in PEM",
                TestCertificate.pem("CERTIFICATE", new byte[] {1, 2, 3}),
                "has a certificate that cannot be read",
                "-----BEGIN CERTIFICATE-----\n@\n-----END CERTIFICATE-----",
                "has a certificate that cannot be read",
                first.chainInPem() + second.chainInPem(),
                "is no chain: certificate 2 is not signed by the next")
            .entrySet()) {
      Files.writeString(files.certificate(), bad.getKey());
      assertRefused(certificate + bad.getValue());
    }
    Files.delete(files.certificate());
    assertRefused(certificate + "does not exist");
  }

  @Test
  void badKeyIsRefusedByNameAndNotShown() throws IOException {
    String key = files.privateKey() + " ";
    String convert =
        "not a PRIVATE KEY (PKCS#8, not encrypted); convert it with openssl pkey -in %s -out NEW"
            .formatted(files.privateKey());
    for (var bad :
        Map.of(
                "",
                "has not one private key in PEM but 0",
                first.chainInPem(),
                "has not one private key in PEM but 0",
                first.keyInPem() + first.keyInPem(),
                "has not one private key in PEM but 2",
                second.keyInPem(),
                NO_KEY + files.certificate(),
                TestCertificate.pem("PRIVATE KEY", new byte[] {1, 2, 3}),
                NO_KEY + files.certificate(),
                "-----BEGIN PRIVATE KEY-----\n@\n-----END PRIVATE KEY-----",
                "has a private key that cannot be read",
                TestCertificate.pem("EC PRIVATE KEY", new byte[] {1}),
                "has an EC PRIVATE KEY, " + convert,
                TestCertificate.pem("RSA PRIVATE KEY", new byte[] {1}),
                "has an RSA PRIVATE KEY, " + convert,
                TestCertificate.pem("ENCRYPTED PRIVATE KEY", new byte[] {1}),
                "has an ENCRYPTED PRIVATE KEY, " + convert)
            .entrySet()) {
      Files.writeString(files.privateKey(), bad.getKey());
      assertRefused(key + bad.getValue());
    }
    Files.delete(files.privateKey());
    assertRefused(key + "does not exist");
  }

  private void assertRefused(String message) {
    var refused = assertThrows(IOException.class, () -> PemFiles.context(files));
    assertEquals(message, refused.getMessage());
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      assertFalse(cause.toString().contains(first.keyInPem().substring(40, 60)));
    }
  }
}
