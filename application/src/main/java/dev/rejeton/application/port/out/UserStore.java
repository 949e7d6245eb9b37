package dev.rejeton.application.port.out;

import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.User;
import dev.rejeton.domain.UserId;
import dev.rejeton.domain.Username;
import java.util.List;
import java.util.Optional;

/// Keeps users and the hashes of their passwords. Atomic, durable and failing as [SessionStore]; a
/// change and its events are stored together or not at all.
public interface UserStore {
  /// A user and what their password is checked against.
  record Credentials(User user, PasswordHash passwordHash) {}

  /// {@return whether the user was added; not if the name is taken, however it is capitalised}
  boolean add(User user, PasswordHash passwordHash, AuditEvent event);

  Optional<Credentials> find(Username username);

  Optional<User> find(UserId id);

  /// {@return all users by name}
  List<User> all();

  /// Disables the user, who gets no new session, and revokes all their sessions, telling of each
  /// ([AuditEvent#revoked]), in one step.
  void disable(UserId id, Revocation because, AuditEvent event);

  void enable(UserId id, AuditEvent event);

  /// Changes the password and revokes all the user's sessions, telling of each, in one step.
  void setPassword(UserId id, PasswordHash passwordHash, Revocation because, AuditEvent event);
}
