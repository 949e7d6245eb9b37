package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.SessionId;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody has a copy of one refresh token of ada's, and sends it by a program of his own: how far
/// he gets, and when he is found.
class ThiefOfARefreshTokenTest {
  @TempDir Path directory;

  private TestServer server;
  private TestClient client;
  private Answer login;

  @BeforeEach
  void start() {
    start(Map.of());
  }

  private void start(Map<Setting, String> overrides) {
    server = new TestServer(directory, overrides);
    client = server.client;
    server.addUser("ada");
    login = client.login("ada").expect(200);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer steal(Answer from) {
    return client.send(
        "POST",
        "/v1/refresh",
        BodyPublishers.ofString("{\"refresh_token\":\"%s\"}".formatted(from.refreshToken())),
        "Content-Type",
        "application/json",
        "User-Agent",
        "thief/1.0");
  }

  private void use(Answer tokens) {
    client.with("GET", "/v1/session", tokens.accessToken()).expect(200);
    server.server.schedule().runAll();
  }

  private static void assertReuse(Answer answer) {
    assertEquals("reuse_detected", answer.expect(400).text("reason"));
  }

  private void assertEnded(Answer tokens) {
    client.refresh(tokens.refreshToken()).expect(400);
    client.with("GET", "/v1/session", tokens.accessToken()).expect(401);
  }

  private String story() {
    // The server's own log is asked first: it has everything on disk when it answers.
    server.server.database().audit().of(new SessionId(login.text("session_id")));
    return String.join("\n", server.explain(login.text("session_id")));
  }

  @Test
  void aCurrentTokenServesTheThiefUntilItsOwnerRefreshes() {
    Answer his = steal(login).expect(200);
    use(his);
    server.clock.skip(Duration.ofSeconds(10));
    his = steal(his).expect(200);
    server.clock.skip(Duration.ofMinutes(9));
    assertReuse(client.refresh(login.refreshToken()));
    assertEnded(his);
  }

  @Test
  void anAnswerHeNeverUsedHereIsDisplacedByTheOwnersRecovery() {
    Answer his = steal(login).expect(200);
    server.clock.skip(Duration.ofMinutes(5));
    Answer hers = client.refresh(login.refreshToken()).expect(200);
    client.with("GET", "/v1/session", his.accessToken()).expect(401);
    client.with("GET", "/v1/session", hers.accessToken()).expect(200);
    assertReuse(steal(his));
    assertEnded(hers);
  }

  @Test
  void eitherTokenGetsTwoSecondsAfterARefreshWhatItsOwnerGot() {
    Answer hers = client.refresh(login.refreshToken()).expect(200);
    server.clock.skip(Duration.ofSeconds(2));
    Answer his = hers;
    for (Answer stolen : List.of(login, hers)) {
      his = steal(stolen).expect(200);
      assertEquals(hers.refreshToken(), his.refreshToken());
      assertEquals(hers.claims().path("exp"), his.claims().path("exp"));
    }
    server.clock.skip(Duration.ofMinutes(9));
    hers = client.refresh(hers.refreshToken()).expect(200);
    use(hers);
    server.clock.skip(Duration.ofMinutes(1));
    assertReuse(steal(his));
    assertEnded(hers);
  }

  @Test
  void aReplacedTokenAnHourLaterIsFoundAtOnceIfTheAnswerWasSeenAtWork() {
    Answer hers = client.refresh(login.refreshToken()).expect(200);
    use(hers);
    server.clock.skip(Duration.ofHours(1));
    assertReuse(steal(login));
    assertEnded(hers);
    assertTrue(story().contains("(thief/1.0), 1 h 0 min after generation 1"), this::story);
  }

  @Test
  void aReplacedTokenAnHourLaterServesHimUntilItsOwnerRefreshesIfItWasNot() {
    Answer hers = client.refresh(login.refreshToken()).expect(200);
    server.clock.skip(Duration.ofHours(1));
    Answer his = steal(login).expect(200);
    assertNotEquals(hers.refreshToken(), his.refreshToken());
    assertReuse(client.refresh(hers.refreshToken()));
    assertEnded(his);
    assertTrue(story().contains("Recovered from 127.0.0.1 (thief/1.0)"), this::story);
    assertTrue(story().contains("Reuse detected (superseded)"), this::story);
  }

  @Test
  void anOlderTokenOnlyEndsTheSession() {
    Answer second = client.refresh(login.refreshToken()).expect(200);
    server.clock.skip(Duration.ofSeconds(10));
    Answer third = client.refresh(second.refreshToken()).expect(200);
    Answer phone = client.login("ada").expect(200);
    assertReuse(steal(login));
    assertEnded(third);
    client.refresh(phone.refreshToken()).expect(200);
    client.login("ada").expect(200);
  }

  @Test
  void whoKeepsInStepWithTheOwnerIsWrittenDownAndNotFound() {
    Answer hers = login;
    Answer his = login;
    for (int i = 0; i < 20; i++) {
      String before = lastUse(his);
      server.clock.skip(Duration.ofMinutes(9));
      assertEquals(before, lastUse(his));
      hers = client.refresh(hers.refreshToken()).expect(200);
      server.clock.skip(Duration.ofSeconds(9));
      // He need not guess when to follow.
      assertNotEquals(before, lastUse(his));
      his = steal(his).expect(200);
      assertEquals(hers.refreshToken(), his.refreshToken());
    }
    assertTrue(story().contains("Retried from 127.0.0.1 (thief/1.0)"), this::story);
  }

  private String lastUse(Answer tokens) {
    return client.with("GET", "/v1/session", tokens.accessToken()).expect(200).text("last_used_at");
  }

  @Test
  void underStrictWhoKeepsInStepIsFoundAtTheFirstStep() {
    server.close();
    start(Map.of(Setting.PROFILE, "strict"));
    Answer hers = client.refresh(login.refreshToken()).expect(200);
    assertReuse(steal(login));
    assertEnded(hers);
  }
}
