package dev.rejeton.application;

import dev.rejeton.application.port.out.ClientSecrets;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SecretHash;
import java.util.concurrent.atomic.AtomicInteger;

/// Secrets that say in clear how many were made before them, hashes that say in clear what they are
/// of, and a count of how often they were compared.
record ClearClientSecrets(AtomicInteger made, AtomicInteger compared) implements ClientSecrets {
  ClearClientSecrets() {
    this(new AtomicInteger(), new AtomicInteger());
  }

  @Override
  public Secret generate() {
    return new Secret("secret " + made.incrementAndGet());
  }

  @Override
  public SecretHash hash(Secret secret) {
    return new SecretHash("hash of " + secret.reveal());
  }

  @Override
  public boolean matches(Secret presented, SecretHash hash) {
    compared.incrementAndGet();
    return hash(presented).equals(hash);
  }
}
