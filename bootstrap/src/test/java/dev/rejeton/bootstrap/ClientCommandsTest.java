package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.bootstrap.TestShell.Outcome;
import dev.rejeton.domain.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `rejeton client …` and `rejeton session revoke`, beside a running server.
class ClientCommandsTest {
  private static final Map<Setting, String> SETTINGS = Map.of(Setting.PASSWORD_GRANT, "true");
  private static final Pattern SECRET = Pattern.compile("secret: (\\S+)");

  @TempDir Path directory;
  private TestShell shell;

  @BeforeEach
  void open() {
    shell = new TestShell(directory);
  }

  private static Secret secretIn(Outcome outcome) {
    Matcher shown = SECRET.matcher(outcome.expect(0).out());
    assertTrue(shown.find(), outcome::toString);
    return new Secret(shown.group(1));
  }

  private Outcome addBackend() {
    return shell.run(
        "client",
        "add",
        "backend",
        "--name",
        "The back end",
        "--confidential",
        "--grant",
        "password,refresh_token",
        "--scope",
        "read write",
        "--access-token-lifetime",
        "5m");
  }

  @Test
  void aClientIsAddedListedAndRemoved() {
    Outcome added = addBackend();
    secretIn(added);
    assertTrue(added.out().startsWith("backend added"), added.out());
    assertEquals(2, added.out().lines().count(), added.out());
    Outcome app = shell.run("client", "add", "app", "--audience", "https://a.example").expect(0);
    assertEquals("app added", app.out().strip());
    List<String> lines = shell.run("client", "list").expect(0).out().lines().toList();
    assertEquals(2, lines.size(), lines::toString);
    assertTrue(lines.getFirst().startsWith("app  public  refresh_token  "), lines::toString);
    assertTrue(lines.getFirst().contains("audience \"https://a.example\""), lines::toString);
    assertTrue(
        lines.getLast().startsWith("backend  confidential, 1 secret(s)  password,refresh_token"),
        lines::toString);
    assertTrue(lines.getLast().contains("scope \"read write\"  own audience"), lines::toString);
    assertTrue(lines.getLast().endsWith("The back end"), lines::toString);
    shell.run("client", "remove", "app").expect(0);
    shell.run("client", "remove", "app").expect(1).says("there is no registered client app");
    assertEquals(1, shell.run("client", "list").expect(0).out().lines().count());
  }

  @Test
  void aRolledSecretWorksBesideTheOneBeforeUntilThatIsFinished() {
    try (var server = new TestServer(directory, SETTINGS)) {
      server.addUser("ada");
      Secret old = secretIn(addBackend());
      var client = new OAuthClient(server.client, "backend", Optional.of(old));
      Answer login = client.logIn("ada").expect(200);
      Outcome rolled = shell.run("client", "roll-secret", "backend");
      assertTrue(rolled.out().contains("the one before is still good"), rolled.out());
      OAuthClient next = client.withSecret(secretIn(rolled));
      client.assertActive(true, login);
      next.assertActive(true, login);
      Outcome finished = shell.run("client", "roll-secret", "backend", "--finish").expect(0);
      assertFalse(finished.out().contains("secret:"), finished.out());
      next.assertActive(true, login);
      client.refresh(login.refreshToken()).expect(401);
      next.refresh(login.refreshToken()).expect(200);
      shell.run("client", "remove", "backend").expect(0);
      next.refresh(login.refreshToken()).expect(401);
    }
  }

  @Test
  @Requirement("CLI-13")
  void aSecretIsShownOnceAndInNoFileOrLog() throws Exception {
    List<Secret> shown = new ArrayList<>();
    try (var log = new LogLines(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var server = new TestServer(directory, SETTINGS)) {
      shown.add(secretIn(addBackend()));
      shown.add(secretIn(shell.run("client", "roll-secret", "backend", "--log-level", "trace")));
      new OAuthClient(server.client, "backend", Optional.of(shown.getLast())).refresh("x");
      assertNotEquals(shown.getFirst().reveal(), shown.getLast().reveal());
      String rest = shell.run("client", "list").out() + log.text();
      shown.forEach(secret -> assertFalse(rest.contains(secret.reveal())));
    } finally {
      Logging.apply(new Settings.Log(Settings.Log.Level.WARN, Settings.Log.Format.HUMAN));
    }
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        shown.forEach(secret -> assertFalse(content.contains(secret.reveal()), file::toString));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "add app                                | 1 | is taken, or could be taken for the id",
        "add first-party                        | 1 | is taken, or could be taken for the id",
        "add usr_x                              | 1 | is taken, or could be taken for the id",
        "add b --grant code                     | 2 | a grant is refresh_token or password",
        "add b --profile lax                    | 2 | strict, balanced or mobile",
        "add b --idle-timeout soon              | 2 | a duration is written as",
        "add b --access-token-lifetime 5s       | 2 | a minute or more",
        "add b --scope a\"b                     | 2 | a scope is words",
        "add b --audience a\"b                  | 2 | an audience is URLs",
        "add ä                                  | 2 | a client id has",
        "add                                    | 2 | Missing required parameter",
        "roll-secret app                        | 1 | app is a public client: it has no secret",
        "roll-secret app --finish               | 1 | app is a public client: it has no secret",
        "roll-secret nobody                     | 1 | there is no registered client nobody",
        "remove nobody                          | 1 | there is no registered client nobody",
      })
  void whatCannotBeDoneIsToldInALine(String arguments, int exitCode, String message) {
    shell.run("client", "add", "app").expect(0);
    shell.run(("client " + arguments).split(" ")).expect(exitCode).says(message);
    assertEquals(1, shell.run("client", "list").expect(0).out().lines().count());
  }

  @Test
  @Requirement("SES-07")
  void sessionsAreRevokedOneByOneOrOfAUserOrAll() {
    try (var server = new TestServer(directory)) {
      server.addUser("ada");
      server.addUser("eve");
      List<Answer> adas = List.of(server.client.login("ada"), server.client.login("ada"));
      Answer eve = server.client.login("eve");
      Outcome one = shell.run("session", "revoke", "--user", "ADA").expect(0);
      assertEquals("2 session(s) revoked", one.out().strip());
      adas.forEach(login -> server.client.refresh(login.refreshToken()).expect(400));
      server.client.refresh(eve.refreshToken()).expect(200);
      assertEquals(
          "0 session(s) revoked", shell.run("session", "revoke", "--user", "no").out().strip());
      assertEquals("1 session(s) revoked", shell.run("session", "revoke", "--all").out().strip());
      server.client.with("GET", "/v1/session", eve.accessToken()).expect(401);
      shell.run("session", "revoke").expect(2);
      shell.run("session", "revoke", "--all", "--user", "ada").expect(2);
      shell.run("session", "revoke", eve.text("session_id"), "--all").expect(2);
      assertTrue(
          String.join("\n", server.explain(eve.text("session_id"))).contains("command line"));
    }
  }
}
