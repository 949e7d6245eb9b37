package dev.rejeton.domain;

import static dev.rejeton.domain.Rotations.BALANCED;
import static dev.rejeton.domain.Rotations.rotated;
import static dev.rejeton.domain.Sample.ELSEWHERE;
import static dev.rejeton.domain.Sample.LAPTOP;
import static dev.rejeton.domain.Sample.T0;
import static dev.rejeton.domain.Sample.at;
import static dev.rejeton.domain.Sample.logout;
import static dev.rejeton.domain.Sample.opened;
import static dev.rejeton.domain.Sample.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rejeton.domain.AuditEvent.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditEventTest {
  private static final UserId USER = new UserId("usr_1");

  private final Session session = rotated(opened(BALANCED), at(60));

  private static AuditEvent ofToken(
      Instant at, Type type, RefreshToken token, Origin origin, Map<String, String> detail) {
    return new AuditEvent(at, type, Optional.of(USER), Optional.of(token), origin, detail);
  }

  @Test
  void anEventOfASessionNamesItsUserAndItsCurrentToken() {
    AuditEvent event = AuditEvent.of(session, Type.TOKEN_ROTATED, at(61), ELSEWHERE);
    assertEquals(at(61), event.at());
    assertEquals(Type.TOKEN_ROTATED, event.type());
    assertEquals(Optional.of(USER), event.user());
    assertEquals(Optional.of(token(1, 0)), event.token());
    assertEquals(ELSEWHERE, event.origin());
    assertEquals(Map.of(), event.detail());
  }

  @Test
  void noEventOfAnAnswerIsEarlierThanTheAnswer() {
    assertEquals(at(60), AuditEvent.of(session, Type.TOKEN_RETRIED, at(59), LAPTOP).at());
    assertEquals(at(60), AuditEvent.revoked(session, logout(at(59))).at());
  }

  @Test
  void theEndOfASessionIsToldAsItsRevocationTellsIt() {
    var revocation = new Revocation(at(70), Revocation.Reason.ENDED_BY_OPERATOR, ELSEWHERE);
    assertEquals(
        ofToken(
            at(70),
            Type.SESSION_REVOKED,
            token(1, 0),
            ELSEWHERE,
            Map.of("reason", "ENDED_BY_OPERATOR")),
        AuditEvent.revoked(session, revocation));
  }

  @Test
  void aRefusalNamesTheTokenThatWasPresented() {
    assertEquals(
        ofToken(
            at(3), Type.TOKEN_REFUSED, token(7, 0), ELSEWHERE, Map.of("reason", "OTHER_CLIENT")),
        AuditEvent.refused(session, token(7, 0), Refusal.OTHER_CLIENT, ELSEWHERE, at(3)));
  }

  @Test
  void aReuseIsToldFromBothSides() {
    var reuse =
        new Reuse(Reuse.Kind.RECENT, token(0, 0), Duration.ofSeconds(61), LAPTOP, ELSEWHERE);
    assertEquals(
        ofToken(
            at(60 + 61),
            Type.REUSE_DETECTED,
            token(0, 0),
            ELSEWHERE,
            Map.of(
                "kind", "RECENT",
                "age", "PT1M1S",
                "current_generation", "1",
                "answered_ip_address", "192.0.2.1",
                "answered_user_agent", "Firefox")),
        AuditEvent.reuse(session, reuse));
  }

  @Test
  void anEventOfAUserNamesNoToken() {
    assertEquals(
        new AuditEvent(
            T0, Type.USER_ADDED, Optional.of(USER), Optional.empty(), Origin.UNKNOWN, Map.of()),
        AuditEvent.of(USER, Type.USER_ADDED, T0, Origin.UNKNOWN));
  }

  @Test
  void itsDetailIsInTheOrderOfItsNamesAndNobodyChangesItLater() {
    Map<String, String> given = new HashMap<>(Map.of("c", "3", "a", "1", "b", "2"));
    AuditEvent event = AuditEvent.of(USER, Type.USER_ADDED, T0, LAPTOP).with(given);
    given.put("d", "4");
    assertEquals(List.of("a", "b", "c"), List.copyOf(event.detail().keySet()));
    assertThrows(UnsupportedOperationException.class, () -> event.detail().put("d", "4"));
  }

  @Test
  void anEventOfNobodyTellsWhatWhenAndByWhom() {
    Map<String, String> detail = Map.of("number", "1");
    assertEquals(
        new AuditEvent(
            at(3),
            AuditEvent.Type.SIGNING_KEY_ADDED,
            Optional.empty(),
            Optional.empty(),
            LAPTOP,
            detail),
        AuditEvent.of(AuditEvent.Type.SIGNING_KEY_ADDED, detail, at(3), LAPTOP));
  }
}
