package dev.rejeton.application;

import static dev.rejeton.application.Fixture.ADA;
import static dev.rejeton.application.Fixture.APP;
import static dev.rejeton.application.Fixture.LAPTOP;
import static dev.rejeton.application.Fixture.confidential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Registrations;
import dev.rejeton.application.port.in.Registrations.Registered;
import dev.rejeton.application.port.in.Registrations.RegistrationResult;
import dev.rejeton.application.port.in.Registrations.RegistrationResult.Done;
import dev.rejeton.application.port.in.Registrations.RegistrationResult.IdTaken;
import dev.rejeton.application.port.in.Registrations.RegistrationResult.NoSuchClient;
import dev.rejeton.application.port.in.Registrations.RegistrationResult.Public;
import dev.rejeton.application.port.out.ClientStore;
import dev.rejeton.application.port.out.ClientStore.Registration;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SecretHash;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RegistrationServiceTest {
  private static final Client BACKEND = confidential("backend", "api", "");
  private static final Client SPA = Fixture.client("spa");
  private static final ClientId UNKNOWN = new ClientId("unknown");

  private final Fixture fixture = new Fixture();
  private final ClearClientSecrets secrets = new ClearClientSecrets();
  private final ClientStore store = fixture.store.clients();
  private final Registrations registrations = service(store);

  private Registrations service(ClientStore clients) {
    return new RegistrationService(APP.id(), clients, fixture.store, secrets, fixture);
  }

  /// {@return the hashes of the client's secrets, as they are stored}
  private List<SecretHash> hashes(Client client) {
    return store.find(client.id()).map(Registration::secrets).orElseThrow();
  }

  private SecretHash hash(RegistrationResult result) {
    return secrets.hash(assertInstanceOf(Done.class, result).secret().orElseThrow());
  }

  private void assertTold(AuditEvent.Type type, Client client) {
    Map<String, String> detail = Map.of("client_id", client.id().value());
    assertEquals(
        AuditEvent.of(type, detail, fixture.instant(), LAPTOP), fixture.store.events().getLast());
  }

  @Test
  void aConfidentialClientGetsASecretOfWhichTheHashIsKept() {
    RegistrationResult added = registrations.add(BACKEND, LAPTOP);
    assertEquals(BACKEND, assertInstanceOf(Done.class, added).client());
    assertEquals(List.of(hash(added)), hashes(BACKEND));
    assertTold(AuditEvent.Type.CLIENT_ADDED, BACKEND);
  }

  @Test
  void aPublicClientHasNoSecretAndGetsNone() {
    var done = new Done(SPA, Optional.<Secret>empty());
    assertEquals(done, registrations.add(SPA, LAPTOP));
    assertEquals(new Public(), registrations.rollSecret(SPA.id(), LAPTOP));
    assertEquals(new Public(), registrations.forgetOlderSecret(SPA.id(), LAPTOP));
    assertEquals(List.of(), hashes(SPA));
  }

  @Test
  void allAreToldOfByIdAndTheFirstPartyIsNotOneOfThem() {
    Instant began = fixture.instant();
    registrations.add(SPA, LAPTOP);
    fixture.pass(Duration.ofMinutes(1));
    registrations.add(BACKEND, LAPTOP);
    registrations.rollSecret(BACKEND.id(), LAPTOP);
    assertEquals(
        List.of(new Registered(BACKEND, 2, fixture.instant()), new Registered(SPA, 0, began)),
        registrations.all());
  }

  @Test
  @Requirement("CLI-14")
  void anIdThatAClientOrAUserHasIsTaken() {
    registrations.add(BACKEND, LAPTOP);
    fixture.register(new UserId("ada@example.org"), "Ada");
    List<AuditEvent> before = fixture.store.events();
    for (String id : List.of("backend", "first-party", "usr_", "usr_anyone", "ada@example.org")) {
      assertEquals(new IdTaken(), registrations.add(confidential(id, "api", ""), LAPTOP), id);
    }
    assertEquals(1, registrations.all().size());
    assertEquals(before, fixture.store.events());
    assertInstanceOf(Done.class, registrations.add(confidential("xusr_", "api", ""), LAPTOP));
  }

  @Test
  void ofTwoWhoAddAClientAtOnceOneFindsTheIdTaken() {
    Registrations loser =
        service(
            new InterruptedClientStore(
                store, new AtomicReference<>(() -> registrations.add(BACKEND, LAPTOP))));
    assertEquals(new IdTaken(), loser.add(BACKEND, LAPTOP));
    assertEquals(1, hashes(BACKEND).size());
  }

  @Test
  void theNewestTwoSecretsAreKeptAndTheOlderCanBeForgotten() {
    SecretHash first = hash(registrations.add(BACKEND, LAPTOP));
    SecretHash second = hash(registrations.rollSecret(BACKEND.id(), LAPTOP));
    assertEquals(List.of(second, first), hashes(BACKEND));
    SecretHash third = hash(registrations.rollSecret(BACKEND.id(), LAPTOP));
    assertEquals(List.of(third, second), hashes(BACKEND));
    var done = new Done(BACKEND, Optional.<Secret>empty());
    assertEquals(done, registrations.forgetOlderSecret(BACKEND.id(), LAPTOP));
    assertEquals(List.of(third), hashes(BACKEND));
    assertTold(AuditEvent.Type.CLIENT_SECRET_CHANGED, BACKEND);
    assertEquals(done, registrations.forgetOlderSecret(BACKEND.id(), LAPTOP));
    assertEquals(List.of(third), hashes(BACKEND));
  }

  @Test
  void ofTwoWhoRollASecretAtOnceBothGetOneThatIsGood() {
    registrations.add(BACKEND, LAPTOP);
    AtomicReference<RegistrationResult> other = new AtomicReference<>();
    Runnable meanwhile = () -> other.set(registrations.rollSecret(BACKEND.id(), LAPTOP));
    Registrations loser =
        service(new InterruptedClientStore(store, new AtomicReference<>(meanwhile)));
    RegistrationResult own = loser.rollSecret(BACKEND.id(), LAPTOP);
    assertEquals(List.of(hash(own), hash(other.get())), hashes(BACKEND));
    assertEquals(2, fixture.events(AuditEvent.Type.CLIENT_SECRET_CHANGED).size());
  }

  @Test
  void aClientThatIsRemovedMeanwhileGetsNoSecret() {
    registrations.add(BACKEND, LAPTOP);
    Runnable meanwhile = () -> registrations.remove(BACKEND.id(), LAPTOP);
    Registrations loser =
        service(new InterruptedClientStore(store, new AtomicReference<>(meanwhile)));
    assertEquals(new NoSuchClient(), loser.rollSecret(BACKEND.id(), LAPTOP));
    assertEquals(List.of(), registrations.all());
  }

  @Test
  void aRemovedClientsSessionsEndAndNoOthers() {
    registrations.add(BACKEND, LAPTOP);
    Session its = fixture.open(ADA, BACKEND);
    Session other = fixture.open();
    var done = new Done(BACKEND, Optional.<Secret>empty());
    assertEquals(done, registrations.remove(BACKEND.id(), LAPTOP));
    assertTold(AuditEvent.Type.CLIENT_REMOVED, BACKEND);
    assertEquals(Optional.of(Revocation.Reason.CLIENT_REMOVED), fixture.end(its));
    assertEquals(other, fixture.stored(other));
    assertTrue(
        fixture
            .store
            .events()
            .contains(AuditEvent.revoked(its, fixture.stored(its).revocation().orElseThrow())));
    assertEquals(Optional.empty(), store.find(BACKEND.id()));
  }

  @Test
  void whatIsNotThereCannotBeChanged() {
    assertEquals(new NoSuchClient(), registrations.rollSecret(UNKNOWN, LAPTOP));
    assertEquals(new NoSuchClient(), registrations.forgetOlderSecret(UNKNOWN, LAPTOP));
    assertEquals(new NoSuchClient(), registrations.remove(UNKNOWN, LAPTOP));
    assertEquals(new NoSuchClient(), registrations.remove(APP.id(), LAPTOP));
    assertEquals(List.of(), fixture.store.events());
  }
}
