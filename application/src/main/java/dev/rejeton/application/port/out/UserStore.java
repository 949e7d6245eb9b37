package dev.rejeton.application.port.out;

import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.User;
import dev.rejeton.domain.UserId;
import dev.rejeton.domain.Username;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps users and the hashes of their passwords. Atomic, durable and failing as [SessionStore].
public interface UserStore {
  /// A user and what their password is checked against.
  record Credentials(User user, PasswordHash passwordHash) {}

  /// {@return whether the user was added; not if the name is taken, however it is capitalised}
  boolean add(User user, PasswordHash passwordHash);

  Optional<Credentials> find(Username username);

  Optional<User> find(UserId id);

  /// {@return all users by name}
  List<User> all();

  /// A disabled user gets no new session; ending the old ones is for the caller.
  void disable(UserId id);

  void enable(UserId id);

  /// Changes the password. A session whose login began before `now` can no longer be added.
  void setPassword(UserId id, PasswordHash passwordHash, Instant now);
}
