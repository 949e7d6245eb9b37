package dev.rejeton.application;

import static dev.rejeton.application.Fixture.ADA;
import static dev.rejeton.application.Fixture.BOB;
import static dev.rejeton.application.Fixture.LAPTOP;
import static dev.rejeton.application.Fixture.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Logins.LoginResult.InvalidCredentials;
import dev.rejeton.application.port.in.Operators;
import dev.rejeton.application.port.in.Operators.UserResult;
import dev.rejeton.application.port.in.Operators.UserResult.Busy;
import dev.rejeton.application.port.in.Operators.UserResult.Done;
import dev.rejeton.application.port.in.Operators.UserResult.NameTaken;
import dev.rejeton.application.port.in.Operators.UserResult.NoSuchUser;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Revocation.Reason;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.User;
import dev.rejeton.domain.Username;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperatorServiceTest {
  private static final Username NAME = new Username("Ada");
  private static final Secret NEW_PASSWORD = new Secret("battery staple");
  private static final Origin CONSOLE = new Origin("192.0.2.99", "console");

  private final Fixture fixture = new Fixture();
  private final LoginDesk desk = new LoginDesk(fixture);
  private final Operators operators = fixture.operatorService(fixture.store);

  private static User done(UserResult result) {
    return switch (result) {
      case Done(User user) -> user;
      case NoSuchUser none -> throw new AssertionError(none);
      case NameTaken taken -> throw new AssertionError(taken);
      case Busy busy -> throw new AssertionError(busy);
    };
  }

  private AuditEvent told(User user, Type type) {
    return AuditEvent.of(user.id(), type, fixture.instant(), CONSOLE);
  }

  @Test
  void aUserWhoIsAddedCanLogIn() {
    User user = done(operators.addUser(NAME, PASSWORD, CONSOLE));
    assertEquals(new User(user.id(), NAME, fixture.instant(), false), user);
    assertEquals(List.of(user), operators.users());
    assertEquals(List.of(told(user, Type.USER_ADDED)), fixture.store.events());
    Session session = desk.loggedIn(LoginDesk.attempt("ada", PASSWORD)).session();
    assertEquals(user.id(), session.grant().userId());
  }

  @Test
  void aNameIsTakenHoweverItIsCapitalised() {
    User user = done(operators.addUser(NAME, PASSWORD, CONSOLE));
    assertEquals(new NameTaken(), operators.addUser(new Username("ADA"), NEW_PASSWORD, CONSOLE));
    assertEquals(List.of(user), operators.users());
    assertEquals(List.of(Type.USER_ADDED), fixture.events());
    desk.loggedIn(LoginDesk.attempt("Ada", PASSWORD));
  }

  @Test
  void aNameCanBeTakenWhileThePasswordIsHashed() {
    fixture.passwords.interruptBy(() -> done(operators.addUser(NAME, PASSWORD, CONSOLE)));
    assertEquals(new NameTaken(), operators.addUser(NAME, NEW_PASSWORD, CONSOLE));
    assertEquals(List.of(Type.USER_ADDED), fixture.events());
    desk.loggedIn(LoginDesk.attempt("Ada", PASSWORD));
  }

  @Test
  void nothingIsDoneWhileTooManyPasswordsAreHashed() {
    User user = fixture.register(ADA, "Ada");
    Session session = fixture.open();
    List<AuditEvent> before = fixture.store.events();
    fixture.passwords.becomeBusy();
    assertEquals(new Busy(), operators.addUser(new Username("Bob"), PASSWORD, CONSOLE));
    assertEquals(new Busy(), operators.changePassword(NAME, NEW_PASSWORD, CONSOLE));
    assertEquals(new NameTaken(), operators.addUser(NAME, PASSWORD, CONSOLE), "needs no hash");
    assertEquals(
        new NoSuchUser(), operators.changePassword(new Username("Bob"), NEW_PASSWORD, CONSOLE));
    assertEquals(List.of(user), operators.users());
    assertEquals(session, fixture.stored(session));
    assertEquals(before, fixture.store.events());
  }

  @Test
  void whoDoesNotExistCannotBeChanged() {
    Session session = fixture.open();
    List<AuditEvent> before = fixture.store.events();
    assertEquals(new NoSuchUser(), operators.disableUser(NAME, CONSOLE));
    assertEquals(new NoSuchUser(), operators.enableUser(NAME, CONSOLE));
    assertEquals(new NoSuchUser(), operators.changePassword(NAME, NEW_PASSWORD, CONSOLE));
    assertEquals(session, fixture.stored(session));
    assertEquals(before, fixture.store.events());
  }

  /// Ada has two sessions and one that was over before; Bob's is not hers.
  private void assertEndsAllOfAdas(Runnable change, Reason reason, Type type) {
    User ada = fixture.register(ADA, "Ada");
    List<Session> hers = List.of(fixture.open(), fixture.open());
    Session over = fixture.open();
    operators.revoke(over.id(), LAPTOP);
    Session his = fixture.open(BOB);
    List<AuditEvent> before = fixture.store.events();
    fixture.pass(Duration.ofMinutes(1));
    change.run();
    var because = new Revocation(fixture.instant(), reason, CONSOLE);
    for (Session session : hers) {
      assertEquals(session.revoke(because), fixture.stored(session));
    }
    assertEquals(Optional.of(Reason.ENDED_BY_OPERATOR), fixture.end(over));
    assertEquals(his, fixture.stored(his));
    List<AuditEvent> all = fixture.store.events();
    List<AuditEvent> since = all.subList(before.size(), all.size());
    assertEquals(3, since.size());
    assertEquals(List.of(told(ada, type)), since.stream().filter(e -> e.type() == type).toList());
    for (Session session : hers) {
      assertEquals(1, since.stream().filter(AuditEvent.revoked(session, because)::equals).count());
    }
  }

  @Test
  @Requirement({"SES-07", "SES-08"})
  void disablingAUserEndsTheirSessionsAndTellsOfEach() {
    assertEndsAllOfAdas(
        () -> assertTrue(done(operators.disableUser(NAME, CONSOLE)).disabled()),
        Reason.USER_DISABLED,
        Type.USER_DISABLED);
    assertEquals(new InvalidCredentials(), desk.login(LoginDesk.attempt("Ada", PASSWORD)));
  }

  @Test
  void aNewPasswordEndsTheSessionsOfTheOldOneAndTellsOfEach() {
    assertEndsAllOfAdas(
        () -> done(operators.changePassword(NAME, NEW_PASSWORD, CONSOLE)),
        Reason.PASSWORD_CHANGED,
        Type.PASSWORD_CHANGED);
    assertEquals(new InvalidCredentials(), desk.login(LoginDesk.attempt("Ada", PASSWORD)));
    desk.loggedIn(LoginDesk.attempt("Ada", NEW_PASSWORD));
  }

  @Test
  void aUserWhoIsEnabledAgainCanLogInAndGetsNoOldSessionBack() {
    fixture.register(ADA, "Ada");
    Session session = fixture.open();
    operators.disableUser(NAME, CONSOLE);
    User user = done(operators.enableUser(NAME, CONSOLE));
    assertFalse(user.disabled());
    assertEquals(told(user, Type.USER_ENABLED), fixture.store.events().getLast());
    assertEquals(Optional.of(Reason.USER_DISABLED), fixture.end(session));
    desk.loggedIn(LoginDesk.attempt("Ada", PASSWORD));
  }

  @Test
  void aNewPasswordDoesNotEnableADisabledUser() {
    fixture.register(ADA, "Ada");
    operators.disableUser(NAME, CONSOLE);
    assertTrue(done(operators.changePassword(NAME, NEW_PASSWORD, CONSOLE)).disabled());
    assertEquals(new InvalidCredentials(), desk.login(LoginDesk.attempt("Ada", NEW_PASSWORD)));
  }
}
