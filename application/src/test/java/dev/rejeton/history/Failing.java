package dev.rejeton.history;

import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;

/// A store that fails at every change, before it or after it.
record Failing(SessionStore store, When when) implements Around {
  enum When {
    BEFORE,
    AFTER
  }

  @Override
  public boolean replace(Session next, AuditEvent event) {
    return failing(() -> store.replace(next, event));
  }

  @Override
  public int revokeAll(UserId user, Optional<SessionId> except, Revocation because) {
    return failing(() -> store.revokeAll(user, except, because));
  }

  private <T> T failing(Supplier<T> change) {
    String told =
        switch (when) {
          case BEFORE -> "nothing was stored";
          case AFTER -> "it answered " + change.get();
        };
    throw new UncheckedIOException("failed on purpose", new IOException(told));
  }
}
