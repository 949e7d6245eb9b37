package dev.rejeton.application.port.in;

import dev.rejeton.domain.VerificationKey;
import java.util.List;

/// For anyone who verifies our access tokens, and for the clock that leads their keys.
public interface Keys {
  List<VerificationKey> verificationKeys();

  /// Makes and retires signing keys as it is time to, and takes over what other processes did.
  void maintain();
}
