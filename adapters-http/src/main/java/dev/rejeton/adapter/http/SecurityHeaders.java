package dev.rejeton.adapter.http;

import io.javalin.http.Context;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The header fields of every response: not to be kept, not to be taken for anything but what it
/// is, and to be asked for by https only from now on if this one was (RFC 6797 §7.2).
final class SecurityHeaders extends Handler.Wrapper {
  private static final Map<String, String> EVERYWHERE =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff");

  private static final String STRICT_TRANSPORT = "max-age=31536000; includeSubDomains";

  private final Proxies proxies;

  SecurityHeaders(Handler handler, Proxies proxies) {
    super(handler);
    this.proxies = proxies;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    addTo(response.getHeaders(), proxies.isHttps(request));
    return super.handle(request, response, callback);
  }

  static void addTo(HttpFields.Mutable fields, boolean isHttps) {
    EVERYWHERE.forEach(fields::put);
    if (isHttps) {
      fields.put("Strict-Transport-Security", STRICT_TRANSPORT);
    }
  }

  /// Marks an answer that anyone may read, and keep for five minutes.
  static void openToAll(Context context) {
    context.header("Cache-Control", "public, max-age=300");
    context.header("Cross-Origin-Resource-Policy", "cross-origin");
  }
}
