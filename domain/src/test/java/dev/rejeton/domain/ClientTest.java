package dev.rejeton.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientTest {
  private static Client named(String name, Set<GrantType> grantTypes) {
    Access access = Access.to(Scope.parse("api"));
    return new Client(Sample.APP, name, true, grantTypes, access, Terms.SERVERS);
  }

  @Test
  void aNameIsCappedAndPrintable() {
    Client client = named("  Web\u001b[31m\u202e\n ", Set.of());
    assertEquals("Web[31m", client.name());
    assertEquals(Sample.APP, client.id());
    assertTrue(client.confidential());
    assertEquals("x".repeat(128), named("x".repeat(129), Set.of()).name());
  }

  @Test
  void theGrantTypesStayWhatTheyWere() {
    Set<GrantType> grantTypes = EnumSet.of(GrantType.REFRESH_TOKEN);
    Client client = named("web", grantTypes);
    grantTypes.add(GrantType.PASSWORD);
    assertEquals(Set.of(GrantType.REFRESH_TOKEN), client.grantTypes());
  }

  @Test
  void theFirstPartyIsPublicAndHasNothingOfItsOwn() {
    Client client = Client.firstParty(Sample.APP, Scope.parse("api"));
    assertFalse(client.confidential());
    assertEquals(Set.of(GrantType.values()), client.grantTypes());
    assertEquals(Access.to(Scope.parse("api")), client.access());
    assertEquals(Terms.SERVERS, client.terms());
  }

  @Test
  void aGrantTypeIsCalledAsInTheRfc() {
    assertEquals("password", GrantType.PASSWORD.value());
    assertEquals("refresh_token", GrantType.REFRESH_TOKEN.value());
  }

  @Test
  void theHashOfASecretDoesNotPrint() {
    assertEquals("[redacted]", new SecretHash("c2VjcmV0").toString());
    assertNotEquals(new SecretHash("a"), new SecretHash("b"));
  }
}
