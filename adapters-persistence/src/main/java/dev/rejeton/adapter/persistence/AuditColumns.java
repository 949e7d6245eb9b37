package dev.rejeton.adapter.persistence;

import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/// An audit event as a row.
final class AuditColumns implements RowMapper<AuditEvent> {
  private static final String INSERT =
      """
      INSERT INTO audit_event (
        at, type, user_id, session_id, generation, variant, ip_address, user_agent, detail)
      VALUES (
        :at, :type, :user_id, :session_id, :generation, :variant, :ip_address, :user_agent, :detail)
      """;

  /// Makes a change, and stores the event that tells of it if it changed anything.
  ///
  /// @return whether it did
  static boolean execute(Handle handle, Update change, AuditEvent event) {
    if (change.execute() == 0) {
      return false;
    }
    insert(handle, event);
    return true;
  }

  static void insert(Handle handle, AuditEvent event) {
    handle
        .createUpdate(INSERT)
        .bind("at", event.at().toEpochMilli())
        .bind("type", event.type().name())
        .bind("user_id", event.user().map(UserId::value))
        .bind("session_id", event.token().map(token -> token.sessionId().value()))
        .bind("generation", event.token().map(RefreshToken::generation))
        .bind("variant", event.token().map(RefreshToken::variant))
        .bind("ip_address", event.origin().ipAddress())
        .bind("user_agent", event.origin().userAgent())
        .bind("detail", written(event.detail()))
        .execute();
  }

  @Override
  public AuditEvent map(ResultSet row, StatementContext context) throws SQLException {
    return new AuditEvent(
        Instant.ofEpochMilli(row.getLong("at")),
        AuditEvent.Type.valueOf(row.getString("type")),
        Optional.ofNullable(row.getString("user_id")).map(UserId::new),
        token(row),
        new Origin(row.getString("ip_address"), row.getString("user_agent")),
        read(row.getString("detail")));
  }

  private static Optional<RefreshToken> token(ResultSet row) throws SQLException {
    int generation = row.getInt("generation");
    int variant = row.getInt("variant");
    return Optional.ofNullable(row.getString("session_id"))
        .map(id -> new RefreshToken(new SessionId(id), generation, variant));
  }

  private static String written(Map<String, String> detail) {
    return detail.entrySet().stream()
        .map(told -> escape(told.getKey()).replace("=", "%3D") + "=" + escape(told.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static Map<String, String> read(String written) {
    return written
        .lines()
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(told -> unescape(told[0]), told -> unescape(told[1])));
  }

  /// No text can end its line: the line's own marks are percent-encoded.
  private static String escape(String text) {
    return text.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D");
  }

  private static String unescape(String text) {
    return text.replace("%3D", "=").replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
  }
}
