package dev.rejeton.adapter.http;

import dev.rejeton.adapter.http.HttpSettings.Browsers;
import dev.rejeton.application.port.in.Sessions;
import dev.rejeton.domain.Secret;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a request for which the browser's cookie speaks, or which sets one, was meant by a page
/// that may (OWASP, cross-site request forgery): the browser must say that it comes from such a
/// page, and the page must have added a header that no form can. A request without the cookie needs
/// no check, for no browser adds its token by itself.
final class CsrfCheck {
  private static final Logger LOG = LoggerFactory.getLogger(CsrfCheck.class);

  /// A URL's origin, as browsers write it, and the rest.
  private static final Pattern URL = Pattern.compile("(https?://[^/?#@]+)(?:[/?#].*)?");

  private final Browsers browsers;
  private final boolean areTokensNeeded;
  private final String ownOrigin;
  private final Sessions sessions;

  CsrfCheck(HttpSettings settings, Sessions sessions) {
    this.browsers = settings.browsers();
    this.areTokensNeeded = settings.cookies().csrfTokens();
    // The issuer's, whatever a Host header says.
    this.ownOrigin = origin(URI.create(settings.issuer()));
    this.sessions = sessions;
  }

  /// What a request fails for.
  private enum Failure {
    CROSS_SITE("The header Sec-Fetch-Site says that a page of another site sent this."),
    SAME_SITE("The page that sent this is of the same site, but not of an allowed origin."),
    NO_PAGE("The header Sec-Fetch-Site does not say that a page sent this."),
    FOREIGN_ORIGIN("The header Origin is not that of an allowed page."),
    FOREIGN_REFERER("The header Referer is not that of an allowed page."),
    UNKNOWN_PAGE("There is neither Sec-Fetch-Site nor Origin nor Referer to say who sent this."),
    NO_CUSTOM_HEADER("The header X-CSRF with the value 1 is missing."),
    NO_TOKEN("The header X-CSRF-Token is not the CSRF token of this session.");

    private final String detail;

    Failure(String detail) {
      this.detail = detail;
    }
  }

  /// Says on what an answer depends, beside the resource: to be called for every answer of a
  /// resource that asks for a check.
  static void vary(Context context) {
    context.header("Vary", "Origin, Sec-Fetch-Site");
  }

  /// Ends the request with a problem unless it passes. For a login: there is no session yet that
  /// could have a token.
  void require(Context context) {
    page(context).or(() -> customHeader(context)).ifPresent(failure -> reject(context, failure));
  }

  /// Ends the request with a problem unless it passes.
  ///
  /// @param held the refresh token in the cookie
  void require(Context context, Secret held) {
    require(context);
    token(context, held).ifPresent(failure -> reject(context, failure));
  }

  private Optional<Failure> page(Context context) {
    Optional<String> site = header(context, "Sec-Fetch-Site");
    Optional<String> origin = header(context, "Origin");
    return site.isPresent() ? bySite(site.get(), origin) : byOrigin(context, origin);
  }

  private Optional<Failure> bySite(String site, Optional<String> origin) {
    return switch (site) {
      // Whatever Origin says: it is null from a page without referrers, and another than the
      // issuer's where a proxy of the page's own host leads to us. No page can write this header.
      case "same-origin" -> Optional.empty();
      case "same-site" ->
          origin.filter(browsers::allows).isPresent()
              ? Optional.empty()
              : Optional.of(Failure.SAME_SITE);
      case "cross-site" -> Optional.of(Failure.CROSS_SITE);
      // With "none" among them: the user's own doing, and no user types a POST.
      default -> Optional.of(Failure.NO_PAGE);
    };
  }

  /// For browsers that do not know Fetch Metadata.
  private Optional<Failure> byOrigin(Context context, Optional<String> origin) {
    if (origin.isPresent()) {
      return isAllowed(origin.get()) ? Optional.empty() : Optional.of(Failure.FOREIGN_ORIGIN);
    }
    Optional<String> referer = header(context, "Referer");
    if (referer.isPresent()) {
      Matcher page = URL.matcher(referer.get());
      return page.matches() && isAllowed(page.group(1))
          ? Optional.empty()
          : Optional.of(Failure.FOREIGN_REFERER);
    }
    return Optional.of(Failure.UNKNOWN_PAGE);
  }

  private boolean isAllowed(String origin) {
    return origin.equals(ownOrigin) || browsers.allows(origin);
  }

  /// A page of another origin can send such a header only after a preflight, which CORS denies it.
  private static Optional<Failure> customHeader(Context context) {
    return header(context, "X-CSRF").filter("1"::equals).isPresent()
        ? Optional.empty()
        : Optional.of(Failure.NO_CUSTOM_HEADER);
  }

  private Optional<Failure> token(Context context, Secret held) {
    boolean isRight =
        !areTokensNeeded
            || header(context, "X-CSRF-Token")
                .map(Secret::new)
                .filter(presented -> sessions.isCsrfToken(presented, held))
                .isPresent();
    return isRight ? Optional.empty() : Optional.of(Failure.NO_TOKEN);
  }

  private static void reject(Context context, Failure failure) {
    // No header is repeated: what an attacker's page sends is for nobody to read.
    LOG.warn(
        "{} {} from {} was not meant by a page that may: {}",
        context.method(),
        context.path(),
        Origins.of(context).ipAddress(),
        failure);
    throw Problem.of(ProblemType.CSRF_REJECTED, failure.detail).abort();
  }

  /// {@return the value of a header; of one that came twice, a value that is none}
  private static Optional<String> header(Context context, String name) {
    List<String> values = Collections.list(context.req().getHeaders(name));
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
  }

  /// {@return the origin of a URL as browsers write it: in lower case, without the usual port}
  private static String origin(URI url) {
    String host = (url.getScheme() + "://" + url.getHost()).toLowerCase(Locale.ROOT);
    int usualPort = host.startsWith("https:") ? 443 : 80;
    boolean isUsual = url.getPort() == -1 || url.getPort() == usualPort;
    return isUsual ? host : host + ":" + url.getPort();
  }
}
