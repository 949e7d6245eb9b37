package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rejeton.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LoggingTest {
  private static final String HOSTILE =
      "agent\r\n2026 INFO forged \u001b[31m\u2028 \"quoted\" ${jndi:ldap://127.0.0.1/x}";

  private static ILoggingEvent event() {
    Logger logger = new LoggerContext().getLogger("dev.rejeton.audit");
    var failure = new IllegalStateException("two\nlines");
    var event =
        new LoggingEvent(
            "caller", logger, Level.INFO, "LOGIN_FAILED {}", failure, new Object[] {"now"});
    event.setKeyValuePairs(
        List.of(new KeyValuePair("user_agent", HOSTILE), new KeyValuePair("generation", 7)));
    return event;
  }

  @Test
  @Requirement("LOG-04")
  void aHumanReadsOneLineWhateverIsInIt() {
    String line = new LineLayout().doLayout(event());
    assertEquals(1, line.lines().count(), line);
    assertFalse(line.contains("\u001b"), line);
    assertFalse(line.contains("\u2028"), line);
    assertTrue(line.contains("INFO LOGIN_FAILED now user_agent=\"agent"), line);
    assertTrue(line.contains("\\\"quoted\\\" ${jndi:"), line);
    assertTrue(line.contains("generation=7"), line);
    assertTrue(line.contains("IllegalStateException: two lines"), line);
  }

  @Test
  @Requirement("LOG-04")
  void aMachineReadsOneFlatJsonObject() throws Exception {
    String line = new JsonLayout().doLayout(event());
    assertEquals(1, line.lines().count(), line);
    assertFalse(line.contains("\u001b"), line);
    JsonNode object = new ObjectMapper().readTree(line);
    assertEquals("LOGIN_FAILED now", object.path("message").asText());
    assertEquals("INFO", object.path("level").asText());
    assertEquals("dev.rejeton.audit", object.path("logger").asText());
    assertEquals(HOSTILE, object.path("user_agent").asText());
    assertEquals(7, object.path("generation").intValue());
    assertTrue(object.path("failure").asText().contains("IllegalStateException"));
    assertTrue(object.path("time").asText().endsWith("Z"));
  }
}
