package dev.rejeton.bootstrap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/// Sets up the log: one line an event on standard error. The level is that of Rejeton's own log;
/// libraries are heard from `warn` up and no further, because at `debug` an HTTP server prints the
/// requests it reads, and those hold tokens.
public final class Logging extends ContextAwareBase implements Configurator {
  private static final String OWN = "dev.rejeton";

  /// At `warn` it repeats what stands in a malformed request.
  private static final String JETTY = "org.eclipse.jetty";

  private static final String CONSOLE = "console";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    configure(context, new Settings.Log(Settings.Log.Level.WARN, Settings.Log.Format.HUMAN));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  static void apply(Settings.Log log) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      configure(context, log);
    }
  }

  private static void configure(LoggerContext context, Settings.Log log) {
    Encoder<ILoggingEvent> encoder = encoder(log.format());
    encoder.setContext(context);
    encoder.start();
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setName(CONSOLE);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAppender(CONSOLE);
    root.addAppender(console);
    root.setLevel(Level.WARN);
    context.getLogger(JETTY).setLevel(Level.ERROR);
    context.getLogger(OWN).setLevel(Level.valueOf(log.level().name()));
  }

  private static Encoder<ILoggingEvent> encoder(Settings.Log.Format format) {
    var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
    encoder.setLayout(
        switch (format) {
          case JSON -> new JsonLayout();
          case HUMAN -> new LineLayout();
        });
    return encoder;
  }
}
