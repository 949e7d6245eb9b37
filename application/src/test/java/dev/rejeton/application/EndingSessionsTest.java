package dev.rejeton.application;

import static dev.rejeton.application.Fixture.BOB;
import static dev.rejeton.application.Fixture.LAPTOP;
import static dev.rejeton.application.Fixture.MAX_LOGIN_AGE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Sessions;
import dev.rejeton.application.port.in.Sessions.EndResult.Ended;
import dev.rejeton.application.port.in.Sessions.EndResult.LoginTooOld;
import dev.rejeton.application.port.in.Sessions.EndResult.NotFound;
import dev.rejeton.application.port.in.Sessions.Extent;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Revocation.Reason;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How a user ends sessions: this one at any time, others soon after a login.
class EndingSessionsTest {
  private final Fixture fixture = new Fixture();
  private final Sessions sessions = fixture.sessionService(fixture.store);

  private void assertEnd(Reason reason, Session session) {
    assertEquals(Optional.of(reason), fixture.end(session));
  }

  private void assertUntouched(Session... untouched) {
    for (Session session : untouched) {
      assertEquals(session, fixture.stored(session));
    }
  }

  @Test
  void aSessionEndsItselfHoweverOldItsLoginIs() {
    Session session = fixture.open();
    Session other = fixture.open();
    fixture.pass(Duration.ofDays(1));
    assertEquals(new Ended(), sessions.end(session, Extent.THIS, LAPTOP));
    var logout = new Revocation(fixture.instant(), Reason.LOGOUT, LAPTOP);
    assertEquals(session.revoke(logout), fixture.stored(session));
    assertEquals(AuditEvent.revoked(session, logout), fixture.store.events().getLast());
    assertUntouched(other);
  }

  @Test
  void endingItAgainDoesNothing() {
    Session session = fixture.open();
    sessions.end(session, Extent.THIS, LAPTOP);
    Session ended = fixture.stored(session);
    fixture.pass(Duration.ofMinutes(1));
    assertEquals(new Ended(), sessions.end(session, Extent.THIS, LAPTOP));
    assertEquals(new Ended(), sessions.end(ended, ended.id(), LAPTOP));
    assertUntouched(ended);
    assertEquals(1, fixture.events(AuditEvent.Type.SESSION_REVOKED).size());
  }

  @Test
  @Requirement("REV-15")
  void aSessionThatIsRefreshedMeanwhileEnds() {
    Session session = fixture.open();
    Sessions interrupted =
        fixture.sessionService(
            InterruptedStore.beforePut(fixture.store, () -> fixture.refreshed(session)));
    assertEquals(new Ended(), interrupted.end(session, Extent.THIS, LAPTOP));
    assertEquals(1, fixture.stored(session).family().generation());
    assertEnd(Reason.LOGOUT, session);
  }

  @Test
  @Requirement("SES-05")
  void theOthersAreAllButThisOneAndOnlyTheUsersOwn() {
    Session own = fixture.open();
    Session other = fixture.open();
    Session foreign = fixture.open(BOB);
    assertEquals(new Ended(), sessions.end(own, Extent.OTHERS, LAPTOP));
    assertEnd(Reason.ENDED_BY_USER, other);
    assertUntouched(own, foreign);
  }

  @Test
  @Requirement("SES-05")
  void allAreThisOneAndTheOthers() {
    Session own = fixture.open();
    Session other = fixture.open();
    Session foreign = fixture.open(BOB);
    assertEquals(new Ended(), sessions.end(own, Extent.ALL, LAPTOP));
    assertEnd(Reason.LOGOUT, own);
    assertEnd(Reason.LOGOUT, other);
    assertUntouched(foreign);
  }

  @Test
  @Requirement("SES-05")
  void aLoginJustYoungEnoughEndsTheOthers() {
    Session own = fixture.open();
    Session one = fixture.open();
    Session other = fixture.open();
    fixture.pass(MAX_LOGIN_AGE.minusMillis(1));
    assertEquals(new Ended(), sessions.end(own, one.id(), LAPTOP));
    assertEnd(Reason.ENDED_BY_USER, one);
    assertEquals(new Ended(), sessions.end(own, Extent.OTHERS, LAPTOP));
    assertEnd(Reason.ENDED_BY_USER, other);
    assertEquals(new Ended(), sessions.end(own, Extent.ALL, LAPTOP));
    assertEnd(Reason.LOGOUT, own);
  }

  @Test
  @Requirement({"SES-05", "REF-30"})
  void aLoginThatIsTooOldEndsNoOtherAndARefreshDoesNotMakeItYounger() {
    Session own = fixture.open();
    Session other = fixture.open();
    fixture.pass(MAX_LOGIN_AGE);
    Session refreshed = fixture.refreshed(own);
    var tooOld = new LoginTooOld(MAX_LOGIN_AGE);
    assertEquals(tooOld, sessions.end(refreshed, Extent.OTHERS, LAPTOP));
    assertEquals(tooOld, sessions.end(refreshed, Extent.ALL, LAPTOP));
    assertEquals(tooOld, sessions.end(refreshed, other.id(), LAPTOP));
    assertEquals(
        tooOld,
        sessions.end(refreshed, SessionId.random(new SecureRandom()), LAPTOP),
        "nor does it learn which sessions there are");
    assertUntouched(refreshed, other);
    assertEquals(new Ended(), sessions.end(refreshed, refreshed.id(), LAPTOP));
    assertEnd(Reason.LOGOUT, own);
  }

  @Test
  void aSessionThatHasEndedEndsNoOther() {
    Session own = fixture.open();
    Session other = fixture.open();
    sessions.end(own, Extent.THIS, LAPTOP);
    Session ended = fixture.stored(own);
    var tooOld = new LoginTooOld(MAX_LOGIN_AGE);
    assertEquals(tooOld, sessions.end(ended, Extent.OTHERS, LAPTOP));
    assertEquals(tooOld, sessions.end(ended, Extent.ALL, LAPTOP));
    assertEquals(tooOld, sessions.end(ended, other.id(), LAPTOP));
    assertUntouched(other);
  }

  @Test
  @Requirement("SES-05")
  void anotherSessionOfTheUserEndsByItsId() {
    Session own = fixture.open();
    Session one = fixture.open();
    Session other = fixture.open();
    assertEquals(new Ended(), sessions.end(own, one.id(), LAPTOP));
    assertEnd(Reason.ENDED_BY_USER, one);
    assertUntouched(own, other);
  }

  @Test
  @Requirement("SES-06")
  void aSessionOfSomebodyElseIsNotFoundLikeOneThatDoesNotExist() {
    Session own = fixture.open();
    Session foreign = fixture.open(BOB);
    SessionId unknown = SessionId.random(new SecureRandom());
    for (SessionId id : List.of(foreign.id(), unknown)) {
      assertEquals(new NotFound(), sessions.end(own, id, LAPTOP));
    }
    assertUntouched(own, foreign);
  }

  @Test
  @Requirement("SES-12")
  void aSessionThatIsOverIsNotFoundAnyMore() {
    Session idle = fixture.open();
    fixture.pass(Duration.ofDays(14));
    Session own = fixture.open();
    Session ended = fixture.open();
    sessions.end(own, ended.id(), LAPTOP);
    for (SessionId id : List.of(idle.id(), ended.id())) {
      assertEquals(new NotFound(), sessions.end(own, id, LAPTOP));
    }
    assertUntouched(idle);
    assertEquals(1, fixture.events(AuditEvent.Type.SESSION_REVOKED).size());
  }

  @Test
  void ofTwoWhoEndASessionAtOnceOneDoesNotFindIt() {
    Session own = fixture.open();
    Session other = fixture.open();
    Runnable meanwhile = () -> sessions.end(own, other.id(), LAPTOP);
    Sessions loser = fixture.sessionService(InterruptedStore.beforePut(fixture.store, meanwhile));
    assertEquals(new NotFound(), loser.end(own, other.id(), LAPTOP));
    assertEquals(1, fixture.events(AuditEvent.Type.SESSION_REVOKED).size());
  }
}
