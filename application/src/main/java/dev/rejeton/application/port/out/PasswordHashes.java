package dev.rejeton.application.port.out;

import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Secret;
import java.util.Optional;

/// Hashes passwords, slowly on purpose, and no more of them at once than the machine can bear.
public interface PasswordHashes {
  enum Match {
    MATCHES,
    DIFFERS,
    /// Too many are waiting already; nothing was checked.
    BUSY
  }

  /// {@return the hash under a new random salt, unless too many are waiting}
  Optional<PasswordHash> hash(Secret password);

  Match match(Secret password, PasswordHash hash);

  /// {@return a hash that no password matches, and that takes as long to check as any other}
  PasswordHash decoy();
}
