package dev.rejeton.adapter.http;

import java.util.ArrayList;
import java.util.List;

/// What a browser and a page of ours send, and what the cookie's header looks like.
final class Page {
  static final String COOKIE = "__Host-rejeton";
  static final String DELETED =
      COOKIE
          + "=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT"
          + "; Path=/; HttpOnly; Secure; SameSite=Strict";

  private Page() {}

  /// {@return the headers of an honest page without a session, and more}
  static String[] honest(String... more) {
    var all = new ArrayList<>(List.of("Sec-Fetch-Site", "same-origin", "X-CSRF", "1"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /// {@return the headers of an honest page whose browser holds this refresh token, and more}
  static String[] holding(String token, String... more) {
    var all = new ArrayList<>(List.of(honest(more)));
    all.addAll(List.of("Cookie", COOKIE + "=" + token));
    return all.toArray(String[]::new);
  }
}
