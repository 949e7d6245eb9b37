package dev.rejeton.adapter.persistence;

import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/// Sessions in the table `session`, the events of their changes in `audit_event`, and what they
/// deny in `denial`.
final class JdbiSessionStore implements SessionStore {
  private static final SessionColumns COLUMNS = new SessionColumns();

  private static final String INSERT =
      """
      INSERT INTO session (
        id, user_id, client_id, scope, audience, auth_time, amr,
        device_name, login_ip_address, login_user_agent,
        created_at, ends_at, remembered, salt_key_id, salt_bits, idle_at,
        generation, variant, previous_variant, rotated_at,
        answered_ip_address, answered_user_agent, recovered_at, recoveries, confirmed,
        floor_generation, floor_variant,
        revoked_at, revocation_reason, revocation_ip_address, revocation_user_agent, version)
      SELECT
        :id, :user_id, :client_id, :scope, :audience, :auth_time, :amr,
        :device_name, :login_ip_address, :login_user_agent,
        :created_at, :ends_at, :remembered, :salt_key_id, :salt_bits, :idle_at,
        :generation, :variant, :previous_variant, :rotated_at,
        :answered_ip_address, :answered_user_agent, :recovered_at, :recoveries, :confirmed,
        :floor_generation, :floor_variant,
        :revoked_at, :revocation_reason, :revocation_ip_address, :revocation_user_agent, :version
      WHERE NOT EXISTS (
        SELECT 1 FROM users
        WHERE id = :user_id AND (disabled OR password_hash <> :checked))
      """;

  private static final String UPDATE =
      """
      UPDATE session SET
        idle_at = :idle_at, generation = :generation, variant = :variant,
        previous_variant = :previous_variant, rotated_at = :rotated_at,
        answered_ip_address = :answered_ip_address, answered_user_agent = :answered_user_agent,
        recovered_at = :recovered_at, recoveries = :recoveries, confirmed = :confirmed,
        floor_generation = :floor_generation, floor_variant = :floor_variant,
        revoked_at = :revoked_at, revocation_reason = :revocation_reason,
        revocation_ip_address = :revocation_ip_address,
        revocation_user_agent = :revocation_user_agent,
        version = :version
      WHERE id = :id AND version = :version - 1
      """;

  /// A session is never idle later than it ends, so that its absolute end needs no asking.
  private static final String OVER = "(idle_at < :before OR revoked_at < :before)";

  private final Connections connections;

  JdbiSessionStore(Connections connections) {
    this.connections = connections;
  }

  @Override
  public boolean add(Session session, Optional<PasswordHash> checked, AuditEvent event) {
    return connections.write(handle -> {
      Update insert = SessionColumns.bind(handle.createUpdate(INSERT), session);
      insert.bind("checked", checked.map(PasswordHash::phc));
      return store(handle, insert, session, event);
    });
  }

  @Override
  public Optional<Session> find(SessionId id) {
    return connections.read(handle ->
        handle
            .createQuery("SELECT * FROM session WHERE id = :id")
            .bind("id", id.value())
            .map(COLUMNS)
            .findOne());
  }

  @Override
  public boolean replace(Session next, AuditEvent event) {
    return connections.write(handle -> replace(handle, next, event));
  }

  private static boolean replace(Handle handle, Session next, AuditEvent event) {
    Update update = SessionColumns.bindChanging(handle.createUpdate(UPDATE), next);
    return store(handle, update, next, event);
  }

  private static boolean store(Handle handle, Update change, Session session, AuditEvent event) {
    boolean stored = AuditColumns.execute(handle, change, event);
    if (stored) {
      session.denial().ifPresent(denial -> JdbiDenialLog.insert(handle, denial));
    }
    return stored;
  }

  @Override
  public List<Session> findLive(UserId user, Instant now) {
    return connections.read(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM session
                WHERE user_id = :user_id AND revoked_at IS NULL AND idle_at > :now
                ORDER BY created_at DESC
                """)
            .bind("user_id", user.value())
            .bind("now", now.toEpochMilli())
            .map(COLUMNS)
            .list());
  }

  @Override
  public int revokeAll(UserId user, Optional<SessionId> except, Revocation because) {
    return connections.write(handle -> revokeAll(handle, user, except, because));
  }

  /// Does so within the caller's transaction.
  static int revokeAll(Handle handle, UserId user, Optional<SessionId> except, Revocation because) {
    Query unrevoked =
        handle
            .createQuery(
                """
                SELECT * FROM session
                WHERE user_id = :user_id AND revoked_at IS NULL AND id <> :except
                """)
            .bind("user_id", user.value())
            .bind("except", except.map(SessionId::value).orElse(""));
    return revoke(handle, unrevoked, because);
  }

  /// Revokes every session that was opened through the client, as [#revokeAll(UserId, Optional,
  /// Revocation)] does, within the caller's transaction. Reads them all to find these.
  static void revokeAll(Handle handle, ClientId client, Revocation because) {
    String sql = "SELECT * FROM session WHERE client_id = :client_id AND revoked_at IS NULL";
    revoke(handle, handle.createQuery(sql).bind("client_id", client.value()), because);
  }

  private static int revoke(Handle handle, Query some, Revocation because) {
    List<Session> unrevoked = some.map(COLUMNS).list();
    unrevoked.forEach(
        session -> replace(handle, session.revoke(because), AuditEvent.revoked(session, because)));
    return unrevoked.size();
  }

  @Override
  public void probe() {
    connections.probe();
  }

  /// Looks for them as a reader, because that takes time and the writer is needed for refreshes;
  /// and asks again when forgetting, because a session may have been refreshed meanwhile.
  @Override
  public int purge(Instant before, int limit) {
    List<String> over =
        connections.read(handle ->
            handle
                .createQuery("SELECT id FROM session WHERE " + OVER + " LIMIT :limit")
                .bind("before", before.toEpochMilli())
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    return over.isEmpty() ? 0 : connections.write(handle -> forget(handle, over, before));
  }

  static int forget(Handle handle, List<String> ids, Instant before) {
    PreparedBatch batch = handle.prepareBatch("DELETE FROM session WHERE id = :id AND " + OVER);
    ids.forEach(id -> batch.bind("id", id).bind("before", before.toEpochMilli()).add());
    return IntStream.of(batch.execute()).sum();
  }
}
