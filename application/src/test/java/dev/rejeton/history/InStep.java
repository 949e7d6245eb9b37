package dev.rejeton.history;

import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import java.util.Optional;

/// A store whose callers wait for each other between what they read and what they make of it, so
/// that all of a round decide on the same row.
record InStep(SessionStore store, Gate gate) implements Around {
  @Override
  public Optional<Session> find(SessionId id) {
    Optional<Session> found = store.find(id);
    gate.pass();
    return found;
  }
}
