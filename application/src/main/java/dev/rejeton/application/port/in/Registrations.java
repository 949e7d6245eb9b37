package dev.rejeton.application.port.in;

import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// For whoever decides which clients there are (RFC 6749 §2).
public interface Registrations {
  /// A client as it is registered.
  ///
  /// @param secrets how many secrets it has: none, one, or two while one takes the other's place
  record Registered(Client client, int secrets, Instant createdAt) {}

  sealed interface RegistrationResult {
    /// The client as it is now, or was.
    ///
    /// @param secret a confidential client's new secret, shown this once
    record Done(Client client, Optional<Secret> secret) implements RegistrationResult {}

    /// A client or a user has this id (RFC 9700 §4.15).
    record IdTaken() implements RegistrationResult {}

    record NoSuchClient() implements RegistrationResult {}

    /// A public client has no secret.
    record Public() implements RegistrationResult {}
  }

  RegistrationResult add(Client client, Origin origin);

  /// {@return the registered clients by id; the first-party client is not one of them}
  List<Registered> all();

  /// Makes another secret for a confidential client. The one it has stays good until
  /// [#forgetOlderSecret], or until there is a third.
  RegistrationResult rollSecret(ClientId id, Origin origin);

  /// Leaves a confidential client only the newest of its secrets.
  RegistrationResult forgetOlderSecret(ClientId id, Origin origin);

  /// Removes a client and ends its sessions.
  RegistrationResult remove(ClientId id, Origin origin);
}
