package dev.rejeton.adapter.http;

import dev.rejeton.adapter.http.HttpSettings.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificate the server serves TLS with, and its key, from two files that may change
/// meanwhile. One certificate, whatever name a client knows the server by.
final class ServerCertificate {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);

  private final Tls files;
  private final SslContextFactory.Server contexts = new SslContextFactory.Server();

  /// The digest of what was tried last, and what was wrong with it.
  private String tried;

  private String complaint = "";

  /// Throws [UncheckedIOException] naming the file if there is no serving TLS with it.
  ServerCertificate(Tls files) {
    this.files = files;
    contexts.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    try {
      tried = digest(files);
      contexts.setSslContext(PemFiles.context(files));
    } catch (IOException e) {
      throw new UncheckedIOException(reason(e), e);
    }
  }

  /// {@return what speaks TLS on a connection}
  ///
  /// @param next the protocol spoken inside
  SslConnectionFactory tls(String next) {
    var tls = new SslConnectionFactory(contexts, next);
    // It would refuse requests for a Host that the certificate does not name, as the operator's
    // to an address.
    tls.setEnsureSecureRequestCustomizer(false);
    return tls;
  }

  /// Takes the files for new connections if they have changed and are good. If they are not, says
  /// so, once.
  synchronized void reload() {
    try {
      String found = digest(files);
      if (!found.equals(tried)) {
        tried = found;
        use(PemFiles.context(files));
        LOG.info("New connections get the certificate that is now in {}", files.certificate());
        complaint = "";
      }
    } catch (IOException e) {
      if (!reason(e).equals(complaint)) {
        complaint = reason(e);
        LOG.warn("The certificate in use is kept: {}", complaint);
      }
    }
  }

  private void use(SSLContext context) {
    try {
      contexts.reload(factory -> factory.setSslContext(context));
    } catch (Exception e) {
      throw new IllegalStateException("Jetty does not take a new certificate", e);
    }
  }

  private static String digest(Tls files) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(PemFiles.read(files.certificate()));
      return HexFormat.of().formatHex(digest.digest(PemFiles.read(files.privateKey())));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String reason(IOException failure) {
    return Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
  }
}
