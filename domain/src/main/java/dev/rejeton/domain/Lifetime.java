package dev.rejeton.domain;

import java.time.Instant;

/// The time a session has. `idleAt` moves with every rotation, `endsAt` never; it is over *at*
/// either instant, not after it.
///
/// @param remembered whether its user asked it to outlast the browser
public record Lifetime(Instant createdAt, Instant endsAt, Instant idleAt, boolean remembered) {
  public Lifetime {
    idleAt = idleAt.isAfter(endsAt) ? endsAt : idleAt;
  }

  Lifetime idleAt(Instant later) {
    return new Lifetime(createdAt, endsAt, later, remembered);
  }
}
