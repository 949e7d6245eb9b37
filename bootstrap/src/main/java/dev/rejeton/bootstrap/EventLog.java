package dev.rejeton.bootstrap;

import dev.rejeton.application.port.out.AuditLog;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.application.port.out.UserStore;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.User;
import dev.rejeton.domain.UserId;
import dev.rejeton.domain.Username;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/// Writes events to the log: those of a change once it is stored, the others as they are recorded.
final class EventLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.rejeton.audit");

  private EventLog() {}

  /// A store that logs the events that come with its changes.
  record LoggedStore(SessionStore store) implements SessionStore {
    @Override
    public boolean add(Session session, Optional<PasswordHash> checked, AuditEvent event) {
      return logIf(store.add(session, checked, event), event);
    }

    @Override
    public boolean replace(Session next, AuditEvent event) {
      return logIf(store.replace(next, event), event);
    }

    @Override
    public int revokeAll(UserId user, Optional<SessionId> except, Revocation because) {
      int revoked = store.revokeAll(user, except, because);
      if (revoked > 0) {
        AuditEvent told =
            AuditEvent.of(user, AuditEvent.Type.SESSION_REVOKED, because.at(), because.origin());
        log(
            told.with(
                Map.of("reason", because.reason().name(), "count", Integer.toString(revoked))));
      }
      return revoked;
    }

    @Override
    public Optional<Session> find(SessionId id) {
      return store.find(id);
    }

    @Override
    public List<Session> findLive(UserId user, Instant now) {
      return store.findLive(user, now);
    }

    @Override
    public void probe() {
      store.probe();
    }

    @Override
    public int purge(Instant before, int limit) {
      return store.purge(before, limit);
    }
  }

  /// A user store that logs the events that come with its changes.
  record LoggedUsers(UserStore users) implements UserStore {
    @Override
    public boolean add(User user, PasswordHash passwordHash, AuditEvent event) {
      return logIf(users.add(user, passwordHash, event), event);
    }

    @Override
    public void disable(UserId id, Revocation because, AuditEvent event) {
      users.disable(id, because, event);
      log(event);
    }

    @Override
    public void enable(UserId id, AuditEvent event) {
      users.enable(id, event);
      log(event);
    }

    @Override
    public void setPassword(
        UserId id, PasswordHash passwordHash, Revocation because, AuditEvent event) {
      users.setPassword(id, passwordHash, because, event);
      log(event);
    }

    @Override
    public Optional<Credentials> find(Username username) {
      return users.find(username);
    }

    @Override
    public Optional<User> find(UserId id) {
      return users.find(id);
    }

    @Override
    public List<User> all() {
      return users.all();
    }
  }

  /// An audit log that logs the events that come with no change.
  record LoggedAudit(AuditLog audit) implements AuditLog {
    @Override
    public void record(AuditEvent event) {
      audit.record(event);
      log(event);
    }

    @Override
    public List<AuditEvent> of(SessionId session) {
      return audit.of(session);
    }

    @Override
    public int purge(Instant before, int limit) {
      return audit.purge(before, limit);
    }
  }

  private static boolean logIf(boolean stored, AuditEvent event) {
    if (stored) {
      log(event);
    }
    return stored;
  }

  private static void log(AuditEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    event.token().ifPresent(token -> put(fields, token));
    event.user().ifPresent(user -> fields.put("user", user));
    fields.put("ip_address", event.origin().ipAddress());
    fields.put("user_agent", event.origin().userAgent());
    fields.putAll(event.detail());
    LoggingEventBuilder line = LOG.atLevel(level(event.type()));
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      line = line.addKeyValue(field.getKey(), field.getValue());
    }
    line.log(event.type().name());
  }

  private static void put(Map<String, Object> fields, RefreshToken token) {
    fields.put("session", token.sessionId());
    fields.put("generation", token.generation());
    fields.put("variant", token.variant());
  }

  /// What every client does all day is told at `debug` only.
  private static Level level(AuditEvent.Type type) {
    return switch (type) {
      case TOKEN_ROTATED, TOKEN_RETRIED, TOKEN_CONFIRMED -> Level.DEBUG;
      case REUSE_DETECTED, TOKEN_RESTORED -> Level.WARN;
      case LOGIN_FAILED,
          SESSION_OPENED,
          TOKEN_RECOVERED,
          TOKEN_REFUSED,
          SESSION_REVOKED,
          USER_ADDED,
          USER_DISABLED,
          USER_ENABLED,
          PASSWORD_CHANGED ->
          Level.INFO;
    };
  }
}
