package dev.rejeton.bootstrap;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/// What is logged under a name until this is closed, as a human would read it.
final class LogLines implements AutoCloseable {
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger logger;
  private final AppenderBase<ILoggingEvent> listener =
      new AppenderBase<>() {
        private final LineLayout layout = new LineLayout();

        @Override
        protected void append(ILoggingEvent event) {
          lines.add(layout.doLayout(event));
        }
      };

  LogLines(String name) {
    logger = (Logger) LoggerFactory.getLogger(name);
    listener.start();
    logger.addAppender(listener);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  String text() {
    return String.join("", lines);
  }

  @Override
  public void close() {
    logger.detachAppender(listener);
  }
}
