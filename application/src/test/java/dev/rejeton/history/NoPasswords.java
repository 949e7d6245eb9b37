package dev.rejeton.history;

import dev.rejeton.application.port.out.PasswordHashes;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Secret;
import java.util.Optional;

/// Passwords where nobody logs in.
record NoPasswords() implements PasswordHashes {
  @Override
  public Optional<PasswordHash> hash(Secret password) {
    return Optional.empty();
  }

  @Override
  public Match match(Secret password, PasswordHash hash) {
    return Match.DIFFERS;
  }

  @Override
  public PasswordHash decoy() {
    return new PasswordHash("no password");
  }
}
