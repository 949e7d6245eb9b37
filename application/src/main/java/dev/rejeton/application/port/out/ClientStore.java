package dev.rejeton.application.port.out;

import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.SecretHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps the registered clients and the hashes of their secrets. Atomic, durable and failing as
/// [SessionStore]; a change and its events are stored together or not at all.
public interface ClientStore {
  /// A client and what it may authenticate with.
  ///
  /// @param secrets the hashes of its secrets, the newest first
  record Registration(Client client, List<SecretHash> secrets, Instant createdAt) {}

  /// {@return whether the client was added; not if there is one of its id}
  boolean add(Registration registration, AuditEvent event);

  Optional<Registration> find(ClientId id);

  /// {@return all clients by id}
  List<Registration> all();

  /// Replaces the secrets of a client, if they are still those of `before`.
  ///
  /// @return whether they were
  boolean replaceSecrets(Registration before, List<SecretHash> secrets, AuditEvent event);

  /// Removes a client and revokes all its sessions, telling of each ([AuditEvent#revoked]), in one
  /// step.
  ///
  /// @return whether there was one
  boolean remove(ClientId id, Revocation because, AuditEvent event);
}
