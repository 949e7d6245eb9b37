package dev.rejeton.bootstrap;

import static dev.rejeton.bootstrap.EventLog.log;
import static dev.rejeton.bootstrap.EventLog.logIf;

import dev.rejeton.application.port.out.AuditLog;
import dev.rejeton.application.port.out.ClientStore;
import dev.rejeton.application.port.out.KeyStore;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.application.port.out.UserStore;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.SecretHash;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.User;
import dev.rejeton.domain.UserId;
import dev.rejeton.domain.Username;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Stores that log the events that come with their changes, once these are stored.
final class LoggedStores {
  private LoggedStores() {}

  /// Sessions.
  record Sessions(SessionStore store) implements SessionStore {
    @Override
    public boolean add(Session session, Optional<PasswordHash> checked, AuditEvent event) {
      return logIf(store.add(session, checked, event), event);
    }

    @Override
    public boolean replace(Session next, AuditEvent event) {
      return logIf(store.replace(next, event), event);
    }

    @Override
    public int revokeAll(UserId user, Optional<SessionId> except, Revocation because) {
      int revoked = store.revokeAll(user, except, because);
      if (revoked > 0) {
        AuditEvent told =
            AuditEvent.of(user, AuditEvent.Type.SESSION_REVOKED, because.at(), because.origin());
        log(
            told.with(
                Map.of("reason", because.reason().name(), "count", Integer.toString(revoked))));
      }
      return revoked;
    }

    @Override
    public Optional<Session> find(SessionId id) {
      return store.find(id);
    }

    @Override
    public List<Session> findLive(UserId user, Instant now) {
      return store.findLive(user, now);
    }

    @Override
    public void probe() {
      store.probe();
    }

    @Override
    public int purge(Instant before, int limit) {
      return store.purge(before, limit);
    }
  }

  /// Users.
  record Users(UserStore users) implements UserStore {
    @Override
    public boolean add(User user, PasswordHash passwordHash, AuditEvent event) {
      return logIf(users.add(user, passwordHash, event), event);
    }

    @Override
    public void disable(UserId id, Revocation because, AuditEvent event) {
      users.disable(id, because, event);
      log(event);
    }

    @Override
    public void enable(UserId id, AuditEvent event) {
      users.enable(id, event);
      log(event);
    }

    @Override
    public void setPassword(
        UserId id, PasswordHash passwordHash, Revocation because, AuditEvent event) {
      users.setPassword(id, passwordHash, because, event);
      log(event);
    }

    @Override
    public Optional<Credentials> find(Username username) {
      return users.find(username);
    }

    @Override
    public Optional<User> find(UserId id) {
      return users.find(id);
    }

    @Override
    public List<User> all() {
      return users.all();
    }
  }

  /// The audit log, and with it the events that come with no change.
  record Audit(AuditLog audit) implements AuditLog {
    @Override
    public void record(AuditEvent event) {
      audit.record(event);
      log(event);
    }

    @Override
    public List<AuditEvent> of(SessionId session) {
      return audit.of(session);
    }

    @Override
    public int purge(Instant before, int limit) {
      return audit.purge(before, limit);
    }
  }

  /// Clients.
  record Clients(ClientStore clients) implements ClientStore {
    @Override
    public boolean add(Registration registration, AuditEvent event) {
      return logIf(clients.add(registration, event), event);
    }

    @Override
    public boolean replaceSecrets(Registration before, List<SecretHash> secrets, AuditEvent event) {
      return logIf(clients.replaceSecrets(before, secrets, event), event);
    }

    @Override
    public boolean remove(ClientId id, Revocation because, AuditEvent event) {
      return logIf(clients.remove(id, because, event), event);
    }

    @Override
    public Optional<Registration> find(ClientId id) {
      return clients.find(id);
    }

    @Override
    public List<Registration> all() {
      return clients.all();
    }
  }

  /// Keys.
  record Keys(KeyStore keys) implements KeyStore {
    @Override
    public boolean add(StoredKey signingKey, AuditEvent event) {
      return logIf(keys.add(signingKey, event), event);
    }

    @Override
    public boolean replace(StoredKey before, StoredKey after, AuditEvent event) {
      return logIf(keys.replace(before, after, event), event);
    }

    @Override
    public boolean add(MasterKeyRecord masterKey) {
      return keys.add(masterKey);
    }

    @Override
    public List<MasterKeyRecord> masterKeys() {
      return keys.masterKeys();
    }

    @Override
    public List<StoredKey> signingKeys() {
      return keys.signingKeys();
    }
  }
}
