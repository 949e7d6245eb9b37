package dev.rejeton.adapter.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rejeton.application.port.out.ClientSecrets;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SecretHash;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;

/// Client secrets of 256 random bits, `rjc_` and 43 characters of base64url, hashed with SHA-256:
/// `sha256:` and the hash in base64url. A slow hash is for what people make up.
public final class Sha256ClientSecrets implements ClientSecrets {
  private static final String PREFIX = "rjc_";
  private static final String SCHEME = "sha256:";
  private static final int BYTES = 32;

  private final RandomGenerator random;

  public Sha256ClientSecrets(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Secret generate() {
    byte[] bits = new byte[BYTES];
    random.nextBytes(bits);
    return new Secret(PREFIX + Base64Url.encode(bits));
  }

  @Override
  public SecretHash hash(Secret presented) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(presented.reveal().getBytes(UTF_8));
      return new SecretHash(SCHEME + Base64Url.encode(digest));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  @Override
  public boolean matches(Secret presented, SecretHash hash) {
    return MessageDigest.isEqual(
        hash(presented).value().getBytes(UTF_8), hash.value().getBytes(UTF_8));
  }
}
