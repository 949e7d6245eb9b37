package dev.rejeton.application.port.out;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.WEB;
import static dev.rejeton.application.port.out.Samples.added;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.registration;
import static dev.rejeton.application.port.out.Samples.tells;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.ClientStore.Registration;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.Audience;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.GrantType;
import dev.rejeton.domain.Profile;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.SecretHash;
import dev.rejeton.domain.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every [ClientStore] keeps to.
public interface ClientStoreContract extends ClientSecretsContract, ClientRemovalContract {
  @Test
  default void keepsEveryFieldOfAClient() {
    Registration registration = added(this, registration(WEB));

    assertEquals(Optional.of(registration), clients().find(WEB));
    assertEquals(List.of(registration), clients().all());
  }

  @Test
  default void keepsThatAClientHasNothingOfItsOwn() {
    var nothing = Access.to(new Scope(List.of()));
    var client = new Client(WEB, "", false, Set.of(), nothing, Terms.SERVERS);
    Registration registration = added(this, new Registration(client, List.of(), Instant.EPOCH));

    assertEquals(Optional.of(registration), clients().find(WEB));
  }

  @Test
  default void keepsEachOfAClientsTermsWithoutTheOthers() {
    Optional<Duration> none = Optional.empty();
    Optional<Duration> minute = Optional.of(Duration.ofMinutes(1));
    List<Terms> all =
        List.of(
            new Terms(Optional.of(Profile.STRICT), none, none, none),
            new Terms(Optional.empty(), minute, none, none),
            new Terms(Optional.empty(), none, minute, none),
            new Terms(Optional.empty(), none, none, minute));
    for (Terms terms : all) {
      var id = new ClientId(Samples.randomId().value());
      var grantTypes = Set.of(GrantType.values());
      var client = new Client(id, "client", true, grantTypes, Samples.ACCESS, terms);
      Registration registration = added(this, new Registration(client, List.of(FIRST), NOW));

      assertEquals(Optional.of(registration), clients().find(id));
    }
  }

  @Test
  @Requirement("STO-04")
  default void keepsTextOfAClientThatHurts() {
    String text = "'; DROP TABLE client; -- \"`\\ %s ?1 :id ${x} {y} <z>";
    String words = "'; -- %s ?1 :id ${x} {y} <z>";
    var access = new Access(Scope.parse(words), Audience.parse(words));
    var id = new ClientId(text);
    var client = new Client(id, text + " é 漢字 🗝", true, Set.of(), access, Terms.SERVERS);
    List<SecretHash> secrets = List.of(new SecretHash(text), new SecretHash(""));
    Registration registration = added(this, new Registration(client, secrets, NOW));

    assertEquals(Optional.of(registration), clients().find(id));
    assertTrue(replaceSecrets(registration, secrets.reversed()));
    assertEquals(
        Optional.of(ClientSecretsContract.with(registration, secrets.reversed())),
        clients().find(id));
  }

  @Test
  default void listsClientsByIdAndFindsNoOther() {
    for (String id : List.of("web", "Zebra", "app", "app 2")) {
      added(this, registration(new ClientId(id)));
    }

    Stream<String> ids = clients().all().stream().map(it -> it.client().id().value());
    assertEquals(List.of("Zebra", "app", "app 2", "web"), ids.toList());
    for (String id : List.of("WEB", "we", "%", "web ")) {
      assertEquals(Optional.empty(), clients().find(new ClientId(id)));
    }
  }

  @Test
  @Requirement("LOG-01")
  default void addsAnIdOnceAndTellsOfIt() {
    Registration registration = registration(WEB);
    AuditEvent added = event(ALICE, Type.CLIENT_ADDED);
    AuditEvent again = event(ALICE, Type.CLIENT_ADDED);

    assertTrue(clients().add(registration, added));
    assertFalse(clients().add(ClientSecretsContract.with(registration, List.of()), again));

    assertEquals(List.of(registration), clients().all());
    assertTrue(tells(this, added));
    assertFalse(tells(this, again));
  }

  @Test
  default void keepsClientsWhenReopened() {
    Registration registration = added(this, registration(WEB));
    replaceSecrets(registration, List.of(THIRD, SECOND));

    reopen();

    assertEquals(
        List.of(ClientSecretsContract.with(registration, List.of(THIRD, SECOND))), clients().all());
  }
}
