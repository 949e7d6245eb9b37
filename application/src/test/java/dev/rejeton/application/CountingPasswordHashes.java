package dev.rejeton.application;

import dev.rejeton.application.port.out.PasswordHashes;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Password hashes in clear, each under a salt of its own, that remember what they were asked to
/// check.
final class CountingPasswordHashes implements PasswordHashes {
  static final String PARAMETERS = "$clear$cost=7$";

  private final List<PasswordHash> checked = new ArrayList<>();
  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
  private int salts;
  private boolean busy;

  /// {@return the hashes that a password was checked against, in order}
  List<PasswordHash> checked() {
    return List.copyOf(checked);
  }

  void becomeBusy() {
    busy = true;
  }

  /// Lets something happen while the next hash is being made.
  void interruptBy(Runnable interruption) {
    meanwhile.set(interruption);
  }

  @Override
  public Optional<PasswordHash> hash(Secret password) {
    meanwhile.getAndSet(() -> {}).run();
    salts++;
    return busy
        ? Optional.empty()
        : Optional.of(new PasswordHash(PARAMETERS + salts + "$" + password.reveal()));
  }

  @Override
  public Match match(Secret password, PasswordHash hash) {
    if (busy) {
      return Match.BUSY;
    }
    checked.add(hash);
    boolean matches = !hash.equals(decoy()) && hash.phc().endsWith("$" + password.reveal());
    return matches ? Match.MATCHES : Match.DIFFERS;
  }

  @Override
  public PasswordHash decoy() {
    return new PasswordHash(PARAMETERS + "decoy");
  }
}
