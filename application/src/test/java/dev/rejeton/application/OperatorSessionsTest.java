package dev.rejeton.application;

import static dev.rejeton.application.Fixture.ADA;
import static dev.rejeton.application.Fixture.APP;
import static dev.rejeton.application.Fixture.BOB;
import static dev.rejeton.application.Fixture.LAPTOP;
import static dev.rejeton.application.Fixture.token;
import static dev.rejeton.domain.AccessRequest.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Operators;
import dev.rejeton.application.port.in.Operators.History;
import dev.rejeton.application.port.in.Tokens;
import dev.rejeton.application.port.in.Tokens.RefreshResult;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.ReuseAction;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Revocation.Reason;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.User;
import dev.rejeton.domain.Username;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What an operator sees of sessions, and how they end them.
class OperatorSessionsTest {
  private static final Username NAME = new Username("Ada");
  private static final Origin CONSOLE = new Origin("192.0.2.99", "console");

  private final Fixture fixture = new Fixture();
  private final Operators operators = fixture.operatorService(fixture.store);

  private static RefreshResult refused(Refusal reason) {
    return new RefreshResult.Refused(Optional.of(reason));
  }

  @Test
  void sessionsAreListedUserByUserTheNewestFirstAndOnlyWhileTheyLive() {
    fixture.register(BOB, "Bob");
    fixture.register(ADA, "Ada");
    fixture.open();
    fixture.pass(Duration.ofDays(14));
    Session older = fixture.open();
    fixture.pass(Duration.ofMinutes(1));
    Session his = fixture.open(BOB);
    operators.revoke(fixture.open(BOB).id(), CONSOLE);
    fixture.pass(Duration.ofMinutes(1));
    Session newer = fixture.open();
    assertEquals(List.of(newer, older, his), operators.sessions());
    assertEquals(List.of(newer, older), operators.sessions(new Username("ADA")));
    assertEquals(List.of(his), operators.sessions(new Username("Bob")));
  }

  @Test
  void aUserWhoDoesNotExistHasNoSessions() {
    assertEquals(List.of(), operators.sessions(NAME));
    assertEquals(List.of(), operators.sessions());
  }

  @Test
  @Requirement("SES-07")
  void aSessionIsRevokedOnce() {
    Session session = fixture.open();
    Session other = fixture.open();
    fixture.pass(Duration.ofMinutes(1));
    var because = new Revocation(fixture.instant(), Reason.ENDED_BY_OPERATOR, CONSOLE);
    assertTrue(operators.revoke(session.id(), CONSOLE));
    assertFalse(operators.revoke(session.id(), LAPTOP));
    assertEquals(session.revoke(because), fixture.stored(session));
    assertEquals(
        List.of(AuditEvent.revoked(session, because)), fixture.events(Type.SESSION_REVOKED));
    assertEquals(other, fixture.stored(other));
  }

  @Test
  void aSessionThatDoesNotExistCannotBeRevoked() {
    assertFalse(operators.revoke(SessionId.random(new SecureRandom()), CONSOLE));
    assertEquals(List.of(), fixture.events());
  }

  @Test
  @Requirement("REV-15")
  void aSessionRefreshedMeanwhileIsRevokedAllTheSame() {
    Session session = fixture.open();
    Operators interrupted =
        fixture.operatorService(
            InterruptedStore.beforePut(fixture.store, () -> fixture.refreshed(session)));
    assertTrue(interrupted.revoke(session.id(), CONSOLE));
    Session ended = fixture.stored(session);
    assertEquals(1, ended.family().generation());
    assertEquals(Optional.of(Reason.ENDED_BY_OPERATOR), fixture.end(session));
    assertEquals(
        refused(Refusal.REVOKED),
        fixture
            .tokenService(ReuseAction.SESSION, fixture.store)
            .refresh(APP, token(ended), ALL, LAPTOP));
  }

  @Test
  @Requirement({"SES-08", "REF-27"})
  void aRefreshThatLosesToADisableMintsNothing() {
    fixture.register(ADA, "Ada");
    Session session = fixture.open();
    Runnable disable = () -> operators.disableUser(NAME, CONSOLE);
    Tokens loser =
        fixture.tokenService(
            ReuseAction.SESSION, InterruptedStore.beforePut(fixture.store, disable));
    assertEquals(refused(Refusal.USER_DISABLED), loser.refresh(APP, token(session), ALL, LAPTOP));
    assertEquals(0, fixture.stored(session).family().generation());
    assertEquals(List.of(), fixture.events(Type.TOKEN_ROTATED));
  }

  @Test
  @Requirement({"SES-08", "REF-27"})
  void aRefreshThatWinsAgainstADisableIsTheLast() {
    fixture.register(ADA, "Ada");
    Session session = fixture.open();
    Session winner = fixture.refreshed(session);
    operators.disableUser(NAME, CONSOLE);
    Tokens tokens = fixture.tokenService(ReuseAction.SESSION, fixture.store);
    for (Session each : List.of(session, winner)) {
      assertEquals(refused(Refusal.USER_DISABLED), tokens.refresh(APP, token(each), ALL, LAPTOP));
    }
    assertEquals(
        Optional.empty(),
        fixture.sessionService(fixture.store).authenticate(fixture.accessToken(winner)));
  }

  @Test
  void theHistoryOfASessionIsItsUserAndItsEventsTheOldestFirst() {
    User ada = fixture.register(ADA, "Ada");
    Session session = fixture.open();
    fixture.pass(Duration.ofMinutes(1));
    fixture.refreshed(fixture.open());
    fixture.refreshed(session);
    fixture.pass(Duration.ofMinutes(1));
    operators.revoke(session.id(), CONSOLE);
    History history = operators.history(session.id()).orElseThrow();
    assertEquals(fixture.stored(session), history.session());
    assertEquals(Optional.of(ada), history.user());
    assertEquals(
        List.of(Type.SESSION_OPENED, Type.TOKEN_ROTATED, Type.SESSION_REVOKED),
        history.events().stream().map(AuditEvent::type).toList());
    for (AuditEvent event : history.events()) {
      assertEquals(session.id(), event.token().orElseThrow().sessionId());
    }
  }

  @Test
  void aSessionWhoseUserIsKeptElsewhereHasAHistoryToo() {
    Session session = fixture.open();
    History history = operators.history(session.id()).orElseThrow();
    assertEquals(new History(session, Optional.empty(), fixture.store.events()), history);
  }

  @Test
  void aSessionThatDoesNotExistHasNoHistory() {
    assertEquals(Optional.empty(), operators.history(SessionId.random(new SecureRandom())));
  }

  @Test
  @Requirement("SES-07")
  void allSessionsOfAUserOrOfEverybodyEndAtOnce() {
    fixture.register(ADA, "Ada");
    fixture.register(BOB, "Bob");
    Session one = fixture.open();
    Session other = fixture.open();
    Session his = fixture.open(BOB);
    Secret jwt = fixture.accessToken(one);
    assertEquals(0, operators.revokeAll(new Username("Grace"), CONSOLE));
    assertEquals(2, operators.revokeAll(new Username("ADA"), CONSOLE));
    for (Session session : List.of(one, other)) {
      assertEquals(Optional.of(Reason.ENDED_BY_OPERATOR), fixture.end(session));
    }
    assertFalse(fixture.sessionService(fixture.store).acknowledge(jwt));
    assertEquals(his, fixture.stored(his));
    Session again = fixture.open();
    assertEquals(2, operators.revokeAll(CONSOLE));
    for (Session session : List.of(his, again)) {
      assertEquals(Optional.of(Reason.ENDED_BY_OPERATOR), fixture.end(session));
    }
    assertEquals(4, fixture.events(AuditEvent.Type.SESSION_REVOKED).size());
    assertEquals(0, operators.revokeAll(CONSOLE));
  }
}
