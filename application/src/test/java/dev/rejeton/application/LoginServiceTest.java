package dev.rejeton.application;

import static dev.rejeton.application.Fixture.ADA;
import static dev.rejeton.application.Fixture.BOB;
import static dev.rejeton.application.Fixture.LAPTOP;
import static dev.rejeton.application.Fixture.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.IssuedTokens;
import dev.rejeton.application.port.in.Logins.Attempt;
import dev.rejeton.application.port.in.Logins.LoginResult.Busy;
import dev.rejeton.application.port.in.Logins.LoginResult.InvalidCredentials;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Authentication;
import dev.rejeton.domain.Grant;
import dev.rejeton.domain.Lifetime;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.UserId;
import dev.rejeton.domain.Username;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginServiceTest {
  private static final Secret WRONG = new Secret("battery staple");

  private final Fixture fixture = new Fixture();
  private final LoginDesk desk = new LoginDesk(fixture);

  @BeforeEach
  void adaAndBobAreKnownAndBobIsDisabled() {
    fixture.register(ADA, "Ada");
    fixture.register(BOB, "Bob");
    fixture.operatorService(fixture.store).disableUser(new Username("Bob"), LAPTOP);
    fixture.pass(Duration.ofMinutes(1));
  }

  @Test
  void aLoginOpensASessionForWhatItsClientIsGranted() {
    Instant now = fixture.instant();
    Session session = desk.loggedIn(LoginDesk.attempt("Ada", PASSWORD)).session();
    assertEquals(
        new Grant(
            ADA,
            Fixture.APP.id(),
            Access.to(Fixture.SCOPE),
            new Authentication(now, List.of("pwd"))),
        session.grant());
    assertEquals(LoginDesk.PHONE, session.device());
    assertEquals(Optional.empty(), session.revocation());
    assertEquals(session, fixture.stored(session));
    AuditEvent opened = fixture.store.events().getLast();
    assertEquals(
        new AuditEvent(
            now,
            AuditEvent.Type.SESSION_OPENED,
            Optional.of(ADA),
            Optional.of(session.currentToken()),
            LoginDesk.PHONE.loggedInFrom(),
            Map.of()),
        opened);
  }

  @Test
  void aLoginIsAnsweredWithTokensThatWork() {
    IssuedTokens tokens = desk.loggedIn(LoginDesk.attempt("Ada", PASSWORD));
    assertEquals(
        Optional.of(tokens.session()),
        fixture.sessionService(fixture.store).authenticate(tokens.accessToken().jwt()));
    assertEquals(Fixture.token(tokens.session()).reveal(), tokens.refreshToken().reveal());
    assertEquals(1, fixture.refreshed(tokens.session()).family().generation());
  }

  @Test
  void aSessionLastsForNinetyDaysIfRememberedAndForTwelveHoursIfNot() {
    Instant now = fixture.instant();
    Instant idleAt = now.plus(Duration.ofDays(14));
    Attempt attempt = LoginDesk.attempt("Ada", PASSWORD);
    assertEquals(
        new Lifetime(now, now.plus(Duration.ofDays(90)), idleAt, true),
        desk.loggedIn(attempt).session().lifetime());
    assertEquals(
        new Lifetime(now, now.plus(Duration.ofHours(12)), idleAt, false),
        desk.loggedIn(LoginDesk.unremembered(attempt)).session().lifetime());
  }

  @Test
  void aNameIsKnownHoweverItIsCapitalised() {
    assertEquals(ADA, desk.loggedIn(LoginDesk.attempt("aDA", PASSWORD)).session().grant().userId());
  }

  @Test
  void everyLoginGetsASessionOfItsOwn() {
    Attempt attempt = LoginDesk.attempt("Ada", PASSWORD);
    Session one = desk.loggedIn(attempt).session();
    Session other = desk.loggedIn(attempt).session();
    assertFalse(one.id().equals(other.id()));
    assertEquals(Optional.empty(), fixture.end(one));
  }

  private List<Attempt> attemptsThatFail() {
    return List.of(
        LoginDesk.attempt("Grace", PASSWORD),
        LoginDesk.attempt("Ada", WRONG),
        LoginDesk.attempt("Bob", PASSWORD),
        LoginDesk.attempt("Bob", WRONG));
  }

  @Test
  @Requirement("LGN-03")
  void anUnknownUserAWrongPasswordAndADisabledUserGetOneAnswerAndNoSession() {
    for (Attempt attempt : attemptsThatFail()) {
      assertEquals(new InvalidCredentials(), desk.login(attempt));
    }
    assertEquals(List.of(), fixture.events(AuditEvent.Type.SESSION_OPENED));
    assertEquals(List.of(), fixture.store.findLive(ADA, fixture.instant()));
    assertEquals(List.of(), fixture.store.findLive(BOB, fixture.instant()));
  }

  /// Times are measured in a benchmark; what is asserted here is the work they come from.
  @Test
  @Requirement("LGN-04")
  void everyLoginCostsOneCheckOfAHashThatIsAsSlowAsAnyOther() {
    desk.loggedIn(LoginDesk.attempt("Ada", PASSWORD));
    assertEquals(1, fixture.passwords.checked().size());
    for (Attempt attempt : attemptsThatFail()) {
      int before = fixture.passwords.checked().size();
      desk.login(attempt);
      assertEquals(before + 1, fixture.passwords.checked().size());
    }
    List<PasswordHash> checked = fixture.passwords.checked();
    for (PasswordHash hash : checked) {
      assertTrue(hash.phc().startsWith(CountingPasswordHashes.PARAMETERS));
    }
    assertEquals(fixture.passwords.decoy(), checked.get(1), "nobody's hash for nobody's name");
  }

  @Test
  void aLoginThatFindsTooManyWaitingIsDecidedNeitherWay() {
    fixture.passwords.becomeBusy();
    List<AuditEvent> before = fixture.store.events();
    for (String name : List.of("Ada", "Bob", "Grace")) {
      assertEquals(new Busy(), desk.login(LoginDesk.attempt(name, PASSWORD)));
    }
    assertEquals(List.of(), fixture.store.findLive(ADA, fixture.instant()));
    assertEquals(before, fixture.store.events());
  }

  @Test
  @Requirement("LGN-09")
  void aFailureIsToldOfTheUserIfKnownAndNeverByTheNameThatWasTyped() {
    attemptsThatFail().forEach(desk::login);
    desk.login(LoginDesk.attempt(WRONG.reveal(), WRONG));
    Optional<UserId> nobody = Optional.empty();
    List<AuditEvent> expected =
        Stream.of(nobody, Optional.of(ADA), Optional.of(BOB), Optional.of(BOB), nobody)
            .map(this::failure)
            .toList();
    assertEquals(expected, fixture.events(AuditEvent.Type.LOGIN_FAILED));
  }

  private AuditEvent failure(Optional<UserId> user) {
    return new AuditEvent(
        fixture.instant(),
        AuditEvent.Type.LOGIN_FAILED,
        user,
        Optional.empty(),
        LoginDesk.PHONE.loggedInFrom(),
        Map.of());
  }

  @Test
  @Requirement("LGN-09")
  void aSuccessIsToldWithoutPasswordAndToken() {
    IssuedTokens tokens = desk.loggedIn(LoginDesk.attempt("Ada", PASSWORD));
    String told = fixture.events(AuditEvent.Type.SESSION_OPENED).toString();
    assertTrue(told.contains(ADA.value()));
    assertFalse(told.contains(PASSWORD.reveal()));
    assertFalse(told.contains(tokens.refreshToken().reveal()));
    assertFalse(told.contains(tokens.accessToken().jwt().reveal()));
  }
}
