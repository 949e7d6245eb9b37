package dev.rejeton.application.port.in;

import dev.rejeton.domain.Origin;
import dev.rejeton.domain.SigningKeyLife;
import dev.rejeton.domain.VerificationKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// For whoever looks after the keys that sign access tokens.
public interface SigningKeyOperations {
  enum State {
    PUBLISHED,
    SIGNING,
    /// A later key signs; tokens of this one may still be in use.
    VERIFYING,
    RETIRED
  }

  /// A key as it is now.
  record KeyReport(
      SigningKeyLife life, State state, Optional<Instant> retiredAt, VerificationKey key) {}

  enum Retirement {
    RETIRED,
    NO_SUCH_KEY,
    /// It is the only key there is; make another one first.
    LAST_KEY
  }

  /// {@return all keys, the oldest first}
  List<KeyReport> list();

  /// Makes a successor that signs after a notice, unless one is made already.
  ///
  /// @return the successor
  KeyReport rotate(Duration notice, Origin origin);

  /// Refuses what a key has signed from now on. If it was the one that signs, the next one signs.
  Retirement retire(int number, Origin origin);

  /// Seals the keys under the current master key, where they are not.
  ///
  /// @return how many were sealed anew
  int reseal();
}
