package canary.adapter.driven;

import canary.application.port.out.GreetingStore;
import canary.domain.Secret;

/// Rule 20: no adapter that is driven, but for the cryptography.
record Reveals(GreetingStore store) {
  String toStore(Secret secret) {
    return secret.reveal();
  }
}
