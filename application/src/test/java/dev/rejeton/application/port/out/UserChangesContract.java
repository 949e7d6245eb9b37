package dev.rejeton.application.port.out;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.BOB;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.added;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.hash;
import static dev.rejeton.application.port.out.Samples.replace;
import static dev.rejeton.application.port.out.Samples.revocation;
import static dev.rejeton.application.port.out.Samples.rotated;
import static dev.rejeton.application.port.out.Samples.tells;
import static dev.rejeton.application.port.out.Samples.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.User;
import dev.rejeton.domain.UserId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What else a change of a user brings about in a [UserStore]: the end of sessions, and events.
interface UserChangesContract extends Stores {
  Revocation BECAUSE = revocation(NOW.plusSeconds(700));

  /// A change that ends a user's sessions.
  interface Change {
    void of(UserId user, AuditEvent event);
  }

  private List<Change> endings() {
    return List.of(
        (user, event) -> users().disable(user, BECAUSE, event),
        (user, event) -> users().setPassword(user, hash("bmV3"), BECAUSE, event));
  }

  @Test
  @Requirement({"SES-08", "PSW-09", "LOG-01"})
  default void endsEverySessionOfTheUserAndTellsOfEach() {
    addUsers();
    Session others = added(this, BOB, NOW);
    for (Change ending : endings()) {
      Session first = added(this, ALICE, NOW);
      Session second = rotated(added(this, ALICE, NOW), NOW.plusSeconds(600));
      replace(this, second);
      users().enable(ALICE, event(ALICE, Type.USER_ENABLED));
      AuditEvent event = event(ALICE, Type.USER_DISABLED);

      ending.of(ALICE, event);

      for (Session ended : List.of(first, second)) {
        assertEquals(Optional.of(ended.revoke(BECAUSE)), sessions().find(ended.id()));
        assertEquals(AuditEvent.revoked(ended, BECAUSE), audit().of(ended.id()).getLast());
      }
      assertTrue(tells(this, event));
      users().enable(ALICE, event(ALICE, Type.USER_ENABLED));
    }
    assertEquals(Optional.of(others), sessions().find(others.id()));
    assertEquals(1, audit().of(others.id()).size());
  }

  @Test
  default void aSessionThatHadEndedKeepsTheReasonItEndedFor() {
    addUsers();
    Session ended = added(this, ALICE, NOW).revoke(revocation(NOW.plusSeconds(1)));
    replace(this, ended);

    endings().forEach(ending -> ending.of(ALICE, event(ALICE, Type.USER_DISABLED)));

    assertEquals(Optional.of(ended), sessions().find(ended.id()));
    assertEquals(2, audit().of(ended.id()).size());
  }

  @Test
  @Requirement("STO-01")
  default void defeatsWhoeverReadASessionBefore() {
    addUsers();
    for (Change ending : endings()) {
      Session read = added(this, ALICE, NOW);
      ending.of(ALICE, event(ALICE, Type.USER_DISABLED));

      assertFalse(replace(this, rotated(read, NOW.plusSeconds(600))));
      assertEquals(List.of(), sessions().findLive(ALICE, NOW));
      users().enable(ALICE, event(ALICE, Type.USER_ENABLED));
    }
  }

  @Test
  @Requirement("LOG-01")
  default void tellsOfAUserWhoIsAddedAndNotOfOneWhoseNameIsTaken() {
    AuditEvent event = event(ALICE, Type.USER_ADDED);
    AuditEvent ofTaken = event(BOB, Type.USER_ADDED);

    assertTrue(users().add(user(ALICE, "alice"), hash("YWxpY2U"), event));
    assertFalse(users().add(user(BOB, "Alice"), hash("Ym9i"), ofTaken));

    assertTrue(tells(this, event));
    assertFalse(tells(this, ofTaken));
  }

  @Test
  @Requirement("LOG-01")
  default void tellsOfAUserWhoIsEnabledAndKeepsTheirSessionsEnded() {
    addUsers();
    Session session = added(this, ALICE, NOW);
    users().disable(ALICE, BECAUSE, event(ALICE, Type.USER_DISABLED));
    AuditEvent event = event(ALICE, Type.USER_ENABLED);

    users().enable(ALICE, event);

    assertTrue(tells(this, event));
    assertEquals(Optional.of(session.revoke(BECAUSE)), sessions().find(session.id()));
  }

  @Test
  default void changesAndTellsNothingOfAUserItDoesNotKnow() {
    User bob = added(this, user(BOB, "bob"), hash("Ym9i"));
    Session elsewhere = added(this, ALICE, NOW);
    AuditEvent event = event(ALICE, Type.USER_DISABLED);

    users().enable(ALICE, event);
    endings().forEach(ending -> ending.of(ALICE, event));

    assertFalse(tells(this, event));
    assertEquals(List.of(bob), users().all());
    assertEquals(Optional.of(elsewhere), sessions().find(elsewhere.id()));
    assertEquals(1, audit().of(elsewhere.id()).size());
  }

  private void addUsers() {
    added(this, user(ALICE, "alice"), hash("YWxpY2U"));
    added(this, user(BOB, "bob"), hash("Ym9i"));
  }
}
