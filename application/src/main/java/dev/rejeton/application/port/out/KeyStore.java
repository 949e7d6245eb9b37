package dev.rejeton.application.port.out;

import java.time.Instant;
import java.util.List;

/// Keeps key material that belongs to the database: sealed, or a mere fingerprint. Atomic, durable
/// and failing as [SessionStore].
public interface KeyStore {
  enum Purpose {
    /// A fingerprint of a master key this database was used with; nothing is sealed.
    MASTER,
    /// A key that signs access tokens.
    SIGNING
  }

  /// A key, as it rests.
  ///
  /// @param id unique among the keys of its purpose
  /// @param open what may be read by anyone: a fingerprint, a public key
  /// @param sealed the private part, encrypted under the master key; empty if there is none
  record StoredKey(Purpose purpose, String id, Instant createdAt, String open, String sealed) {}

  /// {@return the keys of a purpose, the oldest first}
  List<StoredKey> all(Purpose purpose);

  /// {@return whether the key was added; not if the purpose has one of this id already}
  boolean add(StoredKey key);
}
