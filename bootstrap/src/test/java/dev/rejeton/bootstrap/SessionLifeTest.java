package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rejeton.Requirement;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.Username;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of sessions as a client sees it: real HTTP, a real SQLite file, a clock that moves.
class SessionLifeTest {
  @TempDir Path directory;
  private TestServer server;
  private TestClient client;

  @BeforeEach
  void start() {
    server = new TestServer(directory);
    client = server.client;
    server.addUser("ada");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void pass(Duration time) {
    server.clock.skip(time);
  }

  /// The next refresh rotates again.
  private void passTheGracePeriod() {
    pass(server.settings.policy().gracePeriod());
  }

  @Test
  @Requirement({"REF-01", "TOK-04", "TOK-19"})
  void aLoginGivesBothTokensAndARefreshReplacesThem() {
    Answer login = client.login("ada").expect(200);
    assertEquals("Bearer", login.text("token_type"));
    assertEquals("api", login.text("scope"));
    assertTrue(login.refreshToken().matches("rjt_[A-Za-z0-9_-]{84}"));
    long life = login.claims().path("exp").asLong() - login.claims().path("iat").asLong();
    assertEquals(life, login.body().path("expires_in").asLong());
    assertEquals(Duration.ofDays(14).toSeconds(), login.body().path("refresh_expires_in").asLong());
    assertEquals(Duration.ofDays(90).toSeconds(), login.body().path("session_expires_in").asLong());
    Answer refreshed = client.refresh(login.refreshToken()).expect(200);
    assertNotEquals(login.refreshToken(), refreshed.refreshToken());
    assertEquals(login.text("session_id"), refreshed.text("session_id"));
    client.with("GET", "/v1/session", refreshed.accessToken()).expect(200);
  }

  @Test
  @Requirement({"AT-03", "AT-11", "REF-29", "REF-30"})
  void anAccessTokenSaysWhatRfc9068AsksAndARefreshIsNoAuthentication() {
    Answer answer = client.login("ada");
    JsonNode first = answer.claims();
    assertEquals(server.settings.issuer().toString(), first.path("iss").asText());
    assertEquals(server.settings.tokens().audience(), first.path("aud").asText());
    assertEquals("first-party", first.path("client_id").asText());
    assertEquals(answer.text("session_id"), first.path("sid").asText());
    assertEquals("[\"pwd\"]", first.path("amr").toString());
    for (int i = 0; i < 4; i++) {
      pass(Duration.ofMinutes(9));
      answer = client.refresh(answer.refreshToken()).expect(200);
    }
    JsonNode fifth = answer.claims();
    for (String same : List.of("sub", "sid", "auth_time", "amr", "scope", "client_id")) {
      assertEquals(first.path(same), fifth.path(same), same);
    }
    for (String other : List.of("iat", "exp", "jti")) {
      assertNotEquals(first.path(other), fifth.path(other), other);
    }
  }

  @Test
  @Requirement("REF-20")
  void aRetryWithinTheGracePeriodGetsTheSameTokensLife() {
    Answer login = client.login("ada");
    Answer first = client.refresh(login.refreshToken()).expect(200);
    pass(Duration.ofSeconds(5));
    Answer retry = client.refresh(login.refreshToken()).expect(200);
    assertEquals(first.refreshToken(), retry.refreshToken());
    assertEquals(first.claims().path("exp"), retry.claims().path("exp"));
    assertEquals(
        retry.claims().path("exp").asLong() - retry.claims().path("iat").asLong(),
        retry.body().path("expires_in").asLong());
  }

  /// What one tab does with the new token must not leave the tab two generations behind whose
  /// request with the old one is slow.
  @Test
  @Requirement("REF-20")
  void theNewTokenIsReplacedOnlyAfterTheGracePeriodAndThatOfALoginAtOnce() {
    Answer login = client.login("ada");
    Answer first = client.refresh(login.refreshToken()).expect(200);
    assertNotEquals(login.refreshToken(), first.refreshToken());
    Answer soon = client.refresh(first.refreshToken()).expect(200);
    Answer slow = client.refresh(login.refreshToken()).expect(200);
    for (Answer other : List.of(soon, slow)) {
      assertEquals(first.refreshToken(), other.refreshToken());
      assertEquals(first.claims().path("exp"), other.claims().path("exp"));
    }
    passTheGracePeriod();
    Answer second = client.refresh(slow.refreshToken()).expect(200);
    assertNotEquals(first.refreshToken(), second.refreshToken());
  }

  @Test
  @Requirement({"REF-10", "REF-11", "REF-13", "JWT-18"})
  void aReuseEndsTheSessionAndNoOther() {
    Answer other = client.login("ada");
    Answer first = client.login("ada");
    Answer second = client.refresh(first.refreshToken());
    passTheGracePeriod();
    Answer third = client.refresh(second.refreshToken());
    Answer reuse = client.refresh(first.refreshToken()).expect(400);
    assertEquals("invalid_grant", reuse.text("error"));
    assertEquals("reuse_detected", reuse.text("reason"));
    client.refresh(third.refreshToken()).expect(400);
    client.with("GET", "/v1/session", third.accessToken()).expect(401);
    client.refresh(other.refreshToken()).expect(200);
    client.with("GET", "/v1/session", other.accessToken()).expect(200);
  }

  @Test
  void anAnswerLostForSeventyMinutesIsRecoveredFrom() {
    Answer held = client.login("ada");
    Answer lost = client.refresh(held.refreshToken());
    pass(Duration.ofMinutes(70));
    Answer recovered = client.refresh(held.refreshToken()).expect(200);
    assertNotEquals(lost.refreshToken(), recovered.refreshToken());
    assertEquals(lost.text("session_id"), recovered.text("session_id"));
    client.with("GET", "/v1/session", recovered.accessToken()).expect(200);
    passTheGracePeriod();
    Answer next = client.refresh(recovered.refreshToken()).expect(200);
    assertNotEquals(recovered.refreshToken(), next.refreshToken());
    client.refresh(lost.refreshToken()).expect(400);
  }

  @Test
  void anAnswerThatWasSeenAtWorkIsNotRecoveredFrom() {
    Answer held = client.login("ada");
    Answer arrived = client.refresh(held.refreshToken());
    client.with("POST", "/v1/session/ack", arrived.accessToken()).expect(204);
    server.server.schedule().runAll();
    pass(Duration.ofSeconds(5));
    client.refresh(held.refreshToken()).expect(200);
    pass(Duration.ofSeconds(5));
    assertEquals("reuse_detected", client.refresh(held.refreshToken()).expect(400).text("reason"));
  }

  @Test
  @Requirement({"REF-16", "REF-17", "REF-18", "SES-01", "SES-02", "SES-03"})
  void bothTimeoutsEndASessionForGood() {
    Answer idle = client.login("ada");
    Answer used = client.login("ada");
    for (int day = 13; day < 90; day += 13) {
      pass(Duration.ofDays(13));
      used = client.refresh(used.refreshToken()).expect(200);
    }
    assertEquals("idle", client.refresh(idle.refreshToken()).expect(400).text("reason"));
    pass(Duration.ofDays(12).minusMinutes(5));
    used = client.refresh(used.refreshToken()).expect(200);
    assertTrue(used.body().path("expires_in").asLong() <= 300);
    assertTrue(used.body().path("refresh_expires_in").asLong() <= 300);
    pass(Duration.ofMinutes(5));
    assertEquals("expired", client.refresh(used.refreshToken()).expect(400).text("reason"));
    client.with("GET", "/v1/session", used.accessToken()).expect(401);
  }

  @Test
  @Requirement({"REF-03", "REF-28"})
  void whoeverProvesNothingIsToldNothing() {
    Answer login = client.login("ada");
    String genuine = login.refreshToken();
    String flipped =
        genuine.substring(0, 40) + (genuine.charAt(40) == 'A' ? 'B' : 'A') + genuine.substring(41);
    Set<String> answers = new HashSet<>();
    for (String token :
        List.of("x", "rjt_", genuine + "A", genuine.substring(1), flipped, login.accessToken())) {
      JsonNode body = client.refresh(token).expect(400).body();
      ((ObjectNode) body).remove("instance");
      answers.add(body.toString());
    }
    assertEquals(1, answers.size(), answers::toString);
    assertFalse(answers.iterator().next().contains("reason"));
    client.with("GET", "/v1/session", genuine).expect(401);
    client.refresh(genuine).expect(200);
  }

  @Test
  @Requirement({"LGN-02", "LGN-05"})
  void aLoginEndsTheSessionItsCallerHeld() {
    Answer old = client.login("ada");
    Answer fresh =
        client.post(
            "/v1/login",
            Map.of("username", "ada", "password", TestServer.PASSWORD),
            old.accessToken());
    assertNotEquals(old.text("session_id"), fresh.expect(200).text("session_id"));
    assertEquals("replaced", client.refresh(old.refreshToken()).expect(400).text("reason"));
    client.refresh(fresh.refreshToken()).expect(200);
  }

  @Test
  @Requirement({"REF-27", "SES-08"})
  void disablingAUserOrChangingTheirPasswordEndsTheirSessions() {
    Answer one = client.login("ada");
    try (OperatorDesk desk = server.desk()) {
      desk.operators().disableUser(new Username("ADA"), desk.origin());
      assertEquals("user_disabled", client.refresh(one.refreshToken()).expect(400).text("reason"));
      client.with("GET", "/v1/session", one.accessToken()).expect(401);
      client.login("ada").expect(401);
      desk.operators().enableUser(new Username("ada"), desk.origin());
      client.refresh(one.refreshToken()).expect(400);
      Answer two = client.login("ada").expect(200);
      desk.operators()
          .changePassword(new Username("ada"), new Secret("another password"), desk.origin());
      client.refresh(two.refreshToken()).expect(400);
      client.login("ada").expect(401);
    }
  }

  @Test
  @Requirement({"LGO-02", "LGO-03", "LGO-04"})
  void aLogoutEndsThisSessionOnceAndOthersOnRequest() {
    Answer laptop = client.login("ada");
    Answer phone = client.login("ada");
    Answer tablet = client.login("ada");
    Map<String, String> token = Map.of("refresh_token", laptop.refreshToken());
    client.post("/v1/logout", token).expect(204);
    client.post("/v1/logout", token).expect(204);
    client.post("/v1/logout", Map.of("refresh_token", "unknown")).expect(204);
    client.refresh(laptop.refreshToken()).expect(400);
    client.with("GET", "/v1/session", laptop.accessToken()).expect(401);
    client.post("/v1/logout", Map.of("scope", "others"), phone.accessToken()).expect(204);
    client.refresh(tablet.refreshToken()).expect(400);
    phone = client.refresh(phone.refreshToken()).expect(200);
    pass(Duration.ofMinutes(11));
    client.with("GET", "/v1/session", phone.accessToken()).expect(401);
    client.with("POST", "/v1/logout", phone.accessToken()).expect(204);
    client.refresh(phone.refreshToken()).expect(400);
  }

  @Test
  @Requirement({"SES-04", "SES-05", "SES-06"})
  void aUserSeesAndEndsTheirOwnSessionsOnly() {
    server.addUser("eve");
    Answer eve = client.login("eve");
    Answer laptop = client.login("ada");
    Answer phone = client.login("ada");
    JsonNode sessions =
        client
            .with("GET", "/v1/sessions", laptop.accessToken())
            .expect(200)
            .body()
            .path("sessions");
    assertEquals(2, sessions.size());
    assertEquals(phone.text("session_id"), sessions.path(0).path("session_id").asText());
    assertFalse(sessions.path(0).path("current").asBoolean());
    assertTrue(sessions.path(1).path("current").asBoolean());
    String foreign = "/v1/sessions/" + eve.text("session_id");
    Answer notFound = client.with("DELETE", foreign, laptop.accessToken()).expect(404);
    Answer unknown =
        client.with("DELETE", "/v1/sessions/AAAAAAAAAAAAAAAAAAAAAA", laptop.accessToken());
    assertEquals(notFound.text("type"), unknown.expect(404).text("type"));
    client.refresh(eve.refreshToken()).expect(200);
    String theirs = "/v1/sessions/" + phone.text("session_id");
    client.with("DELETE", theirs, laptop.accessToken()).expect(204);
    client.with("DELETE", theirs, laptop.accessToken()).expect(404);
    client.refresh(phone.refreshToken()).expect(400);
    pass(Duration.ofMinutes(15));
    laptop = client.refresh(laptop.refreshToken()).expect(200);
    Answer stepUp = client.with("DELETE", "/v1/sessions", laptop.accessToken()).expect(401);
    assertTrue(stepUp.header("WWW-Authenticate").contains("insufficient_user_authentication"));
    client
        .with("DELETE", "/v1/sessions/" + laptop.text("session_id"), laptop.accessToken())
        .expect(204);
    client.with("GET", "/v1/sessions", laptop.accessToken()).expect(401);
  }

  @Test
  void aRefreshTokenMayComeAsABearerTokenAsFlaskClientsSendIt() {
    Answer login = client.login("ada");
    Answer refreshed = client.with("POST", "/v1/refresh", login.refreshToken()).expect(200);
    assertNotEquals(login.refreshToken(), refreshed.refreshToken());
    client.with("POST", "/v1/refresh", refreshed.accessToken()).expect(400);
    client.post("/v1/refresh", Map.of("refresh_token", "x"), refreshed.refreshToken()).expect(400);
    client.refresh(refreshed.refreshToken()).expect(200);
  }

  @Test
  void explainTellsTheLifeOfASession() {
    Answer held = client.login("ada");
    client.refresh(held.refreshToken());
    client.refresh(held.refreshToken());
    pass(Duration.ofMinutes(70));
    Answer recovered = client.refresh(held.refreshToken());
    client.with("GET", "/v1/session", recovered.accessToken());
    server.server.schedule().runAll();
    passTheGracePeriod();
    Answer last = client.refresh(recovered.refreshToken());
    pass(Duration.ofMinutes(2));
    client.refresh(held.refreshToken()).expect(400);
    client.refresh(last.refreshToken()).expect(400);
    // The server's own log is asked first: it has everything on disk when it answers.
    server.server.database().audit().of(new SessionId(held.text("session_id")));
    List<String> lines = server.explain(held.text("session_id"));
    List<String> expected =
        List.of(
            "Session " + held.text("session_id") + " of ada (usr_",
            "Opened by a login",
            "generation 1 is current",
            "Retried",
            "Recovered",
            "seen at work",
            "generation 2 is current",
            "Reuse detected (stale): generation 0 came back",
            "It ended at");
    assertEquals(expected.size(), lines.size(), () -> String.join("\n", lines));
    for (int i = 0; i < expected.size(); i++) {
      assertTrue(lines.get(i).contains(expected.get(i)), lines.get(i));
    }
  }

  @Test
  @Requirement({"LGN-03", "LGN-06"})
  void whyALoginFailedIsNotTold() {
    server.addUser("eve");
    try (OperatorDesk desk = server.desk()) {
      desk.operators().disableUser(new Username("eve"), desk.origin());
    }
    Set<String> answers = new HashSet<>();
    for (Map<String, String> attempt :
        List.of(
            Map.of("username", "nobody", "password", TestServer.PASSWORD),
            Map.of("username", "admin", "password", "admin"),
            Map.of("username", "ada", "password", "wrong"),
            Map.of("username", "eve", "password", TestServer.PASSWORD))) {
      Answer answer = client.post("/v1/login", attempt).expect(401);
      ((ObjectNode) answer.body()).remove("instance");
      answers.add(answer.header("WWW-Authenticate") + answer.body());
    }
    assertEquals(1, answers.size(), answers::toString);
  }

  @Test
  @Requirement("LGN-01")
  void credentialsInAUrlOrAFormAreNoCredentials() {
    String query = "?username=ada&password=" + TestServer.PASSWORD.replace(' ', '+');
    client.send("GET", "/v1/login" + query, BodyPublishers.noBody()).expect(405);
    client
        .send(
            "POST",
            "/v1/login",
            BodyPublishers.ofString(query.substring(1)),
            "Content-Type",
            "application/x-www-form-urlencoded")
        .expect(415);
  }
}
