package dev.rejeton.application;

import dev.rejeton.application.port.out.DenialLog;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.Denial;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The log of denials in memory, brought up to date before every answer: a question costs a look at
/// the data only after it has changed, by whatever process. What has expired is forgotten; should
/// there be more than memory is meant for, the sessions themselves are asked.
public final class Denials {
  private static final int BATCH = 1_000;
  private static final int MOST = 50_000;

  private final DenialLog log;
  private final SessionStore store;
  private final int most;
  private final Map<SessionId, Denial> denied = new ConcurrentHashMap<>();
  private volatile boolean isComplete;
  private volatile long mark;
  private long number;

  /// Reads the log at the first question, and so after every restart.
  public Denials(DenialLog log, SessionStore store) {
    this(log, store, MOST);
  }

  Denials(DenialLog log, SessionStore store, int most) {
    this.log = log;
    this.store = store;
    this.most = most;
  }

  /// {@return whether an access token given with this refresh token is not to be honoured}
  boolean deny(RefreshToken givenWith, Instant now) {
    // Read before the log is: what is added in between makes it differ once more.
    long current = log.mark();
    if (!isComplete || current != mark) {
      load(current, now);
    }
    if (!isComplete) {
      return store.find(givenWith.sessionId()).stream().noneMatch(it -> it.honours(givenWith, now));
    }
    return Optional.ofNullable(denied.get(givenWith.sessionId())).stream()
        .anyMatch(denial -> denial.denies(givenWith));
  }

  private synchronized void load(long current, Instant now) {
    boolean isRead = false;
    while (!isRead && denied.size() < most) {
      List<DenialLog.Entry> batch = log.after(number, now, BATCH);
      for (DenialLog.Entry entry : batch) {
        number = entry.number();
        denied.put(entry.denial().sessionId(), entry.denial());
      }
      isRead = batch.size() < BATCH;
    }
    // In this order: whoever sees the new mark must not take the old answer for the new one.
    isComplete = isRead;
    mark = current;
  }

  /// Forgets what has expired.
  void forget(Instant now) {
    denied.values().removeIf(denial -> !now.isBefore(denial.until()));
  }
}
