package dev.rejeton.bootstrap;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.slf4j.event.KeyValuePair;

/// One event, one line, one flat JSON object: `time`, `level`, `logger`, `message`, then what the
/// event carries under its own names, then `failure` if there is one.
final class JsonLayout extends LayoutBase<ILoggingEvent> {
  private final ObjectMapper json = new ObjectMapper();

  @Override
  public String doLayout(ILoggingEvent event) {
    ObjectNode line = json.createObjectNode();
    line.put("time", LineLayout.time(event));
    line.put("level", event.getLevel().toString());
    line.put("logger", event.getLoggerName());
    line.put("message", event.getFormattedMessage());
    for (KeyValuePair pair : Optional.ofNullable(event.getKeyValuePairs()).orElseGet(List::of)) {
      if (pair.value instanceof Integer number) {
        line.put(pair.key, number);
      } else {
        line.put(pair.key, String.valueOf(pair.value));
      }
    }
    Optional.ofNullable(event.getThrowableProxy())
        .ifPresent(failure -> line.put("failure", ThrowableProxyUtil.asString(failure)));
    return line + System.lineSeparator();
  }
}
