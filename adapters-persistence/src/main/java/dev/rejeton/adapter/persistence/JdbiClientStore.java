package dev.rejeton.adapter.persistence;

import dev.rejeton.application.port.out.ClientStore;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.SecretHash;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;

/// Clients in the table `client`.
final class JdbiClientStore implements ClientStore {
  private static final ClientColumns COLUMNS = new ClientColumns();

  private final Connections connections;

  JdbiClientStore(Connections connections) {
    this.connections = connections;
  }

  @Override
  public boolean add(Registration registration, AuditEvent event) {
    return connections.write(handle -> {
      Update insert =
          handle.createUpdate(
              """
              INSERT INTO client (
                id, name, confidential, grant_types, scope, audience, profile, access_token_life,
                idle_timeout, absolute_timeout, secret_hash, older_secret_hash, created_at)
              VALUES (
                :id, :name, :confidential, :grant_types, :scope, :audience, :profile,
                :access_token_life, :idle_timeout, :absolute_timeout,
                :secret_hash, :older_secret_hash, :created_at)
              ON CONFLICT DO NOTHING
              """);
      return AuditColumns.execute(handle, ClientColumns.bind(insert, registration), event);
    });
  }

  @Override
  public Optional<Registration> find(ClientId id) {
    return connections.read(handle ->
        handle
            .createQuery("SELECT * FROM client WHERE id = :id")
            .bind("id", id.value())
            .map(COLUMNS)
            .findOne());
  }

  @Override
  public List<Registration> all() {
    return connections.read(
        handle -> handle.createQuery("SELECT * FROM client ORDER BY id").map(COLUMNS).list());
  }

  @Override
  public boolean replaceSecrets(Registration before, List<SecretHash> secrets, AuditEvent event) {
    return connections.write(handle -> {
      Update update =
          handle.createUpdate(
              """
              UPDATE client SET secret_hash = :secret_hash, older_secret_hash = :older_secret_hash
              WHERE id = :id
                AND secret_hash IS :before_secret_hash
                AND older_secret_hash IS :before_older_secret_hash
              """);
      ClientColumns.bind(update, "", secrets);
      ClientColumns.bind(update, "before_", before.secrets());
      return AuditColumns.execute(handle, update.bind("id", before.client().id().value()), event);
    });
  }

  @Override
  public boolean remove(ClientId id, Revocation because, AuditEvent event) {
    return connections.write(handle -> {
      Update delete =
          handle.createUpdate("DELETE FROM client WHERE id = :id").bind("id", id.value());
      boolean removed = AuditColumns.execute(handle, delete, event);
      if (removed) {
        JdbiSessionStore.revokeAll(handle, id, because);
      }
      return removed;
    });
  }
}
