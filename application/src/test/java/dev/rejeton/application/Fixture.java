package dev.rejeton.application;

import static dev.rejeton.domain.AccessRequest.ALL;

import dev.rejeton.application.port.in.IssuedTokens;
import dev.rejeton.application.port.in.Operators;
import dev.rejeton.application.port.in.Sessions;
import dev.rejeton.application.port.in.Tokens;
import dev.rejeton.application.port.in.Tokens.RefreshResult;
import dev.rejeton.application.port.out.MemoryStore;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.Audience;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Authentication;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Device;
import dev.rejeton.domain.Grant;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Profile;
import dev.rejeton.domain.RestoredSessions;
import dev.rejeton.domain.ReuseAction;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.Terms;
import dev.rejeton.domain.TokenSalt;
import dev.rejeton.domain.User;
import dev.rejeton.domain.UserId;
import dev.rejeton.domain.Username;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Services over the in-memory store, with tokens and passwords that say in clear what they are,
/// and a clock that stands still until it is told otherwise.
final class Fixture implements InstantSource {
  static final Instant T0 = Instant.parse("2026-03-01T08:00:00Z");
  static final Duration GRACE_PERIOD = Profile.BALANCED.policy().gracePeriod();
  static final Duration MAX_LOGIN_AGE = Duration.ofMinutes(15);
  static final Scope SCOPE = Scope.parse("api");
  static final Client APP = client("first-party");
  static final UserId ADA = new UserId("usr_ada");
  static final UserId BOB = new UserId("usr_bob");
  static final Secret PASSWORD = new Secret("correct horse");
  static final Origin LAPTOP = new Origin("192.0.2.1", "Firefox");

  final MemoryStore store = new MemoryStore();
  final CountingPasswordHashes passwords = new CountingPasswordHashes();
  final Confirmations confirmations = new Confirmations();
  final Verifier verifier = verifier(store);
  private Instant now = T0;

  @Override
  public Instant instant() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  static Client client(String id) {
    return Client.firstParty(new ClientId(id), SCOPE);
  }

  /// {@return a confidential client without terms of its own}
  static Client confidential(String id, String scope, String audience) {
    var access = new Access(Scope.parse(scope), Audience.parse(audience));
    return new Client(new ClientId(id), id, true, Set.of(), access, Terms.SERVERS);
  }

  Verifier verifier(SessionStore sessions) {
    var denials = new Denials(store.denials(), sessions);
    return new Verifier(new ClearAccessTokens(), denials, confirmations);
  }

  World world() {
    return new World(this, new SecureRandom());
  }

  LoginService.Directory directory() {
    return new LoginService.Directory(store, passwords);
  }

  static RotationPolicy policy(ReuseAction reuseAction) {
    RotationPolicy balanced = Profile.BALANCED.policy();
    return new RotationPolicy(
        balanced.timeouts(),
        balanced.gracePeriod(),
        balanced.recoveryWindow(),
        balanced.recoveryLimit(),
        reuseAction,
        RestoredSessions.ACCEPT);
  }

  Issuer issuer(ReuseAction reuseAction) {
    return new Issuer(
        policy(reuseAction),
        new ClearRefreshTokens(),
        new ClearAccessTokens(),
        new ClearCsrfTokens());
  }

  Tokens tokenService(ReuseAction reuseAction, SessionStore sessions) {
    return new TokenService(issuer(reuseAction), sessions, store.audit(), this);
  }

  Sessions sessionService(SessionStore sessions) {
    return new SessionService(
        sessions, issuer(ReuseAction.SESSION), verifier(sessions), MAX_LOGIN_AGE, this);
  }

  Operators operatorService(SessionStore sessions) {
    return new OperatorService(directory(), sessions, store.audit(), world());
  }

  /// Adds a user, who logs in with [#PASSWORD].
  User register(UserId id, String name) {
    var user = new User(id, new Username(name), now, false);
    PasswordHash hash = passwords.hash(PASSWORD).orElseThrow();
    store.add(user, hash, AuditEvent.of(id, AuditEvent.Type.USER_ADDED, now, LAPTOP));
    return user;
  }

  /// {@return a stored session of Ada's, opened now}
  Session open() {
    return open(ADA);
  }

  Session open(UserId user) {
    return open(user, APP);
  }

  /// {@return a stored session, granted all that its client is}
  Session open(UserId user, Client client) {
    var grant = new Grant(user, client.id(), client.access(), Authentication.byPassword(now));
    Session session =
        client
            .terms()
            .applyTo(policy(ReuseAction.SESSION))
            .open(
                SessionId.random(new SecureRandom()),
                grant,
                new Device("laptop", LAPTOP),
                new TokenSalt(1, "salt"),
                true,
                now);
    AuditEvent opened = AuditEvent.of(session, AuditEvent.Type.SESSION_OPENED, now, LAPTOP);
    store.add(session, Optional.empty(), opened);
    return session;
  }

  /// {@return the session after its current token was presented}
  Session refreshed(Session session) {
    return tokens(
            tokenService(ReuseAction.SESSION, store)
                .refresh(APP, token(stored(session)), ALL, LAPTOP))
        .session();
  }

  static Secret token(Session session) {
    return new ClearRefreshTokens().seal(session.currentToken(), session.salt());
  }

  /// {@return the access token given with the session's current refresh token}
  Secret accessToken(Session session) {
    return issuer(ReuseAction.SESSION)
        .issue(session, policy(ReuseAction.SESSION), session.grant().access(), now)
        .accessToken()
        .jwt();
  }

  static IssuedTokens tokens(RefreshResult result) {
    return switch (result) {
      case RefreshResult.Refreshed(IssuedTokens tokens) -> tokens;
      case RefreshResult.Refused refused -> throw new AssertionError(refused);
      case RefreshResult.Exceeded exceeded -> throw new AssertionError(exceeded);
    };
  }

  Session stored(Session session) {
    return store.find(session.id()).orElseThrow();
  }

  /// {@return why the session was revoked, if it was}
  Optional<Revocation.Reason> end(Session session) {
    return stored(session).revocation().map(Revocation::reason);
  }

  List<AuditEvent.Type> events() {
    return store.events().stream().map(AuditEvent::type).toList();
  }

  List<AuditEvent> events(AuditEvent.Type type) {
    return store.events().stream().filter(event -> event.type() == type).toList();
  }
}
