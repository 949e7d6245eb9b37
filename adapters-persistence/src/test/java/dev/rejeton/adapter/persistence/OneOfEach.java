package dev.rejeton.adapter.persistence;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.BOB;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.WEB;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.hash;
import static dev.rejeton.application.port.out.Samples.registration;
import static dev.rejeton.application.port.out.Samples.revocation;
import static dev.rejeton.application.port.out.Samples.session;
import static dev.rejeton.application.port.out.Samples.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.application.port.out.ClientStore.Registration;
import dev.rejeton.application.port.out.DenialLog;
import dev.rejeton.application.port.out.KeyStore.MasterKeyRecord;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SigningKeyLife;
import dev.rejeton.domain.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;

/// A database with one of each in it, and everything that can be asked of it.
final class OneOfEach {
  private static final PasswordHash HASH = hash("c29kaXVt");
  private static final User USER = user(ALICE, "Wonderland");
  private static final AuditEvent EVENT = event(ALICE, Type.USER_ADDED);
  private static final Registration CLIENT = registration(WEB);
  private static final StoredKey KEY =
      new StoredKey(
          new SigningKeyLife(1, NOW, NOW), "public part", "sealed part", Optional.empty());
  private static final MasterKeyRecord MASTER_KEY = new MasterKeyRecord(1, "bWFyaw", NOW);

  private final SqliteDatabase database;
  private final Session live = session(BOB, NOW);
  private final Session revoked = session(BOB, NOW).revoke(revocation(NOW));

  OneOfEach(SqliteDatabase database) {
    this.database = database;
    assertTrue(add(live));
    assertTrue(add(revoked));
    assertTrue(database.users().add(USER, HASH, EVENT));
    assertTrue(database.clients().add(CLIENT, EVENT));
    assertTrue(database.keys().add(KEY, EVENT));
    assertTrue(database.keys().add(MASTER_KEY));
  }

  private boolean add(Session session) {
    return database.sessions().add(session, Optional.empty(), opened(session));
  }

  private static AuditEvent opened(Session session) {
    return event(session, Type.SESSION_OPENED);
  }

  /// {@return the session that is not revoked}
  Session live() {
    return live;
  }

  /// {@return all that writes, and would change something}
  List<Executable> changes() {
    Session next = live.confirm();
    var later = new SigningKeyLife(2, NOW, NOW);
    return List.of(
        () -> add(session(BOB, NOW)),
        () -> database.sessions().replace(next, event(next, Type.TOKEN_CONFIRMED)),
        () -> database.sessions().revokeAll(BOB, Optional.empty(), revocation(NOW)),
        () -> database.sessions().purge(NOW.plus(Duration.ofDays(365)), 10),
        () -> database.audit().purge(NOW.plusSeconds(1), 10),
        () -> database.denials().purge(NOW.plus(Duration.ofDays(365)), 10),
        () -> database.users().add(user(BOB, "Wonderland too"), HASH, EVENT),
        () -> database.users().disable(ALICE, revocation(NOW), EVENT),
        () -> database.users().enable(ALICE, EVENT),
        () -> database.users().setPassword(ALICE, hash("bmV3"), revocation(NOW), EVENT),
        () -> database.clients().add(registration(new ClientId("app")), EVENT),
        () -> database.clients().replaceSecrets(CLIENT, CLIENT.secrets().reversed(), EVENT),
        () -> database.clients().remove(WEB, revocation(NOW), EVENT),
        () -> database.keys().add(new MasterKeyRecord(2, "bWFyaw", NOW)),
        () ->
            database
                .keys()
                .add(new StoredKey(later, "jwk", "sealed part", Optional.empty()), EVENT),
        () -> database.keys().replace(KEY, KEY.retired(NOW), EVENT));
  }

  /// {@return changes that a constraint refuses}
  List<Executable> conflicts() {
    return List.of(
        () -> add(live), () -> database.users().add(user(ALICE, "Wonderland too"), HASH, EVENT));
  }

  /// {@return all that reads tables}
  List<Executable> questions() {
    return List.of(
        () -> database.sessions().find(live.id()),
        () -> database.sessions().findLive(BOB, NOW),
        () -> database.audit().of(live.id()),
        () -> database.denials().after(0, NOW, 10),
        () -> database.users().find(USER.username()),
        () -> database.users().find(ALICE),
        () -> database.users().all(),
        () -> database.clients().find(WEB),
        () -> database.clients().all(),
        () -> database.keys().masterKeys(),
        () -> database.keys().signingKeys());
  }

  /// {@return what nobody but the stores may learn}
  List<String> values() {
    return List.of(
        "argon2id",
        "Wonderland",
        ALICE.value(),
        BOB.value(),
        live.id().value(),
        live.salt().bits(),
        CLIENT.secrets().getFirst().value(),
        CLIENT.secrets().getLast().value(),
        KEY.jwk(),
        KEY.sealed(),
        MASTER_KEY.fingerprint());
  }

  void assertUnchanged() {
    assertEquals(List.of(live), database.sessions().findLive(BOB, NOW));
    assertEquals(Optional.of(revoked), database.sessions().find(revoked.id()));
    assertEquals(List.of(opened(live)), database.audit().of(live.id()));
    assertEquals(
        revoked.denial().stream().toList(),
        database.denials().after(0, NOW, 10).stream().map(DenialLog.Entry::denial).toList());
    assertEquals(List.of(USER), database.users().all());
    assertEquals(HASH, database.users().find(USER.username()).orElseThrow().passwordHash());
    assertEquals(List.of(CLIENT), database.clients().all());
    assertEquals(List.of(KEY), database.keys().signingKeys());
    assertEquals(List.of(MASTER_KEY), database.keys().masterKeys());
  }
}
