package dev.rejeton.history;

import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Ways for a store to be broken, each around one that is not. Where a fault is a gap between two
/// steps, the gate keeps it open until others are in it.
enum Fault implements Player.Setting {
  LAST_WRITER_WINS((store, gate) -> new LastWriterWins(store)),
  CHECKS_AND_THEN_SETS(ChecksAndThenSets::new),
  READS_ARE_STALE((store, gate) -> new ReadsAreStale(store, new ConcurrentHashMap<>())),
  LOSES_WHAT_IT_SAYS_IT_STORED((store, gate) -> new Loses(store)),
  DENIES_WHAT_IT_STORED((store, gate) -> new Denies(store)),
  REVOKES_ONLY_WHAT_IS_AT_REST(
      (store, gate) -> new RevokesOnlyWhatIsAtRest(store, gate, ConcurrentHashMap.newKeySet())),
  UNREVOKES((store, gate) -> new Unrevokes(store));

  private final Player.Setting broken;

  Fault(Player.Setting broken) {
    this.broken = broken;
  }

  @Override
  public SessionStore around(SessionStore store, Gate gate) {
    return new InStep(broken.around(store, gate), gate);
  }

  private record LastWriterWins(SessionStore store) implements Around {
    @Override
    public boolean replace(Session next, AuditEvent event) {
      return store.replace(next, event) || overwrite(store, next, event);
    }
  }

  private record ChecksAndThenSets(SessionStore store, Gate gate) implements Around {
    @Override
    public boolean replace(Session next, AuditEvent event) {
      boolean fits = store.find(next.id()).filter(stored -> precedes(stored, next)).isPresent();
      gate.pass();
      return fits && overwrite(store, next, event);
    }
  }

  /// Every read is answered with what the one before it found.
  private record ReadsAreStale(SessionStore store, Map<SessionId, Session> cache)
      implements Around {
    @Override
    public Optional<Session> find(SessionId id) {
      return store.find(id).map(found -> Optional.ofNullable(cache.put(id, found)).orElse(found));
    }
  }

  private record Loses(SessionStore store) implements Around {
    @Override
    public boolean replace(Session next, AuditEvent event) {
      return store.find(next.id()).filter(stored -> precedes(stored, next)).isPresent();
    }
  }

  private record Denies(SessionStore store) implements Around {
    @Override
    public boolean replace(Session next, AuditEvent event) {
      store.replace(next, event);
      return false;
    }
  }

  private record RevokesOnlyWhatIsAtRest(
      SessionStore store, Gate gate, Set<SessionId> beingReplaced) implements Around {
    @Override
    public boolean replace(Session next, AuditEvent event) {
      beingReplaced.add(next.id());
      gate.pass();
      boolean stored = store.replace(next, event);
      gate.pass();
      beingReplaced.remove(next.id());
      return stored;
    }

    @Override
    public int revokeAll(UserId user, Optional<SessionId> except, Revocation because) {
      gate.pass();
      gate.pass();
      // A history's user has one session.
      return beingReplaced.isEmpty() ? store.revokeAll(user, except, because) : 0;
    }
  }

  /// A change that lost to a revocation only is made all the same.
  private record Unrevokes(SessionStore store) implements Around {
    @Override
    public boolean replace(Session next, AuditEvent event) {
      return store.replace(next, event)
          || (store.find(next.id()).filter(stored -> stored.revocation().isPresent()).isPresent()
              && next.revocation().isEmpty()
              && overwrite(store, next, event));
    }
  }

  private static boolean precedes(Session stored, Session next) {
    return stored.version() == next.version() - 1;
  }

  /// Stores a session in place of any version of it.
  private static boolean overwrite(SessionStore store, Session next, AuditEvent event) {
    Optional<Session> stored = store.find(next.id());
    while (stored.isPresent()) {
      if (store.replace(inPlaceOf(stored.get(), next), event)) {
        return true;
      }
      stored = store.find(next.id());
    }
    return false;
  }

  private static Session inPlaceOf(Session stored, Session next) {
    return new Session(
        next.id(),
        next.grant(),
        next.device(),
        next.lifetime(),
        next.salt(),
        next.family(),
        next.revocation(),
        stored.version() + 1);
  }
}
