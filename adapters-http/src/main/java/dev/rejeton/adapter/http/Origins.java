package dev.rejeton.adapter.http;

import dev.rejeton.domain.Origin;
import io.javalin.http.Context;
import java.util.Optional;

/// Where requests come from.
final class Origins {
  private Origins() {}

  /// {@return the client's address and user agent} The address is the connection's, or what a
  /// trusted proxy forwarded: see [Proxies#client].
  static Origin of(Context context) {
    String userAgent = Optional.ofNullable(context.userAgent()).orElse("");
    return new Origin(context.req().getRemoteAddr(), userAgent);
  }
}
