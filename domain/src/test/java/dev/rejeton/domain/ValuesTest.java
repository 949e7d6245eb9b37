package dev.rejeton.domain;

import static dev.rejeton.domain.Sample.T0;
import static dev.rejeton.domain.Sample.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
  void aRefreshTokenNamesItsSessionAndCountsFromZero() {
    assertEquals(Sample.SID, Sample.token(0, 0).sessionId());
    assertThrows(IllegalArgumentException.class, () -> Sample.token(-1, 0));
    assertThrows(IllegalArgumentException.class, () -> Sample.token(0, -1));
  }

  @Test
  @Requirement("LGN-10")
  void whatAClientSaysOfItselfIsCappedAndPrintable() {
    var origin = new Origin("1".repeat(70), "Mozilla\r\n\u001b[31m\u202e" + "x".repeat(65_536));
    assertEquals("1".repeat(64), origin.ipAddress());
    assertEquals("Mozilla[31m" + "x".repeat(512 - 15), origin.userAgent());
    var device = new Device("  My\nphone " + "y".repeat(500), origin);
    assertEquals("Myphone " + "y".repeat(128 - 11), device.name());
    assertEquals(origin, device.loggedInFrom());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u007f", "\u00ad", "\u200f", "\u2028", "\u2029", "\ud83d"})
  void noUnprintableCharacterIsShown(String unprintable) {
    assertEquals("ab", new Device("a" + unprintable + "b", Origin.UNKNOWN).name());
  }

  @Test
  void aTextIsNotCutThroughACharacterOfTwoUnits() {
    String name = "x".repeat(127);
    assertEquals(name, new Device(name + "😀", Origin.UNKNOWN).name());
    assertEquals("😀", new Device("😀", Origin.UNKNOWN).name());
  }

  @Test
  void aSessionIsNotIdleAfterItsEnd() {
    var lifetime = new Lifetime(T0, at(100), at(101), true);
    assertEquals(T0, lifetime.createdAt());
    assertEquals(at(100), lifetime.idleAt());
    assertEquals(at(99), lifetime.idleAt(at(99)).idleAt());
    assertEquals(lifetime, lifetime.idleAt(at(101)));
  }

  @Test
  void aLoginIsRecentUntilItsAgeIsReached() {
    Authentication login = Authentication.byPassword(T0);
    assertTrue(login.isWithin(Duration.ofSeconds(60), at(59)));
    assertFalse(login.isWithin(Duration.ofSeconds(60), at(60)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "a\nb", "a\u007fb", "é"})
  void anAuthenticationMethodIsAWord(String method) {
    assertThrows(IllegalArgumentException.class, () -> Sample.authentication("pwd", method));
  }

  @Test
  void theMethodsOfAnAuthenticationStayWhatTheyWere() {
    assertEquals(List.of("pwd"), Authentication.byPassword(T0).methods());
    List<String> methods = new ArrayList<>(List.of("!~"));
    var authentication = new Authentication(T0, methods);
    methods.add("otp");
    assertEquals(List.of("!~"), authentication.methods());
  }
}
