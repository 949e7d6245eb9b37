package dev.rejeton.application.port.in;

import dev.rejeton.domain.Access.Excess;
import dev.rejeton.domain.AccessRequest;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.Device;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Username;
import java.util.Optional;

/// For somebody with a user name and a password.
public interface Logins {
  /// Somebody asks to log in.
  ///
  /// @param access what the session is to be granted, of what its client is
  /// @param replaces a token of the session the caller holds now; that session ends (OWASP: a login
  ///   renews the session)
  record Attempt(
      Username username,
      Secret password,
      Client client,
      AccessRequest access,
      Device device,
      boolean remember,
      Optional<Secret> replaces) {}

  sealed interface LoginResult {
    record LoggedIn(IssuedTokens tokens) implements LoginResult {}

    /// Unknown user, wrong password or disabled user: the caller is not told which.
    record InvalidCredentials() implements LoginResult {}

    /// The password was right, and more was asked for than the client is granted.
    record Exceeded(Excess excess) implements LoginResult {}

    /// Too many passwords are being checked; nothing was decided.
    record Busy() implements LoginResult {}
  }

  LoginResult login(Attempt attempt);
}
