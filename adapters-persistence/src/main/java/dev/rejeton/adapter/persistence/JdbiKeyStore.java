package dev.rejeton.adapter.persistence;

import dev.rejeton.application.port.out.KeyStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;

/// Keys in the table `stored_key`.
final class JdbiKeyStore implements KeyStore {
  private final Connections connections;

  JdbiKeyStore(Connections connections) {
    this.connections = connections;
  }

  @Override
  public List<StoredKey> all(Purpose purpose) {
    return connections.read(handle ->
        handle
            .createQuery("SELECT * FROM stored_key WHERE purpose = :purpose ORDER BY created_at")
            .bind("purpose", purpose.name())
            .map(JdbiKeyStore::key)
            .list());
  }

  @Override
  public boolean add(StoredKey key) {
    return connections.write(handle ->
        handle
                .createUpdate(
                    """
                    INSERT INTO stored_key (purpose, id, created_at, open_part, sealed_part)
                    VALUES (:purpose, :id, :created_at, :open_part, :sealed_part)
                    ON CONFLICT DO NOTHING
                    """)
                .bind("purpose", key.purpose().name())
                .bind("id", key.id())
                .bind("created_at", key.createdAt().toEpochMilli())
                .bind("open_part", key.open())
                .bind("sealed_part", key.sealed())
                .execute()
            == 1);
  }

  private static StoredKey key(ResultSet row, StatementContext context) throws SQLException {
    return new StoredKey(
        Purpose.valueOf(row.getString("purpose")),
        row.getString("id"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        row.getString("open_part"),
        row.getString("sealed_part"));
  }
}
