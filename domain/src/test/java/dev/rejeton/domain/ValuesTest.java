package dev.rejeton.domain;

import static dev.rejeton.domain.Sample.T0;
import static dev.rejeton.domain.Sample.at;
import static dev.rejeton.domain.Sample.logout;
import static dev.rejeton.domain.Sample.opened;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @Test
  void aSecretDoesNotPrintAndIsNotCompared() {
    var secret = new Secret("hunter2");
    assertEquals("[redacted]", secret.toString());
    assertEquals("hunter2", secret.reveal());
    assertNotEquals(new Secret("hunter2"), secret);
    assertEquals("[redacted]", new PasswordHash("$argon2id$…").toString());
    assertEquals("[redacted]", new TokenSalt(1, "salt").toString());
  }

  @Test
  @Tag("SES-11")
  void sessionIdsAre128RandomBitsAndSurviveTheRoundTrip() {
    var random = new SecureRandom();
    Set<SessionId> ids = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      SessionId id = SessionId.random(random);
      assertEquals(16, id.bytes().length);
      assertEquals(id, SessionId.of(id.bytes()));
      assertEquals(id.value(), id.toString());
      assertFalse(id.value().startsWith("-"), "a command line would take it for an option");
      ids.add(id);
    }
    assertEquals(1000, ids.size());
    byte[] ones = new byte[16];
    Arrays.fill(ones, (byte) -1);
    assertArrayEquals(ones, SessionId.of(ones).bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "AAAAAAAAAAAAAAAAAAAAAB",
        "AAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAAAAA"
      })
  void aSessionIdHasOneSpelling(String other) {
    assertFalse(SessionId.isValid(other));
    assertThrows(IllegalArgumentException.class, () -> new SessionId(other));
  }

  @Test
  void namesRefuseNonsense() {
    assertThrows(IllegalArgumentException.class, () -> new UserId(""));
    assertThrows(IllegalArgumentException.class, () -> new UserId("a\nb"));
    assertThrows(IllegalArgumentException.class, () -> new UserId("x".repeat(256)));
    assertEquals("x".repeat(255), new UserId("x".repeat(255)).toString());
    assertTrue(UserId.random(new SecureRandom()).value().matches("usr_[A-Za-z0-9_-]{22}"));
    assertThrows(IllegalArgumentException.class, () -> new ClientId(""));
    assertThrows(IllegalArgumentException.class, () -> new ClientId("é"));
    assertEquals("a b", new ClientId("a b").toString());
    assertThrows(IllegalArgumentException.class, () -> new RefreshToken(Sample.SID, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> new RefreshToken(Sample.SID, 0, -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ada", "ada ", "a\u0000b", "a\u202eb", "a\nb", "\ud800", "zo\ufffd"})
  void aUsernameThatWouldMislead(String written) {
    assertFalse(Username.isValid(written));
    assertThrows(IllegalArgumentException.class, () -> new Username(written));
  }

  @ParameterizedTest
  @CsvSource({"Ada, ada", "É, e\u0301", "ADA LOVELACE, ada lovelace"})
  void usernamesAreComparedWithoutCaseAndAccentsAsComposed(String one, String other) {
    assertEquals(new Username(one).key(), new Username(other).key());
    assertEquals(one, new Username(one).toString());
  }

  @Test
  void usernamesThatDifferStayDifferent() {
    assertNotEquals(new Username("ﬁ").key(), new Username("fi").key());
    assertTrue(Username.isValid("x".repeat(255)));
    assertFalse(Username.isValid("x".repeat(256)));
  }

  @Test
  @Tag("LGN-10")
  void whatAClientSaysOfItselfIsCappedAndPrintable() {
    var origin = new Origin("1".repeat(70), "Mozilla\r\n\u001b[31m\u202e" + "x".repeat(65_536));
    assertEquals(64, origin.ipAddress().length());
    assertTrue(origin.userAgent().startsWith("Mozilla[31mx"));
    assertTrue(origin.userAgent().length() <= 512);
    var device = new Device("  My\nphone " + "y".repeat(500), origin);
    assertTrue(device.name().startsWith("Myphone y"));
    assertTrue(device.name().length() <= 128);
  }

  @Test
  void scopeTokensAreKeptOnceAndInOrder() {
    assertEquals("write read", Scope.parse(" write  read write ").toString());
    assertTrue(Scope.parse("").isEmpty());
    assertFalse(Scope.parse("api").isEmpty());
    assertThrows(IllegalArgumentException.class, () -> Scope.parse("a\"b"));
    assertThrows(IllegalArgumentException.class, () -> Scope.parse("a\\b"));
    assertThrows(IllegalArgumentException.class, () -> new Scope(List.of("a b")));
  }

  @Test
  void aLoginIsRecentUntilItsAgeIsReached() {
    Authentication login = Authentication.byPassword(T0);
    assertEquals(List.of("pwd"), login.methods());
    assertThrows(IllegalArgumentException.class, () -> Sample.authentication("two words"));
    assertThrows(IllegalArgumentException.class, () -> Sample.authentication("pwd", ""));
    assertTrue(login.isWithin(Duration.ofSeconds(60), at(59)));
    assertFalse(login.isWithin(Duration.ofSeconds(60), at(60)));
  }

  @Test
  void endingOrConfirmingTwiceChangesNothing() {
    Session ended = opened(Profile.BALANCED.policy()).revoke(logout(at(1)));
    assertEquals(1, ended.version());
    assertSame(ended, ended.revoke(logout(at(2))));
    Session confirmed = opened(Profile.BALANCED.policy()).confirm();
    assertSame(confirmed, confirmed.confirm());
  }

  @Test
  void anEventTellsNamesAndPlaces() {
    Session session = opened(Profile.BALANCED.policy());
    AuditEvent event = AuditEvent.revoked(session, logout(at(1)));
    AuditEvent early = AuditEvent.revoked(session, logout(at(-1)));
    assertEquals(T0, early.at(), "no event of an answer is earlier than the answer");
    assertEquals(AuditEvent.Type.SESSION_REVOKED, event.type());
    assertEquals(at(1), event.at());
    assertEquals(Optional.of(session.grant().userId()), event.user());
    assertEquals(Optional.of(session.currentToken()), event.token());
    assertEquals(Map.of("reason", "LOGOUT"), event.detail());
    var reuse =
        new Reuse(
            Reuse.Kind.STALE,
            session.currentToken(),
            Duration.ofSeconds(61),
            Sample.LAPTOP,
            Sample.ELSEWHERE);
    AuditEvent told = AuditEvent.reuse(session, reuse);
    assertEquals(at(61), told.at());
    assertEquals(Sample.ELSEWHERE, told.origin());
    assertEquals(
        Map.of(
            "kind", "STALE",
            "age", "PT1M1S",
            "current_generation", "0",
            "answered_ip_address", "192.0.2.1",
            "answered_user_agent", "Firefox"),
        told.detail());
    AuditEvent refused =
        AuditEvent.refused(
            session, Sample.token(7, 0), Refusal.OTHER_CLIENT, Sample.ELSEWHERE, at(3));
    assertEquals(Optional.of(Sample.token(7, 0)), refused.token());
    assertEquals(Map.of("reason", "OTHER_CLIENT"), refused.detail());
    AuditEvent user =
        AuditEvent.of(new UserId("usr_1"), AuditEvent.Type.USER_ADDED, T0, Origin.UNKNOWN);
    assertEquals(Optional.empty(), user.token());
  }
}
