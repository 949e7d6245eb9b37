package canary.application;

import canary.domain.Secret;
import java.util.Optional;

/// Rule 20.
final class Reveals {
  String byCall(Secret secret) {
    return secret.reveal();
  }

  Optional<String> byReference(Optional<Secret> secret) {
    return secret.map(Secret::reveal);
  }
}
