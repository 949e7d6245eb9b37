package dev.rejeton.application.port.out;

import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.SessionId;
import java.time.Instant;
import java.util.List;

/// Keeps what happened. Events that come with a change are stored with it, by [SessionStore] and
/// [UserStore].
public interface AuditLog {
  /// Records an event that comes with no change. Does not wait and does not fail: under a flood, or
  /// when the process dies, such an event can be lost.
  void record(AuditEvent event);

  /// {@return the events of a session, the oldest first, all recorded before this call included}
  List<AuditEvent> of(SessionId session);

  /// Forgets events from before an instant, no more than `limit` of them at once.
  ///
  /// @return how many were forgotten
  int purge(Instant before, int limit);
}
