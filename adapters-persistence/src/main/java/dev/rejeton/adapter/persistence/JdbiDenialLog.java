package dev.rejeton.adapter.persistence;

import dev.rejeton.application.port.out.DenialLog;
import dev.rejeton.domain.Denial;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Denials in the table `denial`.
final class JdbiDenialLog implements DenialLog {
  private final Connections connections;

  JdbiDenialLog(Connections connections) {
    this.connections = connections;
  }

  /// Adds one within the caller's transaction.
  static void insert(Handle handle, Denial denial) {
    handle
        .createUpdate(
            """
            INSERT INTO denial (session_id, floor_generation, floor_variant, until)
            VALUES (:session_id, :floor_generation, :floor_variant, :until)
            """)
        .bind("session_id", denial.sessionId().value())
        .bind("floor_generation", denial.floor().map(RefreshToken::generation))
        .bind("floor_variant", denial.floor().map(RefreshToken::variant))
        .bind("until", denial.until().toEpochMilli())
        .execute();
  }

  @Override
  public long mark() {
    return connections.dataVersion();
  }

  @Override
  public List<Entry> after(long number, Instant now, int limit) {
    return connections.read(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM denial
                WHERE number > :number AND until > :now
                ORDER BY number LIMIT :limit
                """)
            .bind("number", number)
            .bind("now", now.toEpochMilli())
            .bind("limit", limit)
            .map(JdbiDenialLog::entry)
            .list());
  }

  @Override
  public int purge(Instant before, int limit) {
    return connections.write(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM denial
                WHERE number IN (SELECT number FROM denial WHERE until < :before LIMIT :limit)
                """)
            .bind("before", before.toEpochMilli())
            .bind("limit", limit)
            .execute());
  }

  private static Entry entry(ResultSet row, StatementContext context) throws SQLException {
    var session = new SessionId(row.getString("session_id"));
    var until = Instant.ofEpochMilli(row.getLong("until"));
    return new Entry(row.getLong("number"), new Denial(session, floor(row, session), until));
  }

  private static Optional<RefreshToken> floor(ResultSet row, SessionId session)
      throws SQLException {
    var floor =
        new RefreshToken(session, row.getInt("floor_generation"), row.getInt("floor_variant"));
    return row.wasNull() ? Optional.empty() : Optional.of(floor);
  }
}
