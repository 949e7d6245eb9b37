package dev.rejeton.application.port.out;

import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.User;
import dev.rejeton.domain.UserId;
import dev.rejeton.domain.Username;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Sessions and users in memory, one call at a time. The other stores are beside them: they have
/// methods of the same names. Open, so that a test can come in between two calls.
public class MemoryStore implements SessionStore, UserStore {
  private final Map<SessionId, Session> sessions = new HashMap<>();
  private final Map<UserId, Account> accounts = new HashMap<>();
  private final MemoryAuditLog audit = new MemoryAuditLog();
  private final MemoryDenialLog denials = new MemoryDenialLog();
  private final Map<ClientId, ClientStore.Registration> clients = new HashMap<>();

  private record Account(User user, PasswordHash passwordHash) {
    boolean admits(Optional<PasswordHash> checked) {
      return !user.disabled() && checked.orElse(passwordHash).equals(passwordHash);
    }

    Account disabled(boolean disabled) {
      var changed = new User(user.id(), user.username(), user.createdAt(), disabled);
      return new Account(changed, passwordHash);
    }
  }

  public AuditLog audit() {
    return audit;
  }

  public DenialLog denials() {
    return denials;
  }

  public ClientStore clients() {
    return new MemoryClientStore(clients, this);
  }

  /// {@return all that happened, in the order it was told}
  public List<AuditEvent> events() {
    return audit.events();
  }

  @Override
  public synchronized boolean add(
      Session session, Optional<PasswordHash> checked, AuditEvent event) {
    if (sessions.containsKey(session.id())) {
      throw new IllegalStateException("there is a session of this id");
    }
    Account account = accounts.get(session.grant().userId());
    return (account == null || account.admits(checked)) && put(session, event);
  }

  private boolean put(Session session, AuditEvent event) {
    sessions.put(session.id(), session);
    session.denial().ifPresent(denials::add);
    audit.record(event);
    return true;
  }

  @Override
  public synchronized Optional<Session> find(SessionId id) {
    return Optional.ofNullable(sessions.get(id));
  }

  @Override
  public synchronized boolean replace(Session next, AuditEvent event) {
    return find(next.id()).filter(stored -> stored.version() == next.version() - 1).isPresent()
        && put(next, event);
  }

  @Override
  public synchronized List<Session> findLive(UserId user, Instant now) {
    return of(user)
        .filter(session -> session.isLive(now))
        .sorted(Comparator.comparing((Session s) -> s.lifetime().createdAt()).reversed())
        .toList();
  }

  private Stream<Session> of(UserId user) {
    return sessions.values().stream().filter(session -> session.grant().userId().equals(user));
  }

  @Override
  public synchronized int revokeAll(UserId user, Optional<SessionId> except, Revocation because) {
    return revokeAll(
        of(user).filter(session -> !Optional.of(session.id()).equals(except)), because);
  }

  synchronized void revokeAll(ClientId client, Revocation because) {
    var all = sessions.values().stream();
    revokeAll(all.filter(session -> session.grant().clientId().equals(client)), because);
  }

  private int revokeAll(Stream<Session> some, Revocation because) {
    List<Session> unrevoked = some.filter(session -> session.revocation().isEmpty()).toList();
    unrevoked.forEach(
        session -> put(session.revoke(because), AuditEvent.revoked(session, because)));
    return unrevoked.size();
  }

  @Override
  public void probe() {}

  @Override
  public synchronized int purge(Instant before, int limit) {
    List<SessionId> over =
        sessions.values().stream()
            .filter(session -> isOverBefore(before, session))
            .limit(limit)
            .map(Session::id)
            .toList();
    sessions.keySet().removeAll(over);
    return over.size();
  }

  private static boolean isOverBefore(Instant before, Session session) {
    return session.lifetime().idleAt().isBefore(before)
        || session.revocation().filter(because -> because.at().isBefore(before)).isPresent();
  }

  @Override
  public synchronized boolean add(User user, PasswordHash passwordHash, AuditEvent event) {
    if (find(user.username()).isPresent()) {
      return false;
    }
    if (accounts.putIfAbsent(user.id(), new Account(user, passwordHash)) != null) {
      throw new IllegalStateException("there is a user of this id");
    }
    audit.record(event);
    return true;
  }

  @Override
  public synchronized Optional<Credentials> find(Username username) {
    return accounts.values().stream()
        .filter(account -> account.user().username().key().equals(username.key()))
        .findFirst()
        .map(account -> new Credentials(account.user(), account.passwordHash()));
  }

  @Override
  public synchronized Optional<User> find(UserId id) {
    return Optional.ofNullable(accounts.get(id)).map(Account::user);
  }

  @Override
  public synchronized List<User> all() {
    return accounts.values().stream()
        .map(Account::user)
        .sorted(Comparator.comparing(user -> user.username().key()))
        .toList();
  }

  @Override
  public synchronized void disable(UserId id, Revocation because, AuditEvent event) {
    if (change(id, account -> account.disabled(true))) {
      revokeAll(id, Optional.empty(), because);
      audit.record(event);
    }
  }

  @Override
  public synchronized void enable(UserId id, AuditEvent event) {
    if (change(id, account -> account.disabled(false))) {
      audit.record(event);
    }
  }

  @Override
  public synchronized void setPassword(
      UserId id, PasswordHash passwordHash, Revocation because, AuditEvent event) {
    if (change(id, account -> new Account(account.user(), passwordHash))) {
      revokeAll(id, Optional.empty(), because);
      audit.record(event);
    }
  }

  private boolean change(UserId id, UnaryOperator<Account> change) {
    return accounts.computeIfPresent(id, (same, account) -> change.apply(account)) != null;
  }
}
