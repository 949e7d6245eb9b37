package dev.rejeton.application;

import static dev.rejeton.application.Fixture.ADA;
import static dev.rejeton.application.Fixture.BOB;
import static dev.rejeton.application.Fixture.PASSWORD;
import static dev.rejeton.application.Fixture.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Logins;
import dev.rejeton.application.port.in.Logins.Attempt;
import dev.rejeton.application.port.in.Logins.LoginResult.Busy;
import dev.rejeton.application.port.in.Logins.LoginResult.InvalidCredentials;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Revocation.Reason;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a login does to the session that its caller holds already.
class ReplacingLoginTest {
  private final Fixture fixture = new Fixture();
  private final LoginDesk desk = new LoginDesk(fixture);

  @BeforeEach
  void adaIsKnown() {
    fixture.register(ADA, "Ada");
  }

  private static Attempt holding(Secret held) {
    return LoginDesk.replacing(held, LoginDesk.attempt("Ada", PASSWORD));
  }

  @Test
  @Requirement("LGN-02")
  void theSessionOfARefreshTokenEndsAndTheNewOneLives() {
    Session held = fixture.open();
    fixture.pass(Duration.ofHours(1));
    Session opened = desk.loggedIn(holding(token(held))).session();
    var replaced =
        new Revocation(fixture.instant(), Reason.REPLACED_BY_LOGIN, LoginDesk.PHONE.loggedInFrom());
    assertEquals(Optional.of(replaced), fixture.stored(held).revocation());
    assertEquals(List.of(opened), fixture.store.findLive(ADA, fixture.instant()));
    AuditEvent told = fixture.events(AuditEvent.Type.SESSION_REVOKED).getFirst();
    assertEquals(Optional.of(held.currentToken()), told.token());
    assertEquals(Map.of("reason", "REPLACED_BY_LOGIN"), told.detail());
  }

  @Test
  @Requirement("LGN-02")
  void aReplacedTokenAndAnExpiredAccessTokenNameTheirSessionAsWell() {
    Session rotated = fixture.open();
    fixture.refreshed(rotated);
    Session other = fixture.open();
    Secret accessToken = fixture.accessToken(other);
    fixture.pass(Duration.ofDays(1));
    desk.loggedIn(holding(token(rotated)));
    desk.loggedIn(holding(accessToken));
    assertEquals(Optional.of(Reason.REPLACED_BY_LOGIN), fixture.end(rotated));
    assertEquals(Optional.of(Reason.REPLACED_BY_LOGIN), fixture.end(other));
  }

  @Test
  void whoeverLogsInEndsTheSessionThatWasThere() {
    Session held = fixture.open(BOB);
    desk.loggedIn(holding(token(held)));
    assertEquals(Optional.of(Reason.REPLACED_BY_LOGIN), fixture.end(held));
  }

  @Test
  void garbageInItsPlaceIsIgnored() {
    Session other = fixture.open();
    String unproven = token(other).reveal().replace("salt", "pepper");
    for (String garbage : List.of("", "garbage", unproven)) {
      desk.loggedIn(holding(new Secret(garbage)));
    }
    assertEquals(Optional.empty(), fixture.end(other));
    assertEquals(List.of(), fixture.events(AuditEvent.Type.SESSION_REVOKED));
  }

  @Test
  void aSessionThatHadEndedKeepsItsReason() {
    Session held = fixture.open();
    new Revocations(fixture.store)
        .revoke(
            held.id(),
            new Revocation(fixture.instant(), Reason.LOGOUT, LoginDesk.PHONE.loggedInFrom()));
    desk.loggedIn(holding(token(held)));
    assertEquals(Optional.of(Reason.LOGOUT), fixture.end(held));
    assertEquals(1, fixture.events(AuditEvent.Type.SESSION_REVOKED).size());
  }

  @Test
  void aLoginThatFailsEndsNothing() {
    Session held = fixture.open();
    for (Attempt failing :
        List.of(
            LoginDesk.attempt("Ada", new Secret("wrong")), LoginDesk.attempt("Grace", PASSWORD))) {
      Attempt attempt = LoginDesk.replacing(token(held), failing);
      assertEquals(new InvalidCredentials(), desk.login(attempt));
    }
    fixture.passwords.becomeBusy();
    assertEquals(new Busy(), desk.login(holding(token(held))));
    assertEquals(Optional.empty(), fixture.end(held));
  }

  @Test
  void aStoreThatFailsWhileTheHeldSessionIsLookedForLeavesNoNewOne() {
    Session held = fixture.open();
    Runnable failure =
        () -> {
          throw new UncheckedIOException(new IOException("out of reach"));
        };
    Logins failing =
        desk.service(fixture.store, InterruptedStore.beforeFind(fixture.store, failure));
    assertThrows(UncheckedIOException.class, () -> failing.login(holding(token(held))));
    assertEquals(List.of(held), fixture.store.findLive(ADA, fixture.instant()));
    assertEquals(1, fixture.events(AuditEvent.Type.SESSION_OPENED).size());
  }
}
