package dev.rejeton.application.port.in;

import dev.rejeton.domain.Client;
import dev.rejeton.domain.Device;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Username;
import java.util.Optional;

/// For somebody with a user name and a password.
public interface Logins {
  /// Somebody asks to log in.
  ///
  /// @param replaces a token of the session the caller holds now; that session ends (OWASP: a login
  ///   renews the session)
  record Attempt(
      Username username,
      Secret password,
      Client client,
      Device device,
      boolean remember,
      Optional<Secret> replaces) {}

  sealed interface LoginResult {
    record LoggedIn(IssuedTokens tokens) implements LoginResult {}

    /// Unknown user, wrong password or disabled user: the caller is not told which.
    record InvalidCredentials() implements LoginResult {}

    /// Too many passwords are being checked; nothing was decided.
    record Busy() implements LoginResult {}
  }

  LoginResult login(Attempt attempt);
}
