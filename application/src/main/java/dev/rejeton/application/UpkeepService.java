package dev.rejeton.application;

import dev.rejeton.application.port.in.Upkeep;
import dev.rejeton.application.port.out.AuditLog;
import dev.rejeton.application.port.out.DenialLog;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.IntSupplier;

/// What has to be done from time to time, in steps small enough that no refresh waits for them.
public final class UpkeepService implements Upkeep {
  private static final int BATCH = 500;

  private final SessionStore store;
  private final AuditLog audit;
  private final Verifier verifier;
  private final DenialLog denialLog;
  private final Retention retention;
  private final InstantSource clock;

  /// How long what is over is kept.
  ///
  /// @param endedSessions how long a session that is over can still be explained
  /// @param auditEvents how long events are kept
  public record Retention(Duration endedSessions, Duration auditEvents) {}

  public UpkeepService(
      SessionStore store,
      AuditLog audit,
      Verifier verifier,
      DenialLog denialLog,
      Retention retention,
      InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.verifier = verifier;
    this.denialLog = denialLog;
    this.retention = retention;
    this.clock = clock;
  }

  @Override
  public void storeConfirmations() {
    verifier.confirmations().drain().forEach(this::store);
  }

  private void store(RefreshToken seen) {
    Instant now = clock.instant();
    Optional<Session> found =
        store
            .find(seen.sessionId())
            .filter(session -> session.currentToken().equals(seen) && !session.family().confirmed())
            .filter(session -> session.isLive(now));
    // Should the session move meanwhile, this confirmation is out of date, and nothing is lost.
    found.ifPresent(session ->
        store.replace(
            session.confirm(),
            AuditEvent.of(session, AuditEvent.Type.TOKEN_CONFIRMED, now, Origin.UNKNOWN)));
  }

  @Override
  public void purge() {
    Instant now = clock.instant();
    Instant sessionsBefore = now.minus(retention.endedSessions());
    Instant eventsBefore = now.minus(retention.auditEvents());
    repeat(() -> store.purge(sessionsBefore, BATCH));
    repeat(() -> audit.purge(eventsBefore, BATCH));
    repeat(() -> denialLog.purge(now, BATCH));
    verifier.denials().forget(now);
  }

  private static void repeat(IntSupplier batch) {
    int forgotten = BATCH;
    while (forgotten == BATCH) {
      forgotten = batch.getAsInt();
    }
  }

  @Override
  public void checkReadiness() {
    store.probe();
  }
}
