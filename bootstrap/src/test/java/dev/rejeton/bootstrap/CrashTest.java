package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.persistence.SqliteDatabase;
import dev.rejeton.domain.AuditEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is left of a server that is killed while clients refresh as fast as they can, as the next
/// server on the same database finds it. `-Drejeton.kills=100` kills it more often;
/// `-Drejeton.seed=…` kills after as many refreshes as another run did.
class CrashTest {
  private static final int CLIENTS = 8;
  private static final int MOST_REFRESHES = 200;

  /// What a kill did to a session whose client was left without an answer.
  private enum Fate {
    /// The request changed nothing; sent again, it is as good as new.
    NOT_STORED,
    /// The request was stored; sent again, it gets an answer.
    STORED,
    /// An answer that was given is forgotten.
    LOST,
    /// The client is logged out.
    DEAD,
    /// The session moved on by more than the one request.
    DOUBLE
  }

  @TempDir Path directory;
  private final List<HonestClient> clients = new ArrayList<>();
  private final List<Fate> fates = new ArrayList<>();

  @Test
  @Requirement({"REF-26", "STO-02"})
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void aServerKilledUnderLoadLosesNoAnswerAndNoSession() throws Exception {
    int kills = Integer.getInteger("rejeton.kills", 5);
    long seed = Long.getLong("rejeton.seed", System.nanoTime());
    var random = new Random(seed);
    for (int kill = 0; kill < kills; kill++) {
      try (var server = new ServerProcess(directory, settings("0s"))) {
        if (clients.isEmpty()) {
          clients.addAll(HonestClient.logIn(server, CLIENTS));
        }
        int refreshes = random.nextInt(MOST_REFRESHES);
        int unanswered = HonestClient.endUnderLoad(server, clients, refreshes, server::kill);
        assertEquals(CLIENTS, unanswered, server::log);
      }
      // Every other time a stored answer is not repeated, but recovered.
      retryAll(kill % 2 == 0 ? "60s" : "0s");
    }
    int answers = clients.stream().mapToInt(HonestClient::answers).sum();
    try (var server = new TestServer(directory, settings("0s"))) {
      clients.forEach(client -> assertOneTokenCounts(server, client));
    }
    System.out.printf(
        "kills %d (seed %d): refreshes answered %d, not answered %d (of these stored %d);"
            + " lost %d, dead %d, double %d%n",
        kills,
        seed,
        answers,
        fates.size(),
        count(Fate.STORED),
        count(Fate.LOST),
        count(Fate.DEAD),
        count(Fate.DOUBLE));
  }

  /// No server trusts a token to be newer than its row, which would hide that a row was lost.
  private static Map<Setting, String> settings(String gracePeriod) {
    return Map.of(Setting.GRACE_PERIOD, gracePeriod, Setting.RESTORED_SESSIONS, "refuse");
  }

  private int count(Fate fate) {
    return Collections.frequency(fates, fate);
  }

  private void retryAll(String gracePeriod) {
    try (var server = new TestServer(directory, settings(gracePeriod))) {
      clients.forEach(client -> fates.add(retry(server, client)));
    }
    assertEquals(fates.size(), count(Fate.STORED) + count(Fate.NOT_STORED), fates::toString);
  }

  private static Fate retry(TestServer server, HonestClient client) {
    SqliteDatabase database = server.server.database();
    int sent = client.answers();
    int stored = client.generation(database);
    if (stored < sent) {
      return Fate.LOST;
    }
    if (client.refresh(server.client).status() != 200) {
      return Fate.DEAD;
    }
    if (stored > sent + 1 || client.generation(database) != client.answers()) {
      return Fate.DOUBLE;
    }
    return stored == sent ? Fate.NOT_STORED : Fate.STORED;
  }

  /// Each generation was begun by one stored rotation. Of three tokens in a row only the last one
  /// counts; when the first comes back, none does.
  private static void assertOneTokenCounts(TestServer server, HonestClient client) {
    long rotations =
        server.server.database().audit().of(client.session()).stream()
            .filter(event -> event.type() == AuditEvent.Type.TOKEN_ROTATED)
            .count();
    assertEquals(client.answers(), rotations);
    String stale = client.held();
    client.refresh(server.client).expect(200);
    client.refresh(server.client).expect(200);
    assertEquals("reuse_detected", server.client.refresh(stale).expect(400).text("reason"));
    client.refresh(server.client).expect(400);
  }
}
