package dev.rejeton.domain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Ids, user names and scopes: what they refuse, and when two are the same.
class NamesTest {
  @Test
  @Requirement("SES-11")
  void sessionIdsAre128RandomBitsAndSurviveTheRoundTrip() {
    var random = new SecureRandom();
    Set<SessionId> ids = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      SessionId id = SessionId.random(random);
      assertEquals(16, id.bytes().length);
      assertEquals(id, SessionId.of(id.bytes()));
      assertEquals(id.value(), id.toString());
      ids.add(id);
    }
    assertEquals(1000, ids.size());
    byte[] ones = new byte[16];
    Arrays.fill(ones, (byte) -1);
    assertArrayEquals(ones, SessionId.of(ones).bytes());
  }

  @Test
  void aSessionIdThatWouldBeginWithAHyphenIsDrawnAgain() {
    // The lowest byte comes first; its upper six bits are 62, which base64url writes as a hyphen.
    var random = List.of(0xF8L, 0L, 0L, 0L).iterator();
    assertEquals(Sample.SID, SessionId.random(random::next));
    assertFalse(random.hasNext());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "AAAAAAAAAAAAAAAAAAAAAB",
        "AAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAA+A",
        "AAAAAAAAAAAAAAAAAAAAAAA"
      })
  void aSessionIdHasOneSpelling(String other) {
    assertFalse(SessionId.isValid(other));
    assertThrows(IllegalArgumentException.class, () -> new SessionId(other));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 17})
  void aSessionIdIsSixteenBytes(int length) {
    assertThrows(IllegalArgumentException.class, () -> SessionId.of(new byte[length]));
  }

  @Test
  void aUserIdIsDrawnFromTheRandomSource() {
    assertEquals("usr_AAAAAAAAAAAAAAAAAAAAAA", UserId.random(() -> 0).value());
    assertEquals("usr______________________w", UserId.random(() -> -1).value());
    RandomGenerator random = new SecureRandom();
    assertNotEquals(UserId.random(random), UserId.random(random));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "a\u007fb", "a\u202eb", "a\u2028b", "\ud800"})
  void aUserIdThatWouldMisleadIsRefused(String value) {
    assertThrows(IllegalArgumentException.class, () -> new UserId(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "é", "a\nb", "a\u001fb", "a\u007fb"})
  void aClientIdIsVisibleAscii(String value) {
    assertThrows(IllegalArgumentException.class, () -> new ClientId(value));
    assertEquals("a ~", new ClientId("a ~").toString());
  }

  @Test
  void namesAreOf255CharactersAtMost() {
    String longest = "x".repeat(255);
    assertEquals(longest, new UserId(longest).toString());
    assertEquals(longest, new ClientId(longest).toString());
    assertEquals(longest, new Username(longest).toString());
    String longer = "x".repeat(256);
    assertThrows(IllegalArgumentException.class, () -> new UserId(longer));
    assertThrows(IllegalArgumentException.class, () -> new ClientId(longer));
    assertThrows(IllegalArgumentException.class, () -> new Username(longer));
    assertFalse(Username.isValid(longer));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ada",
        "ada ",
        "\u3000ada",
        "a\u0000b",
        "a\u202eb",
        "a\nb",
        "\ud800",
        "zo\ufffd",
        "\ufffdzo"
      })
  void aUsernameThatWouldMislead(String written) {
    assertFalse(Username.isValid(written));
    assertThrows(IllegalArgumentException.class, () -> new Username(written));
  }

  @ParameterizedTest
  @CsvSource({"Ada, ada", "É, e\u0301", "J\u030c, \u01f0", "ADA LOVELACE, ada lovelace"})
  void usernamesAreComparedWithoutCaseAndAccentsAsComposed(String one, String other) {
    assertEquals(new Username(one).key(), new Username(other).key());
    assertEquals(one, new Username(one).toString());
  }

  @Test
  void usernamesThatDifferStayDifferent() {
    assertNotEquals(new Username("ﬁ").key(), new Username("fi").key());
    assertNotEquals(new Username("é").key(), new Username("e").key());
  }

  @Test
  void scopeTokensAreKeptOnceAndInOrder() {
    assertEquals("write read", Scope.parse(" write  read write ").toString());
    assertTrue(Scope.parse("").isEmpty());
    assertFalse(Scope.parse("api").isEmpty());
    assertEquals(List.of("!#[]~"), Scope.parse("!#[]~").tokens());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\"b", "a\\b", "a\tb", "a\u007fb", "é"})
  void aScopeTokenIsOfTheCharactersOfTheRfc(String token) {
    assertThrows(IllegalArgumentException.class, () -> new Scope(List.of("api", token)));
  }
}
