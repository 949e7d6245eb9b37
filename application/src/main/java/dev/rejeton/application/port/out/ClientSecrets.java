package dev.rejeton.application.port.out;

import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SecretHash;

/// Makes the secrets of clients, and hashes them: quickly, because nobody can guess 256 random
/// bits.
public interface ClientSecrets {
  /// {@return a new secret of 256 random bits}
  Secret generate();

  SecretHash hash(Secret secret);

  /// {@return whether it is the hash of this secret} Takes the same time if it is not.
  boolean matches(Secret presented, SecretHash hash);
}
