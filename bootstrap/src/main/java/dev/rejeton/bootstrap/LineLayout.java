package dev.rejeton.bootstrap;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.event.KeyValuePair;

/// One event, one line, whatever is in it: time, level, message, then `name=value` for what it
/// carries, then a failure's stack if there is one.
final class LineLayout extends LayoutBase<ILoggingEvent> {
  /// What could begin a new line or move a terminal's cursor.
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

  @Override
  public String doLayout(ILoggingEvent event) {
    var line =
        new StringBuilder(160)
            .append(time(event))
            .append(' ')
            .append(event.getLevel())
            .append(' ')
            .append(event.getFormattedMessage());
    for (KeyValuePair pair : Optional.ofNullable(event.getKeyValuePairs()).orElseGet(List::of)) {
      line.append(' ').append(pair.key).append('=').append(quoted(String.valueOf(pair.value)));
    }
    Optional.ofNullable(event.getThrowableProxy())
        .ifPresent(failure -> line.append(" | ").append(ThrowableProxyUtil.asString(failure)));
    return UNPRINTABLE.matcher(line).replaceAll(" ") + System.lineSeparator();
  }

  /// {@return the time of an event, to the millisecond, in UTC}
  static String time(ILoggingEvent event) {
    return event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static String quoted(String value) {
    boolean isPlain = !value.isEmpty() && value.indexOf(' ') < 0 && value.indexOf('"') < 0;
    return isPlain ? value : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
