package dev.rejeton.adapter.http;

import dev.rejeton.adapter.http.CookieSettings.SiteData;
import dev.rejeton.application.port.in.IssuedTokens;
import dev.rejeton.domain.Secret;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The cookie that a browser keeps a refresh token in, out of reach of every script (RFC 6265bis).
/// It carries the token and nothing else.
final class RefreshCookie {
  /// RFC 6265bis §5.5: browsers shorten what is longer.
  private static final long LONGEST_SECONDS = Duration.ofDays(400).toSeconds();

  private static final String OVER = "; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT";

  private final CookieSettings settings;

  RefreshCookie(CookieSettings settings) {
    this.settings = settings;
  }

  /// Ends the request with a problem if this server sets no cookies.
  void requireServed() {
    if (settings.isOff()) {
      throw JsonBody.invalid("Cookies need an https issuer, or the development mode on loopback.");
    }
  }

  /// {@return the refresh token that came in the cookie} Two cookies of our name end the request
  /// with a problem: one may be somebody else's, and the order does not tell which (RFC 6265bis
  /// §4.2.2).
  Optional<Secret> of(Context context) {
    if (settings.isOff()) {
      return Optional.empty();
    }
    String beginning = settings.name() + "=";
    // Not as Jetty reads cookies: it is lenient, and here a name is ours to the letter or not.
    List<String> values =
        Collections.list(context.req().getHeaders("Cookie")).stream()
            .flatMap(line -> Stream.of(line.split(";")))
            .map(String::strip)
            .filter(pair -> pair.startsWith(beginning))
            .map(pair -> pair.substring(beginning.length()))
            .toList();
    if (values.size() > 1) {
      throw JsonBody.invalid("There is more than one cookie of this server's name.");
    }
    return values.stream().findFirst().map(Secret::new);
  }

  /// Puts the refresh token into the cookie, in place of the one before.
  ///
  /// @return what is left for the body to say
  TokenResponse deliver(Context context, IssuedTokens issued) {
    var response =
        TokenResponse.besideCookie(
            issued, Optional.of(issued.csrfToken()).filter(token -> settings.csrfTokens()));
    String life =
        issued.session().lifetime().remembered()
            ? "; Max-Age=" + Math.min(response.sessionExpiresIn(), LONGEST_SECONDS)
            : "";
    set(context, issued.refreshToken().reveal(), life);
    return response;
  }

  void delete(Context context) {
    set(context, "", OVER);
  }

  /// Deletes the cookie, and whatever else the settings want forgotten.
  void logOut(Context context) {
    delete(context);
    if (!settings.clearOnLogout().isEmpty()) {
      String kinds =
          settings.clearOnLogout().stream()
              .sorted()
              .map(SiteData::name)
              .map(kind -> '"' + kind.toLowerCase(Locale.ROOT) + '"')
              .collect(Collectors.joining(", "));
      context.header("Clear-Site-Data", kinds);
    }
  }

  private void set(Context context, String value, String life) {
    context.header("Set-Cookie", settings.name() + "=" + value + life + settings.attributes());
  }
}
