package canary.bootstrap;

import canary.domain.Secret;

/// Rule 20.
final class Reveals {
  String toLog(Secret secret) {
    return secret.reveal();
  }
}
