package dev.rejeton.application;

import static dev.rejeton.application.Fixture.ADA;
import static dev.rejeton.application.Fixture.BOB;
import static dev.rejeton.application.Fixture.LAPTOP;
import static dev.rejeton.application.Fixture.PASSWORD;
import static dev.rejeton.application.Fixture.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Logins;
import dev.rejeton.application.port.in.Logins.Attempt;
import dev.rejeton.application.port.in.Logins.LoginResult.InvalidCredentials;
import dev.rejeton.application.port.in.Logins.LoginResult.LoggedIn;
import dev.rejeton.application.port.in.Operators;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Revocation.Reason;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.Username;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What else happens between the check of a password and the session it opens.
class LoginRaceTest {
  private static final Username NAME = new Username("Ada");

  private final Fixture fixture = new Fixture();
  private final LoginDesk desk = new LoginDesk(fixture);
  private final Operators operators = fixture.operatorService(fixture.store);
  private final Attempt attempt = LoginDesk.attempt("Ada", PASSWORD);

  @BeforeEach
  void adaIsKnown() {
    fixture.register(ADA, "Ada");
  }

  private Logins interruptedBy(Runnable meanwhile) {
    return desk.service(InterruptedStore.beforePut(fixture.store, meanwhile), fixture.store);
  }

  /// The session held is somebody else's, so that nothing but the login could have ended it.
  private void assertOpensNothing(Runnable meanwhile) {
    Session held = fixture.open(BOB);
    Logins loser = interruptedBy(meanwhile);
    assertEquals(new InvalidCredentials(), loser.login(LoginDesk.replacing(token(held), attempt)));
    assertEquals(List.of(), fixture.store.findLive(ADA, fixture.instant()));
    assertEquals(List.of(held), fixture.store.findLive(BOB, fixture.instant()));
    assertEquals(1, fixture.events(AuditEvent.Type.SESSION_OPENED).size(), "the one held");
    AuditEvent told = fixture.store.events().getLast();
    assertEquals(AuditEvent.Type.LOGIN_FAILED, told.type());
    assertEquals(Optional.of(ADA), told.user());
  }

  @Test
  @Requirement("SES-08")
  void aUserDisabledMeanwhileGetsNoSession() {
    assertOpensNothing(() -> operators.disableUser(NAME, LAPTOP));
  }

  @Test
  void aPasswordChangedMeanwhileOpensNoSession() {
    assertOpensNothing(() -> operators.changePassword(NAME, new Secret("another"), LAPTOP));
  }

  @Test
  void aPasswordSetAgainMeanwhileOpensNoSessionEither() {
    assertOpensNothing(() -> operators.changePassword(NAME, PASSWORD, LAPTOP));
  }

  @Test
  void aHeldSessionThatIsRefreshedMeanwhileEnds() {
    Session held = fixture.open();
    Logins login = interruptedBy(() -> fixture.refreshed(held));
    assertInstanceOf(LoggedIn.class, login.login(LoginDesk.replacing(token(held), attempt)));
    assertEquals(Optional.of(Reason.REPLACED_BY_LOGIN), fixture.end(held));
    assertEquals(1, fixture.stored(held).family().generation());
  }

  @Test
  void twoLoginsThatHoldOneSessionBothSucceedAndEndItOnce() {
    Session held = fixture.open();
    Attempt replacing = LoginDesk.replacing(token(held), attempt);
    Logins login = interruptedBy(() -> desk.loggedIn(replacing));
    assertInstanceOf(LoggedIn.class, login.login(replacing));
    assertEquals(2, fixture.store.findLive(ADA, fixture.instant()).size());
    assertEquals(1, fixture.events(AuditEvent.Type.SESSION_REVOKED).size());
  }
}
