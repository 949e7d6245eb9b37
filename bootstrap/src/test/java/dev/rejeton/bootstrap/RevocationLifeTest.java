package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `/oauth2/revoke` with real tokens of a real server.
class RevocationLifeTest {
  @TempDir Path directory;
  private TestServer server;
  private OAuthClient backend;
  private OAuthClient app;

  @BeforeEach
  void start() {
    server = new TestServer(directory, Map.of(Setting.PASSWORD_GRANT, "true"));
    server.addUser("ada");
    backend = OAuthClient.confidential(server, "backend");
    app = OAuthClient.open(server, "app");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Session row(Answer login) {
    SessionId id = new SessionId(login.text("session_id"));
    return server.server.database().sessions().find(id).orElseThrow();
  }

  @Test
  @Requirement({"REV-03", "REV-04"})
  void revocationAnswersAlikeWhateverTheTokenWas() {
    Answer ended = app.logIn("ada");
    app.revoke(ended.refreshToken());
    Answer expired = app.logIn("ada");
    server.clock.skip(Duration.ofDays(15));
    Answer live = app.logIn("ada");
    for (String token :
        List.of(
            live.refreshToken(),
            ended.refreshToken(),
            ended.accessToken(),
            expired.refreshToken(),
            expired.accessToken(),
            "garbage",
            "rjt_" + "A".repeat(84))) {
      Answer answer = app.send(OAuthClient.REVOKE, "token", token).expect(200);
      assertEquals(0, answer.response().body().length);
    }
  }

  @Test
  @Requirement({"REV-05", "REV-07", "REV-08", "REV-09"})
  void revokingEitherTokenEndsTheSessionAtOnceWhateverTheHintSays() {
    for (String hint : List.of("access_token", "refresh_token", "foo")) {
      for (boolean byAccessToken : List.of(true, false)) {
        Answer login = app.logIn("ada").expect(200);
        String token = byAccessToken ? login.accessToken() : login.refreshToken();
        app.send(OAuthClient.REVOKE, "token", token, "token_type_hint", hint).expect(200);
        backend.assertActive(false, login);
        server.client.with("GET", "/v1/session", login.accessToken()).expect(401);
        assertEquals("invalid_grant", app.refresh(login.refreshToken()).expect(400).text("error"));
      }
    }
  }

  @Test
  @Requirement("REV-10")
  void anotherClientsTokensAreNotRevoked() {
    Answer theirs = backend.logIn("ada");
    app.revoke(theirs.refreshToken());
    app.revoke(theirs.accessToken());
    backend.assertActive(true, theirs);
    backend.refresh(theirs.refreshToken()).expect(200);
  }

  @Test
  @Requirement("REV-11")
  void revokingAReplacedTokenEndsItsSuccessorsToo() {
    Answer first = app.logIn("ada");
    Answer second = app.refresh(first.refreshToken());
    server.clock.skip(Duration.ofMinutes(1));
    Answer third = app.refresh(second.refreshToken());
    app.revoke(first.refreshToken());
    backend.assertActive(false, third);
    assertEquals("revoked", app.refresh(third.refreshToken()).expect(400).text("reason"));
  }

  @Test
  @Requirement("REV-15")
  void aRefreshThatRacesARevocationLeavesNothingUsable() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 50; round++) {
        Answer login = app.logIn("ada").expect(200);
        var barrier = new CyclicBarrier(4);
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          boolean isRevocation = i == 0;
          Callable<Answer> call =
              () -> {
                barrier.await();
                return isRevocation
                    ? app.send(OAuthClient.REVOKE, "token", login.refreshToken())
                    : app.refresh(login.refreshToken());
              };
          answers.add(threads.submit(call));
        }
        assertEquals(200, answers.removeFirst().get().status());
        for (Future<Answer> refresh : answers) {
          if (refresh.get().status() == 200) {
            app.refresh(refresh.get().refreshToken()).expect(400);
            backend.assertActive(false, refresh.get());
          }
        }
        assertTrue(row(login).revocation().isPresent());
      }
    }
  }
}
