package dev.rejeton.adapter.persistence;

import dev.rejeton.application.port.out.UserStore;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.User;
import dev.rejeton.domain.UserId;
import dev.rejeton.domain.Username;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Users in the table `users`.
final class JdbiUserStore implements UserStore {
  private final Connections connections;

  JdbiUserStore(Connections connections) {
    this.connections = connections;
  }

  private <T> T read(Function<UserStatements, T> query) {
    return connections.read(handle -> query.apply(statements(handle)));
  }

  private boolean write(Function<UserStatements, Boolean> change) {
    return connections.write(handle -> change.apply(statements(handle)));
  }

  private static UserStatements statements(Handle handle) {
    return handle.attach(UserStatements.class);
  }

  @Override
  public boolean add(User user, PasswordHash passwordHash) {
    return write(users ->
        users.add(
            user.id().value(),
            user.username().written(),
            user.username().key(),
            user.createdAt().toEpochMilli(),
            user.disabled(),
            passwordHash.phc()));
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
  public void disable(UserId id) {
    write(users -> users.setDisabled(id.value(), true));
  }

  @Override
  public void enable(UserId id) {
    write(users -> users.setDisabled(id.value(), false));
  }

  @Override
  public void setPassword(UserId id, PasswordHash passwordHash, Instant now) {
    write(users -> users.setPassword(id.value(), passwordHash.phc(), now.toEpochMilli()));
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
