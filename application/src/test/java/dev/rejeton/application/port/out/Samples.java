package dev.rejeton.application.port.out;

import dev.rejeton.application.port.out.ClientStore.Registration;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.Audience;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.Authentication;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Device;
import dev.rejeton.domain.Grant;
import dev.rejeton.domain.GrantType;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Profile;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.RotationOutcome.Issued;
import dev.rejeton.domain.RotationOutcome.Refused;
import dev.rejeton.domain.RotationOutcome.Reused;
import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.SecretHash;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.Terms;
import dev.rejeton.domain.TokenFamily;
import dev.rejeton.domain.TokenSalt;
import dev.rejeton.domain.User;
import dev.rejeton.domain.UserId;
import dev.rejeton.domain.Username;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Sessions, users, clients and events to put a store to the test with. No two fields that could be
/// mixed up hold the same value.
public final class Samples {
  public static final Instant NOW = Instant.ofEpochMilli(1_767_225_600_123L);
  public static final UserId ALICE = new UserId("usr_alice");
  public static final UserId BOB = new UserId("usr_bob");
  public static final Origin PHONE = new Origin("203.0.113.7", "Firefox for Android");
  public static final ClientId WEB = new ClientId("web");
  public static final Access ACCESS =
      new Access(
          Scope.parse("openid profile"), Audience.parse("https://api.example urn:example:files"));
  public static final RotationPolicy POLICY = Profile.BALANCED.policy();

  private Samples() {}

  public static Session session(UserId user, Instant now) {
    return session(user, now, true);
  }

  public static Session session(UserId user, Instant now, boolean remember) {
    return session(user, WEB, now, remember);
  }

  public static Session session(UserId user, ClientId client, Instant now, boolean remember) {
    var authentication = new Authentication(now.minusMillis(1500), List.of("pwd", "otp"));
    return POLICY.open(
        randomId(),
        new Grant(user, client, ACCESS, authentication),
        new Device("Phone", PHONE),
        new TokenSalt(7, "c2FsdA"),
        remember,
        now);
  }

  public static SessionId randomId() {
    return SessionId.random(ThreadLocalRandom.current());
  }

  public static AuditEvent event(Session session, Type type) {
    return AuditEvent.of(session, type, NOW, PHONE);
  }

  /// {@return a session that was just added}
  public static Session added(Stores stores, UserId user, Instant now) {
    return added(stores, session(user, now));
  }

  public static Session added(Stores stores, Session session) {
    if (!opens(stores, session, Optional.empty())) {
      throw new AssertionError("not added");
    }
    return session;
  }

  public static boolean opens(Stores stores, Session session, Optional<PasswordHash> checked) {
    return stores.sessions().add(session, checked, event(session, Type.SESSION_OPENED));
  }

  public static Session rotated(Session session, Instant now) {
    return presented(session, session.currentToken(), now);
  }

  /// {@return the session after its client lost an answer} It must have been rotated before, longer
  /// ago than the grace period.
  public static Session recovered(Session session, Instant now) {
    TokenFamily family = session.family();
    return presented(
        session,
        new RefreshToken(session.id(), family.generation() - 1, family.previousVariant()),
        now);
  }

  private static Session presented(Session session, RefreshToken token, Instant now) {
    var origin = new Origin("198.51.100." + session.version(), "Client " + session.version());
    return switch (POLICY.rotate(session, token, session.grant().clientId(), origin, now)) {
      case Issued(Session next, var manner) when !next.equals(session) -> next;
      case Issued issued -> throw new AssertionError(issued);
      case Reused reused -> throw new AssertionError(reused);
      case Refused refused -> throw new AssertionError(refused);
    };
  }

  public static Revocation revocation(Instant at) {
    return new Revocation(
        at, Revocation.Reason.ENDED_BY_OPERATOR, new Origin("192.0.2.1", "Console"));
  }

  public static boolean replace(Stores stores, Session next) {
    return stores.sessions().replace(next, event(next, Type.TOKEN_ROTATED));
  }

  /// {@return an event of a user that nevertheless names a session, so that the log can be asked
  /// for it}
  public static AuditEvent event(UserId user, Type type) {
    var token = new RefreshToken(randomId(), 1, 0);
    return new AuditEvent(
        NOW, type, Optional.of(user), Optional.of(token), PHONE, Map.of("of", "a user"));
  }

  /// {@return whether the log tells an event, and nothing else, of the session it names}
  public static boolean tells(Stores stores, AuditEvent event) {
    SessionId session = event.token().orElseThrow().sessionId();
    return stores.audit().of(session).equals(List.of(event));
  }

  /// {@return a user who was just added}
  public static User added(Stores stores, User user, PasswordHash hash) {
    if (!stores.users().add(user, hash, event(user.id(), Type.USER_ADDED))) {
      throw new AssertionError("not added");
    }
    return user;
  }

  public static User user(UserId id, String name) {
    return new User(id, new Username(name), NOW, false);
  }

  public static PasswordHash hash(String salt) {
    return new PasswordHash("$argon2id$v=19$m=19456,t=2,p=1$" + salt + "$aGFzaA");
  }

  /// {@return a client that differs from the server's settings in everything, with two secrets}
  public static Registration registration(ClientId id) {
    var terms =
        new Terms(
            Optional.of(Profile.MOBILE),
            Optional.of(Duration.ofMinutes(1)),
            Optional.of(Duration.ofHours(2)),
            Optional.of(Duration.ofDays(3)));
    return new Registration(
        new Client(id, "Web shop", true, Set.of(GrantType.REFRESH_TOKEN), ACCESS, terms),
        List.of(new SecretHash("bmV3ZXN0"), new SecretHash("b2xkZXI")),
        NOW.plusMillis(1));
  }

  /// {@return a client that was just added}
  public static Registration added(Stores stores, Registration registration) {
    if (!stores.clients().add(registration, event(ALICE, Type.CLIENT_ADDED))) {
      throw new AssertionError("not added");
    }
    return registration;
  }
}
