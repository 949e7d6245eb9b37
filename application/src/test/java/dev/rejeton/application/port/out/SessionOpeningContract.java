package dev.rejeton.application.port.out;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.BOB;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.hash;
import static dev.rejeton.application.port.out.Samples.session;
import static dev.rejeton.application.port.out.Samples.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// For which users a [SessionStore] opens a session.
interface SessionOpeningContract extends Stores {

  @Test
  default void opensASessionForAUserKeptElsewhere() {
    assertTrue(opens(session(ALICE, NOW)));
  }

  @Test
  @Tag("SES-08")
  default void opensNoSessionForADisabledUser() {
    addUsers();
    users().disable(ALICE);
    Session refused = session(ALICE, NOW);

    assertFalse(opens(refused));
    assertEquals(Optional.empty(), sessions().find(refused.id()));
    assertEquals(List.of(), audit().of(refused.id()));
    assertTrue(opens(session(BOB, NOW)), "somebody else");
  }

  @Test
  default void opensSessionsAgainForAnEnabledUser() {
    addUsers();
    users().disable(ALICE);
    users().enable(ALICE);

    assertTrue(opens(session(ALICE, NOW)));
  }

  @Test
  @Tag("PSW-09")
  default void opensNoSessionWhoseLoginBeganBeforeANewPassword() {
    addUsers();
    users().setPassword(ALICE, hash("bmV3"), NOW);

    assertFalse(opens(session(ALICE, NOW.minusMillis(1))));
    assertTrue(opens(session(ALICE, NOW)), "a login at that instant");
    assertTrue(opens(session(BOB, NOW.minusMillis(1))), "somebody else");
  }

  @Test
  default void aClockThatStepsBackDoesNotAdmitALoginFromBeforeANewPassword() {
    addUsers();
    Instant earlier = NOW.minusSeconds(60);
    users().setPassword(ALICE, hash("bmV3"), NOW);
    users().setPassword(ALICE, hash("bmV3ZXI"), earlier);

    assertFalse(opens(session(ALICE, earlier)));
  }

  @Test
  default void aSecondNewPasswordCountsAsTheFirst() {
    addUsers();
    users().setPassword(ALICE, hash("bmV3"), NOW);
    users().setPassword(ALICE, hash("bmV3ZXI"), NOW.plusSeconds(60));

    assertFalse(opens(session(ALICE, NOW)));
    assertTrue(opens(session(ALICE, NOW.plusSeconds(60))));
  }

  private void addUsers() {
    users().add(user(ALICE, "alice"), hash("YWxpY2U"));
    users().add(user(BOB, "bob"), hash("Ym9i"));
  }

  private boolean opens(Session session) {
    return sessions().add(session, Samples.event(session, Type.SESSION_OPENED));
  }
}
