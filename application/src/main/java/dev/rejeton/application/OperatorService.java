package dev.rejeton.application;

import dev.rejeton.application.port.in.Operators;
import dev.rejeton.application.port.in.Operators.UserResult.Busy;
import dev.rejeton.application.port.in.Operators.UserResult.Done;
import dev.rejeton.application.port.in.Operators.UserResult.NameTaken;
import dev.rejeton.application.port.in.Operators.UserResult.NoSuchUser;
import dev.rejeton.application.port.out.AuditLog;
import dev.rejeton.application.port.out.PasswordHashes;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.application.port.out.UserStore;
import dev.rejeton.application.port.out.UserStore.Credentials;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Revocation.Reason;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.User;
import dev.rejeton.domain.UserId;
import dev.rejeton.domain.Username;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What an operator may do to users and sessions.
public final class OperatorService implements Operators {
  private final UserStore users;
  private final PasswordHashes passwords;
  private final SessionStore store;
  private final AuditLog audit;
  private final Revocations revocations;
  private final World world;

  public OperatorService(
      LoginService.Directory directory, SessionStore store, AuditLog audit, World world) {
    this.users = directory.users();
    this.passwords = directory.passwords();
    this.store = store;
    this.audit = audit;
    this.revocations = new Revocations(store);
    this.world = world;
  }

  @Override
  public UserResult addUser(Username username, Secret password, Origin origin) {
    if (users.find(username).isPresent()) {
      return new NameTaken();
    }
    Optional<PasswordHash> hash = passwords.hash(password);
    if (hash.isEmpty()) {
      return new Busy();
    }
    Instant now = world.clock().instant();
    var user = new User(UserId.random(world.random()), username, now, false);
    AuditEvent added = AuditEvent.of(user.id(), AuditEvent.Type.USER_ADDED, now, origin);
    return users.add(user, hash.get(), added) ? new Done(user) : new NameTaken();
  }

  @Override
  public List<User> users() {
    return users.all();
  }

  @Override
  public UserResult disableUser(Username username, Origin origin) {
    Instant now = world.clock().instant();
    return change(
        username,
        user ->
            users.disable(
                user.id(),
                new Revocation(now, Reason.USER_DISABLED, origin),
                AuditEvent.of(user.id(), AuditEvent.Type.USER_DISABLED, now, origin)));
  }

  @Override
  public UserResult enableUser(Username username, Origin origin) {
    Instant now = world.clock().instant();
    return change(
        username,
        user ->
            users.enable(
                user.id(), AuditEvent.of(user.id(), AuditEvent.Type.USER_ENABLED, now, origin)));
  }

  @Override
  public UserResult changePassword(Username username, Secret password, Origin origin) {
    if (find(username).isEmpty()) {
      return new NoSuchUser();
    }
    Optional<PasswordHash> hash = passwords.hash(password);
    if (hash.isEmpty()) {
      return new Busy();
    }
    Instant now = world.clock().instant();
    return change(
        username,
        user ->
            users.setPassword(
                user.id(),
                hash.get(),
                new Revocation(now, Reason.PASSWORD_CHANGED, origin),
                AuditEvent.of(user.id(), AuditEvent.Type.PASSWORD_CHANGED, now, origin)));
  }

  private UserResult change(Username username, Consumer<User> change) {
    Optional<User> user = find(username);
    user.ifPresent(change);
    return user.flatMap(known -> users.find(known.id()))
        .<UserResult>map(Done::new)
        .orElseGet(NoSuchUser::new);
  }

  @Override
  public List<Session> sessions() {
    Instant now = world.clock().instant();
    return users.all().stream().flatMap(user -> store.findLive(user.id(), now).stream()).toList();
  }

  @Override
  public List<Session> sessions(Username username) {
    Instant now = world.clock().instant();
    return find(username).map(user -> store.findLive(user.id(), now)).orElseGet(List::of);
  }

  @Override
  public boolean revoke(SessionId id, Origin origin) {
    return revocations.revoke(
        id, new Revocation(world.clock().instant(), Reason.ENDED_BY_OPERATOR, origin));
  }

  @Override
  public int revokeAll(Username username, Origin origin) {
    return find(username).map(user -> revokeAll(user, origin)).orElse(0);
  }

  @Override
  public int revokeAll(Origin origin) {
    return users.all().stream().mapToInt(user -> revokeAll(user, origin)).sum();
  }

  private int revokeAll(User user, Origin origin) {
    var because = new Revocation(world.clock().instant(), Reason.ENDED_BY_OPERATOR, origin);
    return store.revokeAll(user.id(), Optional.empty(), because);
  }

  @Override
  public Optional<History> history(SessionId id) {
    return store
        .find(id)
        .map(session -> new History(session, users.find(session.grant().userId()), audit.of(id)));
  }

  private Optional<User> find(Username username) {
    return users.find(username).map(Credentials::user);
  }
}
