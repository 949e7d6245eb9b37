package dev.rejeton.adapter.http;

import dev.rejeton.domain.Origin;
import io.javalin.http.Context;
import java.util.Optional;

/// Where requests come from.
final class Origins {
  private Origins() {}

  /// {@return the peer of the connection and its user agent} No forwarded address is believed.
  static Origin of(Context context) {
    String userAgent = Optional.ofNullable(context.userAgent()).orElse("");
    return new Origin(context.req().getRemoteAddr(), userAgent);
  }
}
