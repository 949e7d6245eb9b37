package dev.rejeton.adapter.persistence;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.WEB;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.registration;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rejeton.application.port.out.ClientStore.Registration;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.SecretHash;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a row has no room for.
class JdbiClientStoreTest {

  @Test
  void aThirdSecretIsRefusedAndNotForgotten(@TempDir Path directory) {
    List<SecretHash> three = Collections.nCopies(3, new SecretHash("aGFzaA"));
    AuditEvent event = event(ALICE, Type.CLIENT_SECRET_CHANGED);
    try (var database = SqliteDatabase.open(directory.resolve("rejeton.db"))) {
      Registration client = registration(WEB);
      database.clients().add(client, event);

      assertThrows(
          IllegalArgumentException.class,
          () -> database.clients().replaceSecrets(client, three, event));
      assertEquals(List.of(client), database.clients().all());
    }
  }
}
