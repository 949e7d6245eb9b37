package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.rejeton.bootstrap.TestClient.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Somebody has a log of the server, written at its most talkative.
class ThiefOfALogTest {
  @TempDir Path directory;

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final AppenderBase<ILoggingEvent> listener =
      new AppenderBase<>() {
        private final LineLayout layout = new LineLayout();

        @Override
        protected void append(ILoggingEvent event) {
          lines.add(layout.doLayout(event));
        }
      };

  private TestServer server;
  private TestClient client;
  private Answer held;

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @BeforeEach
  void steal() {
    Logging.apply(new Settings.Log(Settings.Log.Level.TRACE, Settings.Log.Format.HUMAN));
    listener.start();
    root().addAppender(listener);
    server = new TestServer(directory);
    client = server.client;
    server.addUser("ada");
    Answer first = client.login("ada").expect(200);
    Answer second = client.refresh(first.refreshToken()).expect(200);
    server.clock.skip(Duration.ofSeconds(10));
    client.refresh(second.refreshToken()).expect(200);
    client.refresh(first.refreshToken()).expect(400);
    client.post("/v1/login", Map.of("username", "ada", "password", "wrong")).expect(401);
    held = client.login("ada").expect(200);
    client.with("GET", "/v1/session", held.accessToken()).expect(200);
  }

  @AfterEach
  void stop() {
    server.close();
    root().detachAppender(listener);
    Logging.apply(new Settings.Log(Settings.Log.Level.WARN, Settings.Log.Format.HUMAN));
  }

  @Test
  void noWordOfItIsAToken() {
    Set<String> words = new LinkedHashSet<>();
    for (String line : lines) {
      words.addAll(List.of(line.split("[\\s=\"(),]+")));
    }
    words.remove("");
    assertTrue(words.size() > 20, words::toString);
    for (String word : words) {
      assertFalse(client.refresh(word).expect(400).body().has("reason"), word);
      assertTrue(client.with("GET", "/v1/session", word).status() >= 400, word);
    }
    client.refresh(held.refreshToken()).expect(200);
  }

  @Test
  void itTellsWhichSessionsThereAreAndFromWhere() {
    String log = String.join("", lines);
    assertTrue(log.contains(held.text("session_id")), log);
    assertTrue(log.contains(held.claims().path("sub").asText()), log);
    assertTrue(log.contains("ip_address=127.0.0.1"), log);
    assertTrue(log.contains("REUSE_DETECTED"), log);
    assertEquals(0, lines.stream().filter(line -> line.matches("(?s).*\\bada\\b.*")).count(), log);
  }
}
