package dev.rejeton.application.port.out;

import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.SigningKeyLife;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps key material that belongs to the database: sealed, or a mere fingerprint. Atomic, durable
/// and failing as [SessionStore].
public interface KeyStore {
  /// A master key that this database was used with.
  ///
  /// @param fingerprint what tells it from others, and does not help to find it
  record MasterKeyRecord(int id, String fingerprint, Instant createdAt) {}

  /// A signing key, as it rests.
  ///
  /// @param jwk its public part
  /// @param sealed the private part, encrypted under a master key; empty once it is retired
  record StoredKey(SigningKeyLife life, String jwk, String sealed, Optional<Instant> retiredAt) {
    /// {@return this key, without its private part}
    public StoredKey retired(Instant now) {
      return new StoredKey(life, jwk, "", Optional.of(now));
    }
  }

  /// {@return the master keys by id}
  List<MasterKeyRecord> masterKeys();

  /// {@return whether the record was added; not if there is one of this id already}
  boolean add(MasterKeyRecord masterKey);

  /// {@return the signing keys by number, retired ones too}
  List<StoredKey> signingKeys();

  /// {@return whether the key was added; not if there is one of this number already}
  boolean add(StoredKey signingKey, AuditEvent event);

  /// Stores a key in place of what it was before, if it still is that.
  ///
  /// @return whether it was
  boolean replace(StoredKey before, StoredKey after, AuditEvent event);
}
