package dev.rejeton.application;

import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// A store that lets something happen in between, once: before a session is looked for, or before
/// one is added or replaced or it is asked whether it could be, or any are forgotten.
public record InterruptedStore(
    SessionStore store, AtomicReference<Runnable> beforeFind, AtomicReference<Runnable> beforePut)
    implements SessionStore {
  public static InterruptedStore beforeFind(SessionStore store, Runnable meanwhile) {
    return new InterruptedStore(
        store, new AtomicReference<>(meanwhile), new AtomicReference<>(() -> {}));
  }

  public static InterruptedStore beforePut(SessionStore store, Runnable meanwhile) {
    return new InterruptedStore(
        store, new AtomicReference<>(() -> {}), new AtomicReference<>(meanwhile));
  }

  @Override
  public Optional<Session> find(SessionId id) {
    beforeFind.getAndSet(() -> {}).run();
    return store.find(id);
  }

  @Override
  public boolean add(Session session, Optional<PasswordHash> checked, AuditEvent event) {
    beforePut.getAndSet(() -> {}).run();
    return store.add(session, checked, event);
  }

  @Override
  public boolean replace(Session next, AuditEvent event) {
    beforePut.getAndSet(() -> {}).run();
    return store.replace(next, event);
  }

  @Override
  public List<Session> findLive(UserId user, Instant now) {
    return store.findLive(user, now);
  }

  @Override
  public int revokeAll(UserId user, Optional<SessionId> except, Revocation because) {
    return store.revokeAll(user, except, because);
  }

  @Override
  public void probe() {
    beforePut.getAndSet(() -> {}).run();
    store.probe();
  }

  @Override
  public int purge(Instant before, int limit) {
    beforePut.getAndSet(() -> {}).run();
    return store.purge(before, limit);
  }
}
