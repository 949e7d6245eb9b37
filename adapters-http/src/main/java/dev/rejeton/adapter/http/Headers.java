package dev.rejeton.adapter.http;

import dev.rejeton.domain.Origin;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The header fields of every response, and what some of a request's say.
final class Headers extends Handler.Wrapper {
  private static final Map<String, String> EVERYWHERE =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff");

  Headers(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    addTo(response.getHeaders());
    return super.handle(request, response, callback);
  }

  static void addTo(HttpFields.Mutable fields) {
    EVERYWHERE.forEach(fields::put);
  }

  /// Marks an answer that anyone may read, and keep for five minutes.
  static void openToAll(Context context) {
    context.header("Cache-Control", "public, max-age=300");
    context.header("Cross-Origin-Resource-Policy", "cross-origin");
  }

  /// Marks an answer to whoever asked for tokens (RFC 6749 §5.1).
  static void notEvenInOldCaches(Context context) {
    context.header("Pragma", "no-cache");
  }

  static Optional<String> first(Context context, String name) {
    return Optional.ofNullable(context.header(name));
  }

  /// {@return the peer of the connection and its user agent} No forwarded address is believed.
  static Origin origin(Context context) {
    return new Origin(context.req().getRemoteAddr(), first(context, "User-Agent").orElse(""));
  }
}
