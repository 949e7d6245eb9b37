package dev.rejeton.adapter.persistence;

import dev.rejeton.application.port.out.KeyStore;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.SigningKeyLife;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/// Keys in the tables `master_key` and `signing_key`.
final class JdbiKeyStore implements KeyStore {
  private final Connections connections;

  JdbiKeyStore(Connections connections) {
    this.connections = connections;
  }

  @Override
  public List<MasterKeyRecord> masterKeys() {
    return connections.read(handle ->
        handle
            .createQuery("SELECT * FROM master_key ORDER BY id")
            .map(JdbiKeyStore::masterKey)
            .list());
  }

  @Override
  public boolean add(MasterKeyRecord masterKey) {
    return connections.write(handle ->
        handle
                .createUpdate(
                    """
                    INSERT INTO master_key (id, fingerprint, created_at)
                    VALUES (:id, :fingerprint, :created_at)
                    ON CONFLICT DO NOTHING
                    """)
                .bind("id", masterKey.id())
                .bind("fingerprint", masterKey.fingerprint())
                .bind("created_at", masterKey.createdAt().toEpochMilli())
                .execute()
            == 1);
  }

  @Override
  public List<StoredKey> signingKeys() {
    return connections.read(handle ->
        handle
            .createQuery("SELECT * FROM signing_key ORDER BY number")
            .map(JdbiKeyStore::signingKey)
            .list());
  }

  @Override
  public boolean add(StoredKey signingKey, AuditEvent event) {
    return connections.write(handle -> {
      Update insert =
          handle.createUpdate(
              """
              INSERT INTO signing_key (number, published_at, signs_from, retired_at, jwk, sealed)
              VALUES (:number, :published_at, :signs_from, :retired_at, :jwk, :sealed)
              ON CONFLICT DO NOTHING
              """);
      return AuditColumns.execute(handle, bind(insert, "", signingKey), event);
    });
  }

  @Override
  public boolean replace(StoredKey before, StoredKey after, AuditEvent event) {
    return connections.write(handle -> {
      Update update =
          handle.createUpdate(
              """
              UPDATE signing_key SET
                number = :number, published_at = :published_at, signs_from = :signs_from,
                retired_at = :retired_at, jwk = :jwk, sealed = :sealed
              WHERE number = :before_number
                AND published_at = :before_published_at AND signs_from = :before_signs_from
                AND retired_at IS :before_retired_at
                AND jwk = :before_jwk AND sealed = :before_sealed
              """);
      return AuditColumns.execute(handle, bind(bind(update, "before_", before), "", after), event);
    });
  }

  /// Binds a key under the names of its columns, with something before each.
  private static Update bind(Update statement, String prefix, StoredKey key) {
    return statement
        .bind(prefix + "number", key.life().number())
        .bind(prefix + "published_at", key.life().publishedAt().toEpochMilli())
        .bind(prefix + "signs_from", key.life().signsFrom().toEpochMilli())
        .bind(prefix + "retired_at", key.retiredAt().map(Instant::toEpochMilli))
        .bind(prefix + "jwk", key.jwk())
        .bind(prefix + "sealed", key.sealed());
  }

  private static MasterKeyRecord masterKey(ResultSet row, StatementContext context)
      throws SQLException {
    return new MasterKeyRecord(
        row.getInt("id"),
        row.getString("fingerprint"),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }

  private static StoredKey signingKey(ResultSet row, StatementContext context) throws SQLException {
    var life =
        new SigningKeyLife(
            row.getInt("number"),
            Instant.ofEpochMilli(row.getLong("published_at")),
            Instant.ofEpochMilli(row.getLong("signs_from")));
    Optional<Instant> retiredAt = SessionColumns.optionalInstant(row, "retired_at");
    return new StoredKey(life, row.getString("jwk"), row.getString("sealed"), retiredAt);
  }
}
