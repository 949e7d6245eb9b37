package dev.rejeton.application.port.out;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.BOB;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.WEB;
import static dev.rejeton.application.port.out.Samples.added;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.registration;
import static dev.rejeton.application.port.out.Samples.replace;
import static dev.rejeton.application.port.out.Samples.revocation;
import static dev.rejeton.application.port.out.Samples.rotated;
import static dev.rejeton.application.port.out.Samples.session;
import static dev.rejeton.application.port.out.Samples.tells;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.ClientStore.Registration;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Denial;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What else the removal of a client brings about in a [ClientStore]: the end of its sessions.
interface ClientRemovalContract extends Stores {
  Revocation REMOVED = revocation(NOW.plusSeconds(700));

  @Test
  @Requirement("LOG-01")
  default void removesAClientAndRevokesItsSessionsAndNoOthers() {
    added(this, registration(WEB));
    Registration other = added(this, registration(new ClientId("app")));
    Session first = added(this, ALICE, NOW);
    Session second = rotated(added(this, BOB, NOW), NOW.plusSeconds(600));
    replace(this, second);
    Session others = added(this, session(ALICE, other.client().id(), NOW, true));
    AuditEvent event = event(ALICE, Type.CLIENT_REMOVED);

    assertTrue(clients().remove(WEB, REMOVED, event));

    assertTrue(tells(this, event));
    assertEquals(List.of(other), clients().all());
    for (Session ended : List.of(first, second)) {
      assertEquals(Optional.of(ended.revoke(REMOVED)), sessions().find(ended.id()));
      assertEquals(AuditEvent.revoked(ended, REMOVED), audit().of(ended.id()).getLast());
    }
    assertEquals(Optional.of(others), sessions().find(others.id()));
    assertEquals(1, audit().of(others.id()).size());
    assertEquals(denied(first.revoke(REMOVED), second.revoke(REMOVED)), denied());
  }

  private static Set<Denial> denied(Session one, Session other) {
    return Set.of(one.denial().orElseThrow(), other.denial().orElseThrow());
  }

  private Set<Denial> denied() {
    return denials().after(0, NOW, 10).stream()
        .map(DenialLog.Entry::denial)
        .collect(Collectors.toSet());
  }

  @Test
  default void removesAClientOnce() {
    Registration registration = added(this, registration(WEB));
    assertTrue(clients().remove(WEB, REMOVED, event(ALICE, Type.CLIENT_REMOVED)));
    Session session = added(this, ALICE, NOW);
    AuditEvent again = event(ALICE, Type.CLIENT_REMOVED);

    assertFalse(clients().remove(WEB, REMOVED, again));

    assertFalse(tells(this, again));
    assertEquals(Optional.of(session), sessions().find(session.id()));
    assertEquals(Optional.empty(), clients().find(WEB));
    assertTrue(clients().add(registration, event(ALICE, Type.CLIENT_ADDED)), "the id is free");
  }

  @Test
  default void aSessionThatHadEndedBeforeItsClientKeepsTheReasonItEndedFor() {
    added(this, registration(WEB));
    Session ended = added(this, ALICE, NOW).revoke(revocation(NOW.plusSeconds(1)));
    replace(this, ended);

    clients().remove(WEB, REMOVED, event(ALICE, Type.CLIENT_REMOVED));

    assertEquals(Optional.of(ended), sessions().find(ended.id()));
    assertEquals(2, audit().of(ended.id()).size());
  }

  @Test
  @Requirement("STO-01")
  default void aRemovalDefeatsWhoeverReadASessionBefore() {
    added(this, registration(WEB));
    Session read = added(this, ALICE, NOW);
    clients().remove(WEB, REMOVED, event(ALICE, Type.CLIENT_REMOVED));

    assertFalse(replace(this, rotated(read, NOW.plusSeconds(600))));
    assertEquals(List.of(), sessions().findLive(ALICE, NOW));
  }
}
