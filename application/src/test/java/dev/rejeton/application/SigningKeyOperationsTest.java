package dev.rejeton.application;

import static dev.rejeton.application.Fixture.LAPTOP;
import static dev.rejeton.application.KeyServer.KEEP;
import static dev.rejeton.application.KeyServer.NOTICE;
import static dev.rejeton.application.KeyServer.USE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.SigningKeyOperations.KeyReport;
import dev.rejeton.application.port.in.SigningKeyOperations.Retirement;
import dev.rejeton.application.port.in.SigningKeyOperations.State;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.application.port.out.MemoryKeyStore;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.SigningKeyLife;
import dev.rejeton.domain.VerificationKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an operator does to the signing keys of a running server.
class SigningKeyOperationsTest {
  private final Fixture fixture = new Fixture();
  private final MemoryKeyStore store = new MemoryKeyStore();
  private final KeyServer server = KeyServer.of("a", store, fixture);

  @BeforeEach
  void thereIsAKey() {
    server.maintain();
    fixture.pass(Duration.ofDays(1));
  }

  private KeyReport rotate(Duration notice) {
    return server.service.rotate(notice, LAPTOP);
  }

  private Retirement retire(int number) {
    Retirement result = server.service.retire(number, LAPTOP);
    server.maintain();
    return result;
  }

  private List<State> states() {
    return server.service.list().stream().map(KeyReport::state).toList();
  }

  private AuditEvent told(AuditEvent.Type type, int number) {
    Map<String, String> detail = Map.of("number", Integer.toString(number));
    return AuditEvent.of(type, detail, fixture.instant(), LAPTOP);
  }

  @Test
  void everyKeyIsListedWithWhatItIsDoing() {
    assertEquals(List.of(State.SIGNING), states());
    fixture.pass(USE.minus(NOTICE));
    server.maintain();
    assertEquals(List.of(State.SIGNING, State.PUBLISHED), states());
    fixture.pass(NOTICE);
    server.maintain();
    assertEquals(List.of(State.VERIFYING, State.SIGNING), states());
    fixture.pass(KEEP);
    server.maintain();
    assertEquals(List.of(State.RETIRED, State.SIGNING), states());
    KeyReport first = server.service.list().getFirst();
    assertEquals(
        new KeyReport(
            new SigningKeyLife(1, Fixture.T0, Fixture.T0),
            State.RETIRED,
            Optional.of(fixture.instant()),
            new VerificationKey("ES256/a/1", "ES256", Map.of())),
        first);
  }

  @Test
  void aRotationIsASuccessorAfterTheNotice() {
    Instant now = fixture.instant();
    KeyReport made = rotate(NOTICE);
    assertEquals(
        new KeyReport(
            new SigningKeyLife(2, now, now.plus(NOTICE)),
            State.PUBLISHED,
            Optional.empty(),
            new VerificationKey("ES256/a/2", "ES256", Map.of())),
        made);
    assertEquals(told(AuditEvent.Type.SIGNING_KEY_ADDED, 2), server.store.events().getLast());
    server.maintain();
    fixture.pass(NOTICE);
    assertEquals("ES256/a/2", server.signing());
  }

  @Test
  void aSuccessorThatIsMadeAlreadyIsTheAnswer() {
    KeyReport made = rotate(NOTICE);
    fixture.pass(Duration.ofHours(1));
    assertEquals(made, rotate(NOTICE));
    assertEquals(2, store.signingKeys().size());
  }

  @Test
  void whoeverCannotWaitGetsAnotherOne() {
    rotate(NOTICE);
    KeyReport now = rotate(Duration.ZERO);
    assertEquals(3, now.life().number());
    assertEquals(State.SIGNING, now.state());
    server.maintain();
    assertEquals("ES256/a/3", server.signing());
    assertEquals(2, rotate(NOTICE).life().number(), "the one that is to come");
  }

  @Test
  void ofTwoWhoRotateAtOnceBothGetTheSameKey() {
    KeyServer other = KeyServer.of("b", store, fixture);
    other.store.beforeChange().set(() -> rotate(NOTICE));
    assertEquals("ES256/a/2", other.service.rotate(NOTICE, LAPTOP).key().keyId());
    assertEquals(2, store.signingKeys().size());
  }

  @Test
  @Requirement("JWT-19")
  void aKeyThatIsRetiredVerifiesNothingAndTheNextOneSigns() {
    rotate(NOTICE);
    assertEquals(Retirement.RETIRED, retire(1));
    assertTrue(server.store.events().contains(told(AuditEvent.Type.SIGNING_KEY_RETIRED, 1)));
    assertEquals(List.of("ES256/a/2"), server.published());
    assertEquals("ES256/a/2", server.signing(), "before its time");
    assertEquals(List.of(State.RETIRED, State.SIGNING), states());
    assertEquals("", store.signingKeys().getFirst().sealed());
  }

  @Test
  void ifTheNewestIsRetiredTheOneBeforeItSignsUntilThereIsAnother() {
    rotate(Duration.ZERO);
    server.maintain();
    assertEquals("ES256/a/2", server.signing());
    assertEquals(Retirement.RETIRED, retire(2));
    assertEquals("ES256/a/1", server.signing());
    fixture.pass(USE);
    server.maintain();
    fixture.pass(NOTICE);
    assertEquals("ES256/a/3", server.signing(), "no number is given twice");
  }

  @Test
  void theOnlyKeyAndWhatIsNoneAreNotRetired() {
    assertEquals(Retirement.LAST_KEY, retire(1));
    assertEquals(Retirement.NO_SUCH_KEY, retire(0));
    assertEquals(Retirement.NO_SUCH_KEY, retire(2));
    rotate(NOTICE);
    retire(1);
    assertEquals(Retirement.NO_SUCH_KEY, retire(1), "it is retired already");
    assertEquals(Retirement.LAST_KEY, retire(2));
    assertEquals(List.of("ES256/a/2"), server.published());
  }

  @Test
  void sealingAnewChangesWhatRestsAndNothingElse() {
    rotate(NOTICE);
    rotate(Duration.ZERO);
    retire(1);
    KeyServer other = KeyServer.sealingWith("2", store, fixture);
    List<KeyReport> before = server.service.list();
    assertEquals(2, other.service.reseal());
    assertEquals(
        List.of("", "2/ES256/a/2", "2/ES256/a/3"),
        store.signingKeys().stream().map(StoredKey::sealed).toList());
    assertEquals(before, other.service.list());
    assertEquals(0, other.service.reseal());
    assertEquals(2, other.store.events().size());
  }

  @Test
  void aKeyThatIsSealedAnewMeanwhileIsRetiredAllTheSame() {
    rotate(NOTICE);
    KeyServer other = KeyServer.sealingWith("2", store, fixture);
    server.store.beforeChange().set(other.service::reseal);
    assertEquals(Retirement.RETIRED, retire(1));
    assertEquals(List.of(State.RETIRED, State.SIGNING), states());
  }

  @Test
  void aKeyThatIsRetiredMeanwhileIsNotSealedAnew() {
    rotate(NOTICE);
    KeyServer other = KeyServer.sealingWith("2", store, fixture);
    other.store.beforeChange().set(() -> retire(1));
    assertEquals(1, other.service.reseal());
    assertEquals("", store.signingKeys().getFirst().sealed());
  }
}
