package dev.rejeton.adapter.persistence;

import dev.rejeton.application.port.out.UserStore;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.User;
import dev.rejeton.domain.UserId;
import dev.rejeton.domain.Username;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Users in the table `users`.
final class JdbiUserStore implements UserStore {
  private final Connections connections;

  JdbiUserStore(Connections connections) {
    this.connections = connections;
  }

  private <T> T read(Function<UserStatements, T> query) {
    return connections.read(handle -> query.apply(handle.attach(UserStatements.class)));
  }

  /// Makes a change, and whatever it entails if it changed anything.
  private boolean change(Predicate<UserStatements> change, Consumer<Handle> entailed) {
    return connections.write(handle -> {
      boolean changed = change.test(handle.attach(UserStatements.class));
      if (changed) {
        entailed.accept(handle);
      }
      return changed;
    });
  }

  @Override
  public boolean add(User user, PasswordHash passwordHash, AuditEvent event) {
    return change(
        users ->
            users.add(
                user.id().value(),
                user.username().written(),
                user.username().key(),
                user.createdAt().toEpochMilli(),
                user.disabled(),
                passwordHash.phc()),
        handle -> AuditColumns.insert(handle, event));
  }

  @Override
  public Optional<Credentials> find(Username username) {
    return read(users -> users.findByName(username.key()));
  }

  @Override
  public Optional<User> find(UserId id) {
    return read(users -> users.find(id.value()));
  }

  @Override
  public List<User> all() {
    return read(UserStatements::all);
  }

  @Override
  public void disable(UserId id, Revocation because, AuditEvent event) {
    change(
        users -> users.setDisabled(id.value(), true),
        handle -> revokeAll(handle, id, because, event));
  }

  @Override
  public void enable(UserId id, AuditEvent event) {
    change(
        users -> users.setDisabled(id.value(), false),
        handle -> AuditColumns.insert(handle, event));
  }

  @Override
  public void setPassword(
      UserId id, PasswordHash passwordHash, Revocation because, AuditEvent event) {
    change(
        users -> users.setPassword(id.value(), passwordHash.phc()),
        handle -> revokeAll(handle, id, because, event));
  }

  private static void revokeAll(Handle handle, UserId id, Revocation because, AuditEvent event) {
    JdbiSessionStore.revokeAll(handle, id, Optional.empty(), because);
    AuditColumns.insert(handle, event);
  }

  static Credentials credentials(ResultSet row, StatementContext context) throws SQLException {
    return new Credentials(user(row, context), new PasswordHash(row.getString("password_hash")));
  }

  static User user(ResultSet row, StatementContext context) throws SQLException {
    return new User(
        new UserId(row.getString("id")),
        new Username(row.getString("name")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        row.getBoolean("disabled"));
  }
}
