package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.bootstrap.TestClient.Answer;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  @TempDir Path directory;

  private record Outcome(int exitCode, String out, String err) {
    Outcome expect(int code) {
      assertEquals(code, exitCode, this::toString);
      return this;
    }
  }

  private Outcome run(String input, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var terminal =
        new Terminal(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new StringReader(input),
            Map.of("REJETON_DATABASE", directory.resolve("rejeton.db").toString()));
    return new Outcome(new Shell(terminal).run(arguments), out.toString(), err.toString());
  }

  @Test
  void usersAreAddedListedDisabledAndGivenPasswordsBesideARunningServer() {
    try (var server = new TestServer(directory)) {
      Outcome added = run(TestServer.PASSWORD + "\nsecond line\n", "user", "add", "Ada").expect(0);
      assertTrue(added.out().matches("Ada \\(usr_[A-Za-z0-9_-]{22}\\) added\\R"), added.out());
      Answer login = server.client.login("ada").expect(200);
      run("other\n", "user", "add", "ADA").expect(1);
      assertTrue(run("", "user", "list").expect(0).out().contains("enabled"));
      run("", "user", "disable", "ada").expect(0);
      assertTrue(run("", "user", "list").expect(0).out().contains("disabled"));
      server.client.login("ada").expect(401);
      server.client.refresh(login.refreshToken()).expect(400);
      run("", "user", "enable", "ada").expect(0);
      login = server.client.login("ada").expect(200);
      run("changed password\n", "user", "passwd", "ada").expect(0);
      server.client.refresh(login.refreshToken()).expect(400);
      server.client.login("ada").expect(401);
    }
  }

  @Test
  void sessionsAreListedRevokedAndExplained() {
    try (var server = new TestServer(directory)) {
      server.addUser("ada");
      Answer one = server.client.login("ada");
      Answer two = server.client.login("ada");
      String all = run("", "session", "list").expect(0).out();
      assertEquals(2, all.lines().count());
      assertEquals(all, run("", "session", "list", "ada").expect(0).out());
      assertEquals("", run("", "session", "list", "nobody").expect(0).out());
      run("", "session", "revoke", one.text("session_id")).expect(0);
      run("", "session", "revoke", one.text("session_id")).expect(1);
      server.client.refresh(one.refreshToken()).expect(400);
      server.client.refresh(two.refreshToken()).expect(200);
      String story = run("", "session", "explain", one.text("session_id")).expect(0).out();
      assertTrue(story.contains("Revoked from an unknown address (rejeton command line)"), story);
      assertTrue(story.contains("ended by operator"), story);
      run("", "session", "explain", "AAAAAAAAAAAAAAAAAAAAAA").expect(1);
      run("", "session", "explain", "nonsense").expect(2);
      run("", "session", "revoke", "nonsense").expect(2);
    }
  }

  @Test
  void anEmptyPasswordIsNoPassword() {
    run("\n", "user", "add", "ada").expect(1);
    run("", "user", "add", "ada").expect(1);
  }

  @Test
  void aDatabaseThatIsNotThereIsNamedAndNotMade() {
    Outcome outcome = run("", "user", "list").expect(1);
    Path database = directory.resolve("rejeton.db");
    assertTrue(outcome.err().contains("there is no database " + database), outcome.err());
    assertFalse(Files.exists(database));
    run("a password\n", "user", "add", "ada").expect(0);
    run("", "user", "list").expect(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"disable", "enable", "passwd"})
  void aUserWhoDoesNotExistIsNamed(String command) {
    run("a password\n", "user", "add", "somebody").expect(0);
    Outcome outcome = run("some password\n", "user", command, "nobody").expect(1);
    assertTrue(outcome.err().contains("there is no user nobody"), outcome.err());
    run("some password\n", "user", command, " nobody\u0007").expect(2);
  }

  @Test
  void wrongArgumentsAndSettingsAreToldInALine() {
    run("", "user", "frobnicate").expect(2);
    Outcome typo = run("", "user", "list", "--databse", "x").expect(2);
    assertEquals(2, typo.err().lines().count(), typo.err());
    Outcome bad = run("", "user", "list", "--log-level", "loud").expect(2);
    assertEquals(1, bad.err().lines().count(), bad.err());
    assertTrue(bad.err().contains("--log-level is \"loud\""), bad.err());
    Outcome nowhere =
        run("", "user", "list", "--database", directory.resolve("no/such/file.db").toString());
    assertEquals(1, nowhere.expect(1).err().lines().count(), nowhere.err());
    assertFalse(nowhere.err().contains("Exception"), nowhere.err());
  }

  @Test
  void helpNamesEverySettingAndTheVersionIsPrinted() {
    String help = run("", "serve", "--help").expect(0).out();
    for (Setting key : Setting.values()) {
      assertTrue(help.contains(key.flag()), key.flag());
    }
    String version = run("", "version").expect(0).out();
    assertTrue(version.startsWith("rejeton "), version);
    assertEquals(version, run("", "--version").expect(0).out());
    assertEquals(version, run("", "user", "list", "--version").expect(0).out());
    assertTrue(run("", "user", "--help").expect(0).out().contains("passwd"));
  }

  @Test
  void theDemoTellsItsStoryAndLeavesNothingBehind() throws Exception {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    List<Path> before = demoFolders(temporary);
    String story = run("", "demo").expect(0).out();
    for (String part :
        List.of("hold 1 refresh token", "Recovered", "reuse_detected", "Reuse detected (stale)")) {
      assertTrue(story.contains(part), story);
    }
    assertEquals(before, demoFolders(temporary));
  }

  private static List<Path> demoFolders(Path temporary) throws Exception {
    List<Path> folders = new ArrayList<>();
    try (var found = Files.newDirectoryStream(temporary, "rejeton-demo*")) {
      found.forEach(folders::add);
    }
    return folders;
  }
}
