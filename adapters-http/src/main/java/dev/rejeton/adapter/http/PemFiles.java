package dev.rejeton.adapter.http;

import dev.rejeton.adapter.http.HttpSettings.Tls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// Reads a certificate chain and its private key from PEM files (RFC 7468). Whatever is wrong with
/// one is an [IOException] whose message names the file and tells nothing of a key.
final class PemFiles {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String PKCS8 = "PRIVATE KEY";
  private static final char[] UNLOCKED = new char[0];

  /// How keys sign, by the kind of key.
  private static final Map<String, String> SIGNATURES =
      Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA", "EdDSA", "EdDSA");

  private PemFiles() {}

  /// {@return TLS with this chain and its key, which do fit each other}
  static SSLContext context(Tls files) throws IOException {
    List<Certificate> chain = chain(files.certificate());
    PublicKey publicKey = chain.getFirst().getPublicKey();
    if (!SIGNATURES.containsKey(publicKey.getAlgorithm())) {
      throw bad(files.certificate(), "has a key that is neither EC, RSA nor Ed25519");
    }
    byte[] key = key(files.privateKey());
    try {
      PrivateKey privateKey =
          KeyFactory.getInstance(publicKey.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(key));
      if (fit(privateKey, publicKey)) {
        return context(chain, privateKey);
      }
    } catch (GeneralSecurityException e) {
      // Why is not said: the reason might quote the key.
    }
    throw bad(files.privateKey(), "is not the key of the certificate in " + files.certificate());
  }

  private static List<Certificate> chain(Path file) throws IOException {
    var chain = new ArrayList<Certificate>();
    try {
      var factory = CertificateFactory.getInstance("X.509");
      for (MatchResult block : blocks(file).filter(found -> is(CERTIFICATE, found)).toList()) {
        chain.add(factory.generateCertificate(new ByteArrayInputStream(content(block))));
      }
    } catch (CertificateException | IllegalArgumentException e) {
      throw bad(file, "has a certificate that cannot be read");
    }
    if (chain.isEmpty()) {
      throw bad(file, "has no certificate in PEM");
    }
    for (int i = 1; i < chain.size(); i++) {
      if (!isSignedBy(chain.get(i), chain.get(i - 1))) {
        throw bad(file, "is no chain: certificate %d is not signed by the next".formatted(i));
      }
    }
    return chain;
  }

  private static boolean isSignedBy(Certificate issuer, Certificate certificate) {
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static byte[] key(Path file) throws IOException {
    List<MatchResult> keys = blocks(file).filter(block -> block.group(1).endsWith(PKCS8)).toList();
    if (keys.size() != 1) {
      throw bad(file, "has not one private key in PEM but " + keys.size());
    }
    if (!is(PKCS8, keys.getFirst())) {
      throw bad(
          file,
          """
          has an %s, not a PRIVATE KEY (PKCS#8, not encrypted); \
          convert it with openssl pkey -in %s -out NEW\
          """
              .formatted(keys.getFirst().group(1), file));
    }
    try {
      return content(keys.getFirst());
    } catch (IllegalArgumentException e) {
      throw bad(file, "has a private key that cannot be read");
    }
  }

  private static Stream<MatchResult> blocks(Path file) throws IOException {
    return BLOCK.matcher(new String(read(file), StandardCharsets.ISO_8859_1)).results();
  }

  static byte[] read(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException(file + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + " may not be read", e);
    }
  }

  private static boolean is(String label, MatchResult block) {
    return block.group(1).equals(label);
  }

  private static byte[] content(MatchResult block) {
    return Base64.getDecoder().decode(block.group(2).replaceAll("\\s", ""));
  }

  private static boolean fit(PrivateKey privateKey, PublicKey publicKey)
      throws GeneralSecurityException {
    var signature =
        Signature.getInstance(
            Optional.ofNullable(SIGNATURES.get(publicKey.getAlgorithm())).orElseThrow());
    byte[] text = "Do they fit?".getBytes(StandardCharsets.UTF_8);
    signature.initSign(privateKey);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update(text);
    return signature.verify(signed);
  }

  private static SSLContext context(List<Certificate> chain, PrivateKey key)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("tls", key, UNLOCKED, chain.toArray(Certificate[]::new));
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, UNLOCKED);
    var context = SSLContext.getInstance("TLS");
    // Clients show no certificates, so that none is trusted.
    context.init(managers.getKeyManagers(), new TrustManager[0], null);
    return context;
  }

  private static IOException bad(Path file, String reason) {
    return new IOException(file + " " + reason);
  }
}
