package dev.rejeton.application;

import dev.rejeton.application.port.in.Logins;
import dev.rejeton.application.port.in.Logins.LoginResult.Busy;
import dev.rejeton.application.port.in.Logins.LoginResult.InvalidCredentials;
import dev.rejeton.application.port.in.Logins.LoginResult.LoggedIn;
import dev.rejeton.application.port.in.Sessions;
import dev.rejeton.application.port.out.AuditLog;
import dev.rejeton.application.port.out.PasswordHashes;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.application.port.out.UserStore;
import dev.rejeton.application.port.out.UserStore.Credentials;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.Access.Excess;
import dev.rejeton.domain.Access.NarrowingOutcome.Exceeded;
import dev.rejeton.domain.Access.NarrowingOutcome.Narrowed;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Authentication;
import dev.rejeton.domain.Grant;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.User;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Turns a user name and a password into a new session.
public final class LoginService implements Logins {
  private final UserStore users;
  private final PasswordHashes passwords;
  private final SessionStore store;
  private final AuditLog audit;
  private final Issuer issuer;
  private final Sessions sessions;
  private final Revocations revocations;
  private final World world;

  /// What a login checks a password against.
  public record Directory(UserStore users, PasswordHashes passwords) {}

  public LoginService(
      Directory directory,
      SessionStore store,
      AuditLog audit,
      Issuer issuer,
      Sessions sessions,
      World world) {
    this.users = directory.users();
    this.passwords = directory.passwords();
    this.store = store;
    this.audit = audit;
    this.issuer = issuer;
    this.sessions = sessions;
    this.revocations = new Revocations(store);
    this.world = world;
  }

  @Override
  public LoginResult login(Attempt attempt) {
    Instant now = world.clock().instant();
    Optional<Credentials> found = users.find(attempt.username());
    // An unknown user costs the same hash, so that the time of the answer tells nothing.
    PasswordHash hash = found.map(Credentials::passwordHash).orElseGet(passwords::decoy);
    return switch (passwords.match(attempt.password(), hash)) {
      case BUSY -> new Busy();
      case DIFFERS -> refuse(found.map(Credentials::user), attempt, now);
      case MATCHES ->
          found
              .filter(credentials -> !credentials.user().disabled())
              .flatMap(credentials -> admit(credentials, attempt, now))
              .orElseGet(() -> refuse(found.map(Credentials::user), attempt, now));
    };
  }

  private Optional<LoginResult> admit(Credentials credentials, Attempt attempt, Instant now) {
    return switch (attempt.client().access().narrow(attempt.access())) {
      case Exceeded(Excess excess) -> Optional.of(new LoginResult.Exceeded(excess));
      case Narrowed(Access access) -> open(credentials, attempt, access, now);
    };
  }

  /// {@return the new session's tokens, unless the user was disabled or got a new password since}
  private Optional<LoginResult> open(
      Credentials credentials, Attempt attempt, Access access, Instant now) {
    // Looked for first: should the lookup fail, no session was opened that nobody has tokens of.
    Optional<Session> held = attempt.replaces().flatMap(sessions::holding);
    RotationPolicy policy = issuer.policyFor(attempt.client());
    var grant =
        new Grant(
            credentials.user().id(), attempt.client().id(), access, Authentication.byPassword(now));
    Session session =
        policy.open(
            SessionId.random(world.random()),
            grant,
            attempt.device(),
            issuer.refreshTokens().newSalt(),
            attempt.remember(),
            now);
    Origin origin = attempt.device().loggedInFrom();
    AuditEvent opened = AuditEvent.of(session, AuditEvent.Type.SESSION_OPENED, now, origin);
    if (!store.add(session, Optional.of(credentials.passwordHash()), opened)) {
      return Optional.empty();
    }
    var replaced = new Revocation(now, Revocation.Reason.REPLACED_BY_LOGIN, origin);
    held.ifPresent(old -> revocations.revoke(old.id(), replaced));
    return Optional.of(new LoggedIn(issuer.issue(session, policy, access, now)));
  }

  private LoginResult refuse(Optional<User> user, Attempt attempt, Instant now) {
    // The name as typed is not told: people type their password there.
    audit.record(
        new AuditEvent(
            now,
            AuditEvent.Type.LOGIN_FAILED,
            user.map(User::id),
            Optional.empty(),
            attempt.device().loggedInFrom(),
            Map.of()));
    return new InvalidCredentials();
  }
}
