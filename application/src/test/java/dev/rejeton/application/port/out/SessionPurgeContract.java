package dev.rejeton.application.port.out;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.BOB;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.added;
import static dev.rejeton.application.port.out.Samples.replace;
import static dev.rejeton.application.port.out.Samples.revocation;
import static dev.rejeton.application.port.out.Samples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import dev.rejeton.domain.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which sessions a [SessionStore] forgets, and when.
interface SessionPurgeContract extends Stores {

  @Test
  @Requirement("REF-32")
  default void forgetsASessionThatWasIdleBeforeAnInstantAndNotAtIt() {
    Session session = added(this, ALICE, NOW);
    assertForgottenAfter(session.lifetime().idleAt(), session);
  }

  @Test
  @Requirement("REF-32")
  default void forgetsASessionThatEndedBeforeAnInstantAndNotAtIt() {
    Session session = added(this, session(ALICE, NOW, false));
    assertForgottenAfter(session.lifetime().endsAt(), session);
  }

  @Test
  @Requirement("REF-32")
  default void forgetsASessionThatWasRevokedBeforeAnInstantAndNotAtIt() {
    Session session = added(this, ALICE, NOW);
    Session revoked = session.revoke(revocation(NOW.plusSeconds(1)));
    replace(this, revoked);
    assertForgottenAfter(NOW.plusSeconds(1), revoked);
  }

  private void assertForgottenAfter(Instant over, Session session) {
    Session live = added(this, session(BOB, over));
    int told = audit().of(session.id()).size();

    assertEquals(0, sessions().purge(over, 10));
    assertEquals(Optional.of(session), sessions().find(session.id()));
    assertEquals(1, sessions().purge(over.plusMillis(1), 10));
    assertEquals(Optional.empty(), sessions().find(session.id()));
    assertEquals(Optional.of(live), sessions().find(live.id()));
    assertEquals(told, audit().of(session.id()).size(), "what happened is still known");
  }

  @Test
  default void revokingASessionThatIsOverDoesNotKeepItForLonger() {
    Session idle = added(this, ALICE, NOW);
    Instant idleAt = idle.lifetime().idleAt();
    sessions().revokeAll(ALICE, Optional.empty(), revocation(idleAt.plusSeconds(60)));

    assertEquals(1, sessions().purge(idleAt.plusMillis(1), 10));
  }

  @Test
  @Requirement("STO-09")
  default void forgetsNoMoreSessionsThanItIsAskedTo() {
    for (int i = 0; i < 5; i++) {
      added(this, ALICE, NOW.plusSeconds(i));
    }
    Session live = added(this, ALICE, NOW.plusSeconds(60));
    Instant before = live.lifetime().idleAt();

    assertEquals(2, sessions().purge(before, 2));
    assertEquals(2, sessions().purge(before, 2));
    assertEquals(1, sessions().purge(before, 2));
    assertEquals(0, sessions().purge(before, 2));
    assertEquals(List.of(live), sessions().findLive(ALICE, NOW));
  }
}
