package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.crypto.MasterKeys;
import dev.rejeton.adapter.crypto.WrongMasterKey;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.bootstrap.TestShell.Outcome;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.TokenSalt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `rejeton key …` beside a running server.
class KeyCommandsTest {
  @TempDir Path directory;
  private TestShell shell;

  @BeforeEach
  void open() {
    shell = new TestShell(directory);
  }

  private List<String> list() {
    return shell.run("key", "list").expect(0).out().lines().toList();
  }

  @Test
  @Requirement("JWT-19")
  void aKeyIsMadeSignsAndIsRetired() throws Exception {
    try (var server = new TestServer(directory)) {
      server.addUser("ada");
      Answer login = server.client.login("ada");
      assertEquals(1, list().size());
      assertTrue(list().getFirst().startsWith("1  signing "), list()::toString);
      shell.run("key", "retire", "1").expect(1).says("signing key 1 is the only one");
      shell.run("key", "retire", "7").expect(1).says("there is no signing key 7 in use");
      shell.run("key", "retire", "one").expect(2);

      Outcome rotated = shell.run("key", "rotate").expect(0);
      assertTrue(rotated.out().startsWith("2  published "), rotated.out());
      Outcome sooner = shell.run("key", "rotate", "--now").expect(0);
      assertTrue(sooner.out().startsWith("3  published "), sooner.out());
      assertEquals(sooner.out(), shell.run("key", "rotate", "--now").expect(0).out());
      assertEquals(3, list().size());

      server.server.schedule().runAll();
      server.clock.skip(Duration.ofMinutes(10));
      Answer next = server.client.refresh(login.refreshToken()).expect(200);
      assertNotEquals(CachingVerifier.keyId(login), CachingVerifier.keyId(next));
      assertTrue(sooner.out().contains(CachingVerifier.keyId(next)), sooner.out());

      shell.run("key", "retire", "3").expect(0);
      server.server.schedule().runAll();
      server.client.with("GET", "/v1/session", next.accessToken()).expect(401);
      Answer again = server.client.refresh(next.refreshToken()).expect(200);
      assertEquals(CachingVerifier.keyId(login), CachingVerifier.keyId(again));
      server.client.with("GET", "/v1/session", again.accessToken()).expect(200);
      assertTrue(list().getLast().contains("retired"), list()::toString);
      shell.run("key", "retire", "3").expect(1).says("there is no signing key 3 in use");
    }
  }

  private static List<String> keyLines(Path file) throws Exception {
    return Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).toList();
  }

  private static Session row(TestServer server, Answer login) {
    var id = new SessionId(login.text("session_id"));
    return server.server.database().sessions().find(id).orElseThrow();
  }

  @Test
  void aSecondMasterKeyTakesOverWithoutALogoutAndTheOldOneMakesNoTokenOfNewSessions()
      throws Exception {
    Path file = directory.resolve("rejeton.db.key");
    Answer before;
    Answer after;
    try (var server = new TestServer(directory)) {
      server.addUser("ada");
      before = server.client.login("ada");
      MasterKeys stolen = MasterKeys.parse(Files.readString(file));
      Outcome rotated = shell.run("key", "rotate-master").expect(0);
      assertTrue(rotated.out().contains("a master key was added to " + file), rotated.out());
      assertTrue(rotated.out().contains("1 signing key(s) sealed under the newest"));
      assertEquals(2, keyLines(file).size());
      keyLines(file).forEach(line -> assertFalse(rotated.out().contains(line.substring(2))));

      server.clock.skip(Duration.ofMinutes(2));
      server.server.schedule().runAll();
      before = server.client.refresh(before.refreshToken()).expect(200);
      server.client.with("GET", "/v1/session", before.accessToken()).expect(200);
      after = server.client.login("ada").expect(200);
      assertEquals(1, row(server, before).salt().keyId());
      assertEquals(2, row(server, after).salt().keyId());

      var thief = new Forge(server.settings, stolen);
      Session theirs = row(server, after);
      assertThrows(
          WrongMasterKey.class, () -> thief.refreshToken(theirs.currentToken(), theirs.salt()));
      String forged =
          thief.refreshToken(theirs.currentToken(), new TokenSalt(1, theirs.salt().bits()));
      assertFalse(server.client.refresh(forged).expect(400).body().has("reason"));
      assertThrows(
          WrongMasterKey.class,
          () ->
              thief.accessToken(
                  server.server.database().keys().signingKeys(),
                  theirs,
                  server.clock.instant(),
                  server.clock.instant().plusSeconds(60)));
    }
    try (var server = new TestServer(directory)) {
      server.clock.skip(Duration.ofMinutes(2));
      server.client.with("GET", "/v1/session", before.accessToken()).expect(200);
      server.client.refresh(before.refreshToken()).expect(200);
      server.client.refresh(after.refreshToken()).expect(200);
    }
  }

  @Test
  void aServerThatHasYetToReadTheNewMasterKeyTakesTheTokensOfOneThatHas() throws Exception {
    try (var quick = new TestServer(directory);
        var slow = new TestServer(directory)) {
      quick.addUser("ada");
      shell.run("key", "rotate-master").expect(0);
      quick.server.schedule().runAll();
      Answer opened = quick.client.login("ada").expect(200);
      slow.client.refresh(opened.refreshToken()).expect(200);
    }
  }

  @Test
  void aServerWithoutAKeyThatOthersHaveAsksForPatienceAndLogsNobodyOut() throws Exception {
    Path file = directory.resolve("rejeton.db.key");
    try (var behind = new TestServer(directory)) {
      behind.addUser("ada");
      Answer held = behind.client.login("ada").expect(200);
      String own = Files.readString(file);
      MasterKeys more = MasterKeys.parse(own + "2:" + "A".repeat(43));
      more.claim(behind.server.database().keys(), behind.clock.instant());
      var name = new RefreshToken(new SessionId(held.text("session_id")), 0, 0);
      String made =
          new Forge(behind.settings, more).refreshToken(name, new TokenSalt(2, "A".repeat(22)));
      behind.client.refresh(made).expect(400);
      behind.server.schedule().runAll();
      behind.client.refresh(made).expect(503);
      behind.client.refresh(held.refreshToken()).expect(200);
      Files.writeString(file, own + "2:" + "A".repeat(43) + "\n");
      behind.server.schedule().runAll();
      behind.client.refresh(made).expect(400);
    }
  }

  @Test
  void masterKeysOfTheEnvironmentAreAddedThereFirst() throws Exception {
    new TestServer(directory).close();
    assertEquals(1, list().size());
    Path file = directory.resolve("rejeton.db.key");
    String first = keyLines(file).getFirst();
    String more = first + "\n2:" + "A".repeat(43);
    Files.delete(file);
    var environment = new TestShell(directory, Map.of("REJETON_MASTER_KEY", first));
    Outcome nothing = environment.run("key", "rotate-master").expect(0);
    assertEquals("0 signing key(s) sealed under the newest master key", nothing.out().strip());
    var longer = new TestShell(directory, Map.of("REJETON_MASTER_KEY", more));
    Outcome sealed = longer.run("key", "rotate-master").expect(0);
    assertEquals("1 signing key(s) sealed under the newest master key", sealed.out().strip());
    assertFalse(Files.exists(file));
    environment.run("key", "list").expect(1).says("master key");
    longer.run("key", "list").expect(0);
  }

  @Test
  void whatCannotBeDoneIsToldInALine() throws Exception {
    Path file = directory.resolve("rejeton.db.key");
    shell.run("key", "list").expect(1).says("there is no database");
    assertFalse(Files.exists(file));
    new TestServer(directory).close();
    Files.writeString(directory.resolve("rejeton.db.key.new"), "");
    shell.run("key", "rotate-master").expect(1).says("another key is being added");
    assertEquals(1, keyLines(file).size());
    Files.delete(file);
    shell.run("key", "list").expect(2).says("restore that file");
  }
}
