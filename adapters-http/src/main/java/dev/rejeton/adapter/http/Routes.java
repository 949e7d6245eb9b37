package dev.rejeton.adapter.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.TreeMap;

/// The paths of a listener. With GET comes HEAD, and with every path OPTIONS.
final class Routes {
  private final RoutesConfig config;

  Routes(RoutesConfig config) {
    this.config = config;
  }

  void add(String path, Map<HandlerType, Handler> handlers) {
    var all = new TreeMap<String, Handler>();
    handlers.forEach((method, handler) -> all.put(method.name(), handler));
    if (handlers.containsKey(HandlerType.GET)) {
      // Javalin would answer HEAD with 200 and not ask the handler, not even whether one may.
      all.put(HandlerType.HEAD.name(), handlers.get(HandlerType.GET));
    }
    String allow = String.join(", ", all.keySet()) + ", " + HandlerType.OPTIONS;
    all.put(HandlerType.OPTIONS.name(), context -> noContent(context.header("Allow", allow)));
    all.forEach((method, handler) ->
        config.addHttpHandler(HandlerType.findOrCreate(method), path, handler));
  }

  static void noContent(Context context) {
    bare(context, HttpStatus.NO_CONTENT);
  }

  /// Answers without content.
  static void bare(Context context, HttpStatus status) {
    context.status(status);
    // Javalin gives every response a content type; this is how a servlet takes it away.
    context.res().setContentType(null);
  }
}
