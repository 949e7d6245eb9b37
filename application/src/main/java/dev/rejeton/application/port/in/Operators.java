package dev.rejeton.application.port.in;

import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.User;
import dev.rejeton.domain.Username;
import java.util.List;
import java.util.Optional;

/// For whoever runs the server.
public interface Operators {
  sealed interface UserResult {
    record Done(User user) implements UserResult {}

    record NoSuchUser() implements UserResult {}

    record NameTaken() implements UserResult {}

    /// Too many passwords are being hashed; nothing was done.
    record Busy() implements UserResult {}
  }

  UserResult addUser(Username username, Secret password, Origin origin);

  List<User> users();

  /// Disables a user and ends all their sessions.
  UserResult disableUser(Username username, Origin origin);

  UserResult enableUser(Username username, Origin origin);

  /// Changes a user's password and ends all their sessions.
  UserResult changePassword(Username username, Secret password, Origin origin);

  /// {@return the live sessions of all users kept here, user by user, the newest of each first}
  List<Session> sessions();

  /// {@return the user's live sessions, the newest first; none for a user who does not exist}
  List<Session> sessions(Username username);

  /// {@return whether there was a session to revoke}
  boolean revoke(SessionId id, Origin origin);

  /// Revokes all sessions of a user.
  ///
  /// @return how many there were; none if there is no such user
  int revokeAll(Username username, Origin origin);

  /// Revokes all sessions of all users kept here.
  ///
  /// @return how many there were
  int revokeAll(Origin origin);

  /// A session and all that is known to have happened to it, the oldest first.
  ///
  /// @param user whose session it is, if users are kept here
  record History(Session session, Optional<User> user, List<AuditEvent> events) {}

  Optional<History> history(SessionId id);
}
