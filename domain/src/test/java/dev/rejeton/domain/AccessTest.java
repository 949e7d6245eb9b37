package dev.rejeton.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.domain.Access.Excess;
import dev.rejeton.domain.Access.NarrowingOutcome.Exceeded;
import dev.rejeton.domain.Access.NarrowingOutcome.Narrowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What access tokens are for, and how much of it is given.
class AccessTest {
  private static final Access GRANTED = access("read write", "orders stock");

  private static Access access(String scope, String audience) {
    return new Access(Scope.parse(scope), Audience.parse(audience));
  }

  private static AccessRequest scope(String scope) {
    return new AccessRequest(Optional.of(Scope.parse(scope)), Optional.empty());
  }

  private static AccessRequest resource(String resource) {
    return new AccessRequest(Optional.empty(), Optional.of(resource));
  }

  @Test
  void whoeverAsksForNothingGetsAll() {
    assertEquals(new Narrowed(GRANTED), GRANTED.narrow(AccessRequest.ALL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"read write", "write read", "read", "write", ""})
  @Requirement("REF-06")
  void aScopeShrinksToWhatIsAskedFor(String asked) {
    assertEquals(new Narrowed(access(asked, "orders stock")), GRANTED.narrow(scope(asked)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "read admin", "read write admin", "READ", "rea"})
  @Requirement("REF-06")
  void aScopeNeverGrows(String asked) {
    assertEquals(new Exceeded(Excess.SCOPE), GRANTED.narrow(scope(asked)));
  }

  @Test
  @Requirement("REF-08")
  void anAudienceShrinksToTheResourceAskedForAndNeverGrows() {
    assertEquals(new Narrowed(access("read write", "stock")), GRANTED.narrow(resource("stock")));
    for (String other : List.of("bills", "orders stock", "Orders", "")) {
      assertEquals(new Exceeded(Excess.RESOURCE), GRANTED.narrow(resource(other)));
    }
    Access own = Access.to(Scope.parse("read"));
    assertEquals(new Exceeded(Excess.RESOURCE), own.narrow(resource("orders")));
  }

  @Test
  void whatIsAskedForBesideAnExcessIsNotGiven() {
    var both = new AccessRequest(Optional.of(Scope.parse("admin")), Optional.of("bills"));
    assertEquals(new Exceeded(Excess.SCOPE), GRANTED.narrow(both));
    var resource = new AccessRequest(Optional.of(Scope.parse("read")), Optional.of("bills"));
    assertEquals(new Exceeded(Excess.RESOURCE), GRANTED.narrow(resource));
  }

  @Test
  void aScopeContainsItselfAndAllThatIsLess() {
    Scope scope = Scope.parse("read write");
    assertTrue(scope.contains(scope));
    assertTrue(scope.contains(Scope.parse("write read")));
    assertTrue(scope.contains(Scope.parse("")));
    assertFalse(Scope.parse("").contains(Scope.parse("read")));
    assertFalse(scope.contains(Scope.parse("read admin")));
  }

  @Test
  void anAudienceIsOfResourcesOnceAndInOrder() {
    assertEquals("b a", Audience.parse(" b  a b ").toString());
    assertEquals(
        List.of("https://api.example/v1"), Audience.of("https://api.example/v1").resources());
    List<String> names = new ArrayList<>(List.of("a"));
    var audience = new Audience(names);
    names.add("b");
    assertEquals(List.of("a"), audience.resources());
    assertEquals("x".repeat(255), Audience.of("x".repeat(255)).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\"b", "a\\b", "a\nb", "é"})
  void aResourceIsWithoutSpaces(String resource) {
    assertThrows(IllegalArgumentException.class, () -> Audience.of(resource));
    assertThrows(IllegalArgumentException.class, () -> Audience.of("x".repeat(256)));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', true",
    "'', a, false",
    "a, '', false",
    "'', own, true",
    "own a, '', true",
    "a, a, true",
    "a b, b c, true",
    "a b, c d, false"
  })
  @Requirement("AT-07")
  void audiencesMeetInAResourceAndTheOwnOneByItsName(String one, String other, boolean meets) {
    var own = Audience.of("own");
    assertEquals(meets, Audience.parse(one).named(own).meets(Audience.parse(other).named(own)));
    assertEquals(one.isEmpty(), Audience.parse(one).isOwn());
    assertTrue(Audience.OWN.isOwn());
  }
}
