package dev.rejeton.adapter.persistence;

import dev.rejeton.application.port.out.UserStore.Credentials;
import dev.rejeton.domain.User;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The statements about the table `users`; Jdbi implements them.
interface UserStatements {
  @SqlUpdate(
      """
      INSERT INTO users (id, name, name_key, created_at, disabled, password_hash)
      VALUES (:id, :name, :nameKey, :createdAt, :disabled, :passwordHash)
      ON CONFLICT (name_key) DO NOTHING
      """)
  boolean add(
      String id,
      String name,
      String nameKey,
      long createdAt,
      boolean disabled,
      String passwordHash);

  @SqlQuery("SELECT * FROM users WHERE name_key = :nameKey")
  Optional<Credentials> findByName(String nameKey);

  @SqlQuery("SELECT * FROM users WHERE id = :id")
  Optional<User> find(String id);

  @SqlQuery("SELECT * FROM users ORDER BY name_key")
  List<User> all();

  @SqlUpdate("UPDATE users SET disabled = :disabled WHERE id = :id")
  boolean setDisabled(String id, boolean disabled);

  @SqlUpdate("UPDATE users SET password_hash = :passwordHash WHERE id = :id")
  boolean setPassword(String id, String passwordHash);
}
