package dev.rejeton.application;

import static dev.rejeton.application.Fixture.APP;
import static dev.rejeton.application.Fixture.LAPTOP;
import static dev.rejeton.application.Fixture.confidential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Clients;
import dev.rejeton.application.port.in.Clients.AuthenticationResult;
import dev.rejeton.application.port.in.Clients.AuthenticationResult.Authenticated;
import dev.rejeton.application.port.in.Clients.AuthenticationResult.InvalidClient;
import dev.rejeton.application.port.in.Clients.AuthenticationResult.Throttled;
import dev.rejeton.application.port.in.Registrations;
import dev.rejeton.application.port.in.Registrations.RegistrationResult;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Whether it is this client that asks.
class ClientServiceTest {
  private static final Client BACKEND = confidential("backend", "api", "");
  private static final Client SPA = Fixture.client("spa");
  private static final Secret WRONG = new Secret("wrong");
  private static final int TURNS = 100;

  private final Fixture fixture = new Fixture();
  private final ClearClientSecrets secrets = new ClearClientSecrets();
  private final Registrations registrations =
      new RegistrationService(APP.id(), fixture.store.clients(), fixture.store, secrets, fixture);
  private final Clients clients =
      new ClientService(APP, fixture.store.clients(), secrets, fixture.store.audit(), fixture);
  private final Secret right = registered(registrations.add(BACKEND, LAPTOP)).orElseThrow();

  ClientServiceTest() {
    registrations.add(SPA, LAPTOP);
  }

  private static Optional<Secret> registered(RegistrationResult result) {
    return switch (result) {
      case RegistrationResult.Done(var client, Optional<Secret> secret) -> secret;
      case RegistrationResult.IdTaken taken -> throw new AssertionError(taken);
      case RegistrationResult.NoSuchClient none -> throw new AssertionError(none);
      case RegistrationResult.Public isPublic -> throw new AssertionError(isPublic);
    };
  }

  private AuthenticationResult authenticate(Client client, Secret secret) {
    return clients.authenticate(client.id(), Optional.of(secret), LAPTOP);
  }

  private AuthenticationResult authenticate(Client client) {
    return clients.authenticate(client.id(), Optional.empty(), LAPTOP);
  }

  private List<AuditEvent> failures() {
    return fixture.events(AuditEvent.Type.CLIENT_AUTHENTICATION_FAILED);
  }

  @Test
  void aConfidentialClientHasToShowItsSecret() {
    assertEquals(new Authenticated(BACKEND), authenticate(BACKEND, right));
    assertEquals(new InvalidClient(), authenticate(BACKEND, WRONG));
    assertEquals(new InvalidClient(), authenticate(BACKEND));
  }

  @Test
  @Requirement("CLI-10")
  void aPublicClientIsKnownByItsNameAndHasNoSecretToShow() {
    for (Client client : List.of(SPA, APP)) {
      assertEquals(new Authenticated(client), authenticate(client));
      assertEquals(new InvalidClient(), authenticate(client, WRONG));
      assertEquals(new InvalidClient(), authenticate(client, right));
    }
    assertEquals(APP, clients.firstParty());
  }

  @Test
  void whileASecretIsRolledBothAreGoodAndThenTheNewestTwo() {
    Secret second = registered(registrations.rollSecret(BACKEND.id(), LAPTOP)).orElseThrow();
    assertEquals(new Authenticated(BACKEND), authenticate(BACKEND, right));
    assertEquals(new Authenticated(BACKEND), authenticate(BACKEND, second));
    Secret third = registered(registrations.rollSecret(BACKEND.id(), LAPTOP)).orElseThrow();
    assertEquals(new InvalidClient(), authenticate(BACKEND, right));
    assertEquals(new Authenticated(BACKEND), authenticate(BACKEND, second));
    registrations.forgetOlderSecret(BACKEND.id(), LAPTOP);
    assertEquals(new InvalidClient(), authenticate(BACKEND, second));
    assertEquals(new Authenticated(BACKEND), authenticate(BACKEND, third));
  }

  @Test
  void aRemovedClientIsUnknownAtOnce() {
    registrations.remove(BACKEND.id(), LAPTOP);
    assertEquals(new InvalidClient(), authenticate(BACKEND, right));
    registrations.remove(SPA.id(), LAPTOP);
    assertEquals(new InvalidClient(), authenticate(SPA));
  }

  /// Times are measured in a benchmark; what is asserted here is the work they come from.
  @Test
  @Requirement("CLI-08")
  void anUnknownClientIsToldWhatAWrongSecretIsAndCostsAsMuch() {
    Client unknown = confidential("unknown", "api", "");
    for (Client client : List.of(BACKEND, unknown, SPA)) {
      int before = secrets.compared().get();
      assertEquals(new InvalidClient(), authenticate(client, WRONG));
      assertEquals(before + 1, secrets.compared().get());
    }
    assertEquals(new InvalidClient(), authenticate(unknown));
  }

  @Test
  @Requirement("CLI-09")
  void afterAHundredWrongSecretsFromOneAddressAWrongOneHasToWait() {
    for (int i = 0; i < TURNS; i++) {
      assertEquals(new InvalidClient(), authenticate(BACKEND, WRONG));
    }
    var throttled = new Throttled(Duration.ofSeconds(10));
    assertEquals(throttled, authenticate(BACKEND, WRONG));
    assertEquals(
        new Authenticated(BACKEND), authenticate(BACKEND, right), "the right one is taken");
    assertEquals(TURNS, failures().size());
    fixture.pass(Duration.ofSeconds(10));
    assertEquals(new InvalidClient(), authenticate(BACKEND, WRONG));
    assertEquals(throttled, authenticate(BACKEND, WRONG));
  }

  @Test
  @Requirement("CLI-08")
  void anUnknownClientIsThrottledLikeAnother() {
    Client unknown = confidential("unknown", "api", "");
    for (int i = 0; i < TURNS; i++) {
      authenticate(unknown, WRONG);
    }
    assertEquals(new Throttled(Duration.ofSeconds(10)), authenticate(unknown, WRONG));
  }

  @Test
  @Requirement("CLI-09")
  void whoeverGuessesLocksOutNeitherAnotherAddressNorAnotherClient() {
    for (int i = 0; i <= TURNS; i++) {
      authenticate(BACKEND, WRONG);
    }
    var elsewhere = new Origin("198.51.100.9", LAPTOP.userAgent());
    assertEquals(
        new Authenticated(BACKEND),
        clients.authenticate(BACKEND.id(), Optional.of(right), elsewhere));
    assertEquals(
        new InvalidClient(), clients.authenticate(BACKEND.id(), Optional.of(WRONG), elsewhere));
    assertEquals(new InvalidClient(), authenticate(SPA, WRONG));
    assertEquals(new Authenticated(SPA), authenticate(SPA));
  }

  @Test
  void aFailureIsToldOfTheClientIfKnownAndNeverByTheNameThatWasSent() {
    authenticate(BACKEND, WRONG);
    var mistyped = new ClientId("s3cr3t in the wrong field");
    clients.authenticate(mistyped, Optional.of(right), LAPTOP);
    assertEquals(
        List.of(Map.of("client_id", "backend"), Map.of()),
        failures().stream().map(AuditEvent::detail).toList());
    String told = fixture.store.events().toString();
    for (String secret : List.of(right.reveal(), WRONG.reveal(), mistyped.value())) {
      assertFalse(told.contains(secret));
    }
    assertTrue(failures().stream().allMatch(event -> event.origin().equals(LAPTOP)));
  }

  @Test
  void aClientThatShowsNoSecretIsNotToldOf() {
    authenticate(BACKEND);
    authenticate(confidential("unknown", "api", ""));
    assertEquals(List.of(), failures());
  }
}
