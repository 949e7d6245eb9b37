package dev.rejeton.application.port.out;

import static dev.rejeton.application.port.out.Race.together;
import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.BOB;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.WEB;
import static dev.rejeton.application.port.out.Samples.added;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.hash;
import static dev.rejeton.application.port.out.Samples.recovered;
import static dev.rejeton.application.port.out.Samples.registration;
import static dev.rejeton.application.port.out.Samples.replace;
import static dev.rejeton.application.port.out.Samples.revocation;
import static dev.rejeton.application.port.out.Samples.rotated;
import static dev.rejeton.application.port.out.Samples.session;
import static dev.rejeton.application.port.out.Samples.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.application.port.out.DenialLog.Entry;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.Denial;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Session;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the other stores add to a [DenialLog], in one step with what they store.
interface SessionDenialContract extends Stores {
  Revocation ENDED = revocation(NOW.plusSeconds(700));

  @Test
  default void whateverEndsASessionDeniesItsAccessTokens() {
    added(this, user(ALICE, "alice"), hash("YWxpY2U"));
    added(this, registration(WEB));
    AuditEvent changed = event(ALICE, Type.PASSWORD_CHANGED);
    List<Runnable> endings =
        List.of(
            () -> sessions().revokeAll(ALICE, Optional.empty(), ENDED),
            () -> users().setPassword(ALICE, hash("bmV3"), ENDED, changed),
            () -> clients().remove(WEB, ENDED, event(ALICE, Type.CLIENT_REMOVED)),
            () -> users().disable(ALICE, ENDED, event(ALICE, Type.USER_DISABLED)));
    for (Runnable ending : endings) {
      Session session = added(this, ALICE, NOW);
      long last = last();

      ending.run();

      assertEquals(List.of(denial(session.revoke(ENDED))), deniedAfter(last));
    }
  }

  @Test
  default void aSessionThatIsRevokedOrRecoveredDeniesAccessTokens() {
    Session rotated = rotated(added(this, ALICE, NOW), NOW.plusSeconds(600));
    replace(this, rotated);
    Session recovered = recovered(rotated, NOW.plusSeconds(650));
    Session revoked = recovered.revoke(ENDED);

    assertTrue(replace(this, recovered));
    assertEquals(List.of(denial(recovered)), deniedAfter(0));
    assertEquals(Optional.of(recovered.currentToken()), denial(recovered).floor());

    assertTrue(replace(this, revoked));
    assertEquals(List.of(denial(recovered), denial(revoked)), deniedAfter(0));
    assertEquals(Optional.empty(), denial(revoked).floor());
  }

  @Test
  default void aSessionThatIsAddedDeniesWhatItHasLivedThrough() {
    Session once =
        recovered(rotated(session(ALICE, NOW), NOW.plusSeconds(600)), NOW.plusSeconds(700));
    Session recovered = recovered(once, NOW.plusSeconds(800));

    added(this, recovered);

    assertEquals(List.of(denial(recovered)), deniedAfter(0));
  }

  @Test
  default void nothingElseInASessionsLifeDeniesAnything() {
    added(this, session(BOB, NOW));
    Session rotated = rotated(added(this, ALICE, NOW), NOW.plusSeconds(600));
    Session confirmed = rotated.confirm();
    for (Session next : List.of(rotated, confirmed, rotated(confirmed, NOW.plusSeconds(1200)))) {
      assertTrue(replace(this, next));
    }

    assertEquals(List.of(), deniedAfter(0));
  }

  @Test
  default void aRotationAfterARecoveryDeniesNothingMore() {
    Session rotated = rotated(added(this, ALICE, NOW), NOW.plusSeconds(600));
    Session recovered = recovered(rotated, NOW.plusSeconds(650));
    for (Session next : List.of(rotated, recovered, rotated(recovered, NOW.plusSeconds(700)))) {
      replace(this, next);
    }

    assertEquals(List.of(denial(recovered)), deniedAfter(0));
  }

  @Test
  default void aChangeThatIsNotMadeDeniesNothing() {
    Session session = added(this, ALICE, NOW);
    replace(this, rotated(session, NOW.plusSeconds(600)));

    assertFalse(replace(this, session.revoke(ENDED)));
    sessions().revokeAll(ALICE, Optional.of(session.id()), ENDED);
    clients().remove(WEB, ENDED, event(ALICE, Type.CLIENT_REMOVED));
    users().disable(ALICE, ENDED, event(ALICE, Type.USER_DISABLED));

    assertEquals(List.of(), deniedAfter(0));
  }

  @Test
  default void whoeverSeesASessionRevokedSeesTheMarkDifferAndTheDenial() throws Exception {
    for (int round = 0; round < 20; round++) {
      Session session = added(this, ALICE, NOW);
      long last = last();
      long mark = denials().mark();
      Callable<Boolean> look =
          () ->
              sessions().find(session.id()).orElseThrow().revocation().isEmpty()
                  || (denials().mark() != mark && deniedAfter(last).size() == 1);

      List<Boolean> seen =
          together(
              Stream.concat(
                  Stream.of(() -> replace(this, session.revoke(ENDED))),
                  Stream.generate(() -> look).limit(16)));

      assertFalse(seen.contains(false));
    }
  }

  private static Denial denial(Session session) {
    return session.denial().orElseThrow();
  }

  private List<Denial> deniedAfter(long number) {
    return denials().after(number, NOW, 10).stream().map(Entry::denial).toList();
  }

  private long last() {
    return denials().after(0, NOW, 100).stream().mapToLong(Entry::number).max().orElse(0);
  }
}
