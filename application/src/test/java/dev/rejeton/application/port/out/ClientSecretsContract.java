package dev.rejeton.application.port.out;

import static dev.rejeton.application.port.out.Race.together;
import static dev.rejeton.application.port.out.Samples.ALICE;
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
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.SecretHash;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What becomes of a client's secrets in a [ClientStore].
interface ClientSecretsContract extends Stores {
  SecretHash FIRST = new SecretHash("Zmlyc3Q");
  SecretHash SECOND = new SecretHash("c2Vjb25k");
  SecretHash THIRD = new SecretHash("dGhpcmQ");

  @Test
  default void replacesNoneToTwoSecretsByOthers() {
    Registration stored = added(this, with(registration(WEB), List.of()));
    Registration bystander = added(this, with(registration(new ClientId("app")), List.of()));
    for (List<SecretHash> next :
        List.of(
            List.of(FIRST),
            List.of(SECOND, FIRST),
            List.of(THIRD, SECOND),
            List.of(THIRD),
            List.<SecretHash>of())) {
      assertTrue(replaceSecrets(stored, next));
      stored = with(stored, next);
      assertEquals(List.of(bystander, stored), clients().all());
    }
  }

  @Test
  @Requirement("LOG-01")
  default void replacesNoSecretsThatHaveChangedMeanwhile() {
    Registration stored = added(this, with(registration(WEB), List.of(SECOND, FIRST)));
    for (List<SecretHash> other :
        List.of(
            List.of(FIRST, SECOND),
            List.of(SECOND),
            List.of(SECOND, THIRD),
            List.of(THIRD, FIRST),
            List.<SecretHash>of())) {
      AuditEvent event = event(ALICE, Type.CLIENT_SECRET_CHANGED);

      assertFalse(clients().replaceSecrets(with(stored, other), List.of(THIRD), event));
      assertFalse(tells(this, event));
    }
    AuditEvent event = event(ALICE, Type.CLIENT_SECRET_CHANGED);
    assertEquals(Optional.of(stored), clients().find(WEB));
    assertTrue(clients().replaceSecrets(stored, List.of(THIRD, SECOND), event));
    assertTrue(tells(this, event));
  }

  @Test
  default void replacesNoSecretsOfAClientThatIsNotThere() {
    assertFalse(replaceSecrets(registration(WEB), List.of(THIRD)));
    assertEquals(List.of(), clients().all());
  }

  @Test
  default void ofManyThatReplaceTheSecretsOfAClientOneWins() throws Exception {
    Registration stored = added(this, registration(WEB));
    for (int round = 0; round < 10; round++) {
      Registration before = stored;
      List<List<SecretHash>> bids =
          IntStream.range(0, 16)
              .mapToObj(i -> List.of(new SecretHash(Samples.randomId().value()), FIRST))
              .toList();

      List<Boolean> won =
          together(bids.stream().map(bid -> (Callable<Boolean>) () -> replaceSecrets(before, bid)));

      assertEquals(1, won.stream().filter(Boolean::booleanValue).count());
      stored = with(stored, bids.get(won.indexOf(true)));
      assertEquals(Optional.of(stored), clients().find(WEB));
    }
  }

  default boolean replaceSecrets(Registration before, List<SecretHash> secrets) {
    return clients().replaceSecrets(before, secrets, event(ALICE, Type.CLIENT_SECRET_CHANGED));
  }

  static Registration with(Registration registration, List<SecretHash> secrets) {
    return new Registration(registration.client(), secrets, registration.createdAt());
  }
}
