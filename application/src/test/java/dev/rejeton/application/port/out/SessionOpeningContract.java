package dev.rejeton.application.port.out;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.BOB;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.added;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.hash;
import static dev.rejeton.application.port.out.Samples.revocation;
import static dev.rejeton.application.port.out.Samples.session;
import static dev.rejeton.application.port.out.Samples.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.UserId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// For which users a [SessionStore] opens a session.
interface SessionOpeningContract extends Stores {
  PasswordHash OF_ALICE = hash("YWxpY2U");
  PasswordHash OF_BOB = hash("Ym9i");

  @Test
  default void opensASessionForAUserKeptElsewhere() {
    addUsers();
    var elsewhere = new UserId("usr_elsewhere");

    assertTrue(opens(elsewhere, Optional.empty()));
    assertTrue(opens(elsewhere, Optional.of(OF_ALICE)));
  }

  @Test
  default void opensASessionForAUserWhosePasswordWasCheckedAgainstWhatIsStored() {
    addUsers();

    assertTrue(opens(ALICE, Optional.of(OF_ALICE)));
    assertTrue(opens(ALICE, Optional.empty()), "no password was checked");
  }

  @Test
  @Requirement("PSW-09")
  default void opensNoSessionForAPasswordCheckedAgainstAnythingElse() {
    addUsers();
    Session refused = session(ALICE, NOW);

    assertFalse(Samples.opens(this, refused, Optional.of(OF_BOB)));
    assertEquals(Optional.empty(), sessions().find(refused.id()));
    assertEquals(List.of(), audit().of(refused.id()));
  }

  @Test
  @Requirement("SES-08")
  default void opensNoSessionForADisabledUser() {
    addUsers();
    users().disable(ALICE, revocation(NOW), event(ALICE, Type.USER_DISABLED));
    Session refused = session(ALICE, NOW);

    assertFalse(Samples.opens(this, refused, Optional.of(OF_ALICE)));
    assertFalse(opens(ALICE, Optional.empty()), "no password was checked");
    assertEquals(Optional.empty(), sessions().find(refused.id()));
    assertEquals(List.of(), audit().of(refused.id()));
    assertTrue(opens(BOB, Optional.of(OF_BOB)), "somebody else");
  }

  @Test
  default void opensSessionsAgainForAnEnabledUser() {
    addUsers();
    users().disable(ALICE, revocation(NOW), event(ALICE, Type.USER_DISABLED));
    users().enable(ALICE, event(ALICE, Type.USER_ENABLED));

    assertTrue(opens(ALICE, Optional.of(OF_ALICE)));
  }

  @Test
  @Requirement("PSW-09")
  default void opensNoSessionForAPasswordThatWasChangedSinceItWasChecked() {
    addUsers();
    PasswordHash changed = hash("bmV3");
    users().setPassword(ALICE, changed, revocation(NOW), event(ALICE, Type.PASSWORD_CHANGED));

    assertFalse(opens(ALICE, Optional.of(OF_ALICE)));
    assertTrue(opens(ALICE, Optional.of(changed)));
    assertTrue(opens(BOB, Optional.of(OF_BOB)), "somebody else");
  }

  private void addUsers() {
    added(this, user(ALICE, "alice"), OF_ALICE);
    added(this, user(BOB, "bob"), OF_BOB);
  }

  private boolean opens(UserId user, Optional<PasswordHash> checked) {
    return Samples.opens(this, session(user, NOW), checked);
  }
}
