package dev.rejeton.application.port.out;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.PHONE;
import static dev.rejeton.application.port.out.Samples.added;
import static dev.rejeton.application.port.out.Samples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [AuditLog] keeps to.
public interface AuditLogContract extends Stores {

  @Test
  @Requirement("LOG-02")
  default void keepsEveryFieldOfAnEvent() {
    var token = new RefreshToken(Samples.randomId(), 12, 3);
    var event =
        new AuditEvent(
            NOW,
            Type.TOKEN_REFUSED,
            Optional.of(ALICE),
            Optional.of(token),
            PHONE,
            Map.of("reason", "REVOKED", "empty", ""));
    var ofNobody =
        new AuditEvent(
            NOW.plusMillis(1),
            Type.TOKEN_RETRIED,
            Optional.empty(),
            Optional.of(token),
            Origin.UNKNOWN,
            Map.of());

    audit().record(event);
    audit().record(ofNobody);

    assertEquals(List.of(event, ofNobody), audit().of(token.sessionId()));
  }

  @Test
  @Requirement("LOG-04")
  default void keepsDetailThatHurts() {
    Map<String, String> detail =
        Map.of(
            "a", "1\nb=2\r\nc=3\r",
            "d=e\n", "=",
            "%0A", "%3D%250A%",
            "", "",
            "quotes", "'; DROP TABLE audit_event; -- \"`\\n",
            "unicode", "é e\u0301 漢字 🗝 \u2028\u0085");
    AuditEvent event = event(Samples.randomId(), NOW).with(detail);

    audit().record(event);

    assertEquals(List.of(event), audit().of(sessionOf(event)));
  }

  @Test
  default void tellsOfOneSessionOnly() {
    AuditEvent event = event(Samples.randomId(), NOW);
    audit().record(event);
    audit().record(event(Samples.randomId(), NOW));
    audit().record(AuditEvent.of(ALICE, Type.USER_ADDED, NOW, PHONE));

    assertEquals(List.of(event), audit().of(sessionOf(event)));
    assertEquals(List.of(), audit().of(Samples.randomId()));
  }

  @Test
  default void tellsTheOldestFirstAndEventsOfOneInstantAsTheyCame() {
    SessionId session = Samples.randomId();
    AuditEvent late = event(session, NOW.plusMillis(2));
    AuditEvent early = event(session, NOW.plusMillis(1));
    List.of(late, early).forEach(audit()::record);
    List<AuditEvent> atOnce =
        IntStream.range(0, 20)
            .mapToObj(i -> event(session, NOW).with(Map.of("i", Integer.toString(i))))
            .toList();
    atOnce.forEach(audit()::record);

    List<AuditEvent> events = audit().of(session);

    assertEquals(atOnce, events.subList(0, 20));
    assertEquals(List.of(early, late), events.subList(20, 22));
  }

  @Test
  default void tellsWhatCameWithAChangeAndWhatDidNot() {
    Session opened = added(this, ALICE, NOW);
    AuditEvent retried = event(opened.id(), NOW.plusSeconds(1));
    audit().record(retried);

    assertEquals(
        List.of(Samples.event(opened, Type.SESSION_OPENED), retried), audit().of(opened.id()));
  }

  @Test
  default void tellsAllThatManyRecordedBefore() {
    SessionId session = Samples.randomId();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1000; i++) {
        Instant at = NOW.plusMillis(i);
        threads.execute(() -> audit().record(event(session, at)));
      }
    }

    List<Instant> told = audit().of(session).stream().map(AuditEvent::at).toList();

    assertEquals(IntStream.range(0, 1000).mapToObj(NOW::plusMillis).toList(), told);
  }

  @Test
  default void forgetsEventsFromBeforeAnInstantAndNotAtIt() {
    AuditEvent old = event(Samples.randomId(), NOW);
    AuditEvent young = event(sessionOf(old), NOW.plusMillis(1));
    audit().record(young);
    audit().record(old);

    assertEquals(0, audit().purge(NOW, 10));
    assertEquals(1, audit().purge(NOW.plusMillis(1), 10));
    assertEquals(List.of(young), audit().of(sessionOf(old)));
  }

  @Test
  @Requirement("STO-09")
  default void forgetsNoMoreEventsThanItIsAskedTo() {
    Session session = added(this, session(ALICE, NOW));
    for (int i = 0; i < 4; i++) {
      audit().record(event(session.id(), NOW));
    }

    assertEquals(2, audit().purge(NOW.plusMillis(1), 2));
    assertEquals(2, audit().purge(NOW.plusMillis(1), 2));
    assertEquals(1, audit().purge(NOW.plusMillis(1), 2));
    assertEquals(0, audit().purge(NOW.plusMillis(1), 2));
    assertEquals(Optional.of(session), sessions().find(session.id()));
  }

  @Test
  default void keepsEventsWhenReopened() {
    AuditEvent event = event(Samples.randomId(), NOW);
    audit().record(event);

    reopen();

    assertEquals(List.of(event), audit().of(sessionOf(event)));
  }

  private static AuditEvent event(SessionId session, Instant at) {
    return new AuditEvent(
        at,
        Type.TOKEN_RETRIED,
        Optional.of(ALICE),
        Optional.of(new RefreshToken(session, 1, 0)),
        PHONE,
        Map.of());
  }

  private static SessionId sessionOf(AuditEvent event) {
    return event.token().orElseThrow().sessionId();
  }
}
