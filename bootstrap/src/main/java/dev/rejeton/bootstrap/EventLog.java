package dev.rejeton.bootstrap;

import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.RefreshToken;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/// Writes events to the log: those of a change once it is stored, the others as they are recorded.
final class EventLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.rejeton.audit");

  private EventLog() {}

  /// {@return whether it was stored} If so, it is told.
  static boolean logIf(boolean stored, AuditEvent event) {
    if (stored) {
      log(event);
    }
    return stored;
  }

  static void log(AuditEvent event) {
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
          PASSWORD_CHANGED,
          CLIENT_ADDED,
          CLIENT_SECRET_CHANGED,
          CLIENT_REMOVED,
          CLIENT_AUTHENTICATION_FAILED,
          SIGNING_KEY_ADDED,
          SIGNING_KEY_RETIRED,
          SIGNING_KEY_RESEALED ->
          Level.INFO;
    };
  }
}
