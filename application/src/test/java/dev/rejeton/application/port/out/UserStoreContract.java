package dev.rejeton.application.port.out;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.BOB;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.added;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.hash;
import static dev.rejeton.application.port.out.Samples.revocation;
import static dev.rejeton.application.port.out.Samples.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.UserStore.Credentials;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.User;
import dev.rejeton.domain.UserId;
import dev.rejeton.domain.Username;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every [UserStore] keeps to.
public interface UserStoreContract extends UserChangesContract {

  @Test
  default void findsAUserByNameAndById() {
    User alice = user(ALICE, "alice");
    added(this, alice, hash("YWxpY2U"));
    added(this, user(BOB, "bob"), hash("Ym9i"));

    assertEquals(
        Optional.of(new Credentials(alice, hash("YWxpY2U"))), users().find(new Username("alice")));
    assertEquals(Optional.of(alice), users().find(ALICE));
  }

  @Test
  default void keepsAUserThatIsAddedDisabled() {
    var disabled = new User(ALICE, new Username("alice"), NOW.plusMillis(1), true);
    added(this, disabled, hash("YWxpY2U"));

    assertEquals(Optional.of(disabled), users().find(ALICE));
  }

  @Test
  default void doesNotFindAnUnknownUser() {
    added(this, user(ALICE, "alice"), hash("YWxpY2U"));

    assertEquals(Optional.empty(), users().find(new Username("alic")));
    assertEquals(Optional.empty(), users().find(new Username("%")));
    assertEquals(Optional.empty(), users().find(BOB));
  }

  @Test
  default void aNameIsTakenHoweverItIsCapitalisedOrComposed() {
    User rene = user(ALICE, "Ren\u00e9");
    added(this, rene, hash("YWxpY2U"));

    assertFalse(users().add(user(BOB, "RENE\u0301"), hash("Ym9i"), event(BOB, Type.USER_ADDED)));
    assertEquals(List.of(rene), users().all());
    assertEquals(
        Optional.of(new Credentials(rene, hash("YWxpY2U"))),
        users().find(new Username("rene\u0301")));
  }

  @Test
  @Requirement("STO-04")
  default void keepsNamesThatHurt() {
    User user = user(new UserId("' OR 1=1 --"), "'; DROP TABLE users; -- \"`\\ ?1 :id 漢字 🗝");
    added(this, user, hash("YWxpY2U"));

    assertEquals(Optional.of(user), users().find(user.id()));
    assertEquals(Optional.of(user), users().find(user.username()).map(Credentials::user));
  }

  @Test
  default void listsAllUsersByName() {
    for (String name : List.of("bob", "Zoe", "alice", "\u00c9mile", "Carol")) {
      added(this, user(new UserId("usr_" + name), name), hash("c2FsdA"));
    }

    Stream<String> names = users().all().stream().map(user -> user.username().written());
    assertEquals(List.of("alice", "bob", "Carol", "Zoe", "\u00c9mile"), names.toList());
  }

  @Test
  default void disablesAndEnablesOneUser() {
    User alice = user(ALICE, "alice");
    User bob = user(BOB, "bob");
    added(this, alice, hash("YWxpY2U"));
    added(this, bob, hash("Ym9i"));

    users().disable(ALICE, revocation(NOW), event(ALICE, Type.USER_DISABLED));
    users().disable(ALICE, revocation(NOW), event(ALICE, Type.USER_DISABLED));
    assertEquals(
        List.of(new User(ALICE, alice.username(), alice.createdAt(), true), bob), users().all());
    assertTrue(users().find(new Username("alice")).orElseThrow().user().disabled());

    users().enable(ALICE, event(ALICE, Type.USER_ENABLED));
    users().enable(ALICE, event(ALICE, Type.USER_ENABLED));
    assertEquals(List.of(alice, bob), users().all());
  }

  @Test
  default void changesThePasswordOfOneUserAndNothingElse() {
    User alice = user(ALICE, "alice");
    User bob = user(BOB, "bob");
    added(this, alice, hash("YWxpY2U"));
    added(this, bob, hash("Ym9i"));

    users().setPassword(ALICE, hash("bmV3"), revocation(NOW), event(ALICE, Type.PASSWORD_CHANGED));

    assertEquals(Optional.of(new Credentials(alice, hash("bmV3"))), users().find(alice.username()));
    assertEquals(Optional.of(new Credentials(bob, hash("Ym9i"))), users().find(bob.username()));
  }

  @Test
  default void keepsUsersWhenReopened() {
    PasswordHash changed = hash("bmV3");
    added(this, user(ALICE, "alice"), hash("YWxpY2U"));
    users().setPassword(ALICE, changed, revocation(NOW), event(ALICE, Type.PASSWORD_CHANGED));

    reopen();

    assertEquals(
        Optional.of(new Credentials(user(ALICE, "alice"), changed)),
        users().find(new Username("alice")));
  }
}
