package dev.rejeton.application.port.in;

import dev.rejeton.domain.VerificationKey;
import java.util.List;

/// For anyone who verifies our access tokens.
public interface Keys {
  List<VerificationKey> verificationKeys();
}
