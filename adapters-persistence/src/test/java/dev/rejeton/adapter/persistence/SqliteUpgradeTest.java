package dev.rejeton.adapter.persistence;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.PHONE;
import static dev.rejeton.application.port.out.Samples.POLICY;
import static dev.rejeton.application.port.out.Samples.WEB;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.hash;
import static dev.rejeton.application.port.out.Samples.randomId;
import static dev.rejeton.application.port.out.Samples.recovered;
import static dev.rejeton.application.port.out.Samples.registration;
import static dev.rejeton.application.port.out.Samples.revocation;
import static dev.rejeton.application.port.out.Samples.rotated;
import static dev.rejeton.application.port.out.Samples.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.DenialLog.Entry;
import dev.rejeton.application.port.out.KeyStore.MasterKeyRecord;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.application.port.out.Race;
import dev.rejeton.application.port.out.Samples;
import dev.rejeton.application.port.out.UserStore.Credentials;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.Authentication;
import dev.rejeton.domain.Denial;
import dev.rejeton.domain.Device;
import dev.rejeton.domain.Grant;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SigningKeyLife;
import dev.rejeton.domain.TokenSalt;
import dev.rejeton.domain.User;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that the release before made, opened by this one.
@Requirement("STO-06")
class SqliteUpgradeTest {
  private static final User USER = user(ALICE, "alice");

  private static final Session OPENED = session();
  private static final Session ROTATED = rotated(session(), NOW.plusSeconds(600));
  private static final Session RECOVERED =
      recovered(rotated(session(), NOW.plusSeconds(600)), NOW.plusSeconds(700));
  private static final Session ROTATED_SINCE = rotated(RECOVERED, NOW.plusSeconds(1300));
  private static final Session ANOTHER_RECOVERED =
      recovered(rotated(session(), NOW.plusSeconds(900)), NOW.plusSeconds(1000));
  private static final Session REVOKED = session().revoke(revocation(NOW.plusSeconds(5)));
  private static final Session REVOKED_WHILE_THE_CLOCK_WAS_BACK =
      recovered(rotated(session(), NOW.plusSeconds(600)), NOW.plusSeconds(800))
          .revoke(revocation(NOW));

  private static final List<Session> SESSIONS =
      List.of(
          OPENED,
          ROTATED,
          ROTATED_SINCE,
          ANOTHER_RECOVERED,
          REVOKED_WHILE_THE_CLOCK_WAS_BACK,
          REVOKED);

  private final Path file;
  private final Path current;

  SqliteUpgradeTest(@TempDir Path directory) {
    file = directory.resolve("rejeton.db");
    current = directory.resolve("current.db");
  }

  private static Session session() {
    var authentication = new Authentication(NOW.minusMillis(1500), List.of("pwd", "otp"));
    return POLICY.open(
        randomId(),
        new Grant(ALICE, WEB, Access.to(Scope.parse("openid profile")), authentication),
        new Device("Phone", PHONE),
        new TokenSalt(7, "c2FsdA"),
        false,
        NOW);
  }

  @BeforeEach
  void makeFileOfVersionOne() {
    try (var database = SqliteDatabase.open(current)) {
      database.users().add(USER, hash("YWxpY2U"), event(ALICE, Type.USER_ADDED));
      for (Session session : SESSIONS) {
        var opened = event(session, Type.SESSION_OPENED);
        assertTrue(database.sessions().add(session, Optional.empty(), opened));
      }
    }
    try (var versionOne = new VersionOne(file)) {
      versionOne.copyFrom(current);
      versionOne.addKey("SIGNING", 2, NOW, "{\"kid\":\"b\"}", "sealed b");
      versionOne.addKey("SIGNING", 10, NOW.plusMillis(2), "{\"kid\":\"c\"}", "sealed c");
      versionOne.addKey("SIGNING", 1, NOW.plusMillis(1), "{\"kid\":\"a\"}", "sealed a");
      versionOne.addKey("MASTER", Integer.MIN_VALUE, NOW, "bWFyaw", "");
    }
  }

  @Test
  void sessionsAndTheirEventsAreAllThereAndGoOn() {
    try (var database = SqliteDatabase.open(file)) {
      for (Session session : SESSIONS) {
        assertEquals(Optional.of(session), database.sessions().find(session.id()));
        assertEquals(
            List.of(event(session, Type.SESSION_OPENED)), database.audit().of(session.id()));
      }
      Session next = rotated(ROTATED, NOW.plusSeconds(1500));

      assertTrue(database.sessions().replace(next, event(next, Type.TOKEN_ROTATED)));
      assertEquals(Optional.of(next), database.sessions().find(next.id()));
      assertEquals(2, database.audit().of(next.id()).size());
    }
  }

  @Test
  void usersAreAllThereAndLogInAndClientsCanBeAdded() {
    try (var database = SqliteDatabase.open(file)) {
      assertEquals(
          Optional.of(new Credentials(USER, hash("YWxpY2U"))),
          database.users().find(USER.username()));
      Session another = Samples.session(ALICE, NOW);
      var opened = event(another, Type.SESSION_OPENED);

      assertTrue(database.sessions().add(another, Optional.of(hash("YWxpY2U")), opened));
      assertEquals(Optional.of(another), database.sessions().find(another.id()));
      assertTrue(database.clients().add(registration(WEB), event(ALICE, Type.CLIENT_ADDED)));
    }
  }

  @Test
  void keysAreAllThereAndNumbered() {
    try (var database = SqliteDatabase.open(file)) {
      assertEquals(
          List.of(
              key(1, NOW.plusMillis(1), "{\"kid\":\"a\"}", "sealed a"),
              key(2, NOW, "{\"kid\":\"b\"}", "sealed b"),
              key(10, NOW.plusMillis(2), "{\"kid\":\"c\"}", "sealed c")),
          database.keys().signingKeys());
      assertEquals(
          List.of(new MasterKeyRecord(Integer.MIN_VALUE, "bWFyaw", NOW)),
          database.keys().masterKeys());

      StoredKey first = database.keys().signingKeys().getFirst();
      var event = event(ALICE, Type.SIGNING_KEY_RETIRED);
      assertTrue(database.keys().replace(first, first.retired(NOW), event));
    }
  }

  private static StoredKey key(int number, Instant createdAt, String jwk, String sealed) {
    return new StoredKey(
        new SigningKeyLife(number, createdAt, createdAt), jwk, sealed, Optional.empty());
  }

  @Test
  void whatWasDeniedBeforeIsDeniedForAnHourAndWhatWasNotIsNot() {
    // Of the recovery before a rotation, all that is known is that it came before.
    Denial ofRotatedSince =
        new Denial(
            ROTATED_SINCE.id(),
            Optional.of(RECOVERED.currentToken()),
            NOW.plusSeconds(1300).plus(Duration.ofHours(1)));
    List<Denial> inOrder =
        List.of(
            REVOKED.denial().orElseThrow(),
            REVOKED_WHILE_THE_CLOCK_WAS_BACK.denial().orElseThrow(),
            ANOTHER_RECOVERED.denial().orElseThrow(),
            ofRotatedSince);
    try (var database = SqliteDatabase.open(file)) {
      List<Entry> entries = database.denials().after(0, NOW, 10);

      assertEquals(inOrder, entries.stream().map(Entry::denial).toList());
    }
  }

  @Test
  void severalMayOpenTheFileAtTheSameTime() throws Exception {
    Callable<Boolean> opening =
        () -> {
          try (var database = SqliteDatabase.open(file)) {
            return database.keys().signingKeys().size() == 3;
          }
        };

    assertEquals(
        List.of(true, true, true, true), Race.together(Stream.generate(() -> opening).limit(4)));
  }
}
