package dev.rejeton.adapter.http;

import dev.rejeton.adapter.http.HttpSettings.Browsers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Lets pages of other origins read answers (Fetch §3.2, CORS): those of allowed origins the API's,
/// those of any origin what is public. No endpoint knows of it: the fields are put on each answer
/// as it goes out, errors included.
final class Cors extends Handler.Wrapper {
  private static final Set<String> TOKEN_PATHS = Set.of("/oauth2/token", "/oauth2/revoke");
  private static final List<String> PUBLIC_PATHS = List.of("/.well-known/", "/problems/");
  private static final String ALLOWED_HEADERS = "Authorization, Content-Type, X-CSRF, X-CSRF-Token";
  private static final String EXPOSED_HEADERS = "WWW-Authenticate, Retry-After";
  private static final String MAX_AGE_SECONDS = "600";
  private static final HttpField VARY = new HttpField("Vary", "Origin");

  private final Browsers browsers;

  Cors(Handler handler, Browsers browsers) {
    super(handler);
    this.browsers = browsers;
  }

  /// Who may read the answers of a path.
  private enum Readers {
    ANYONE,
    ALLOWED_ORIGINS,
    ALLOWED_ORIGINS_WITH_CREDENTIALS,
    NOBODY;

    /// @param path as it was sent, which is as it is routed
    static Readers of(String path) {
      if (PUBLIC_PATHS.stream().anyMatch((path + "/")::startsWith)) {
        return ANYONE;
      }
      if (TOKEN_PATHS.contains(path)) {
        return ALLOWED_ORIGINS;
      }
      return path.startsWith("/v1/") && !(path + "/").startsWith("/v1/admin/")
          ? ALLOWED_ORIGINS_WITH_CREDENTIALS
          : NOBODY;
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    request.addHttpStreamWrapper(stream ->
        new HttpStream.Wrapper(stream) {
          @Override
          public void prepareResponse(HttpFields.Mutable fields) {
            addTo(fields, request, browsers);
            super.prepareResponse(fields);
          }
        });
    return super.handle(request, response, callback);
  }

  static void addTo(HttpFields.Mutable fields, Request request, Browsers browsers) {
    HttpFields asked = request.getHeaders();
    Optional<String> origin =
        Optional.of(asked.getValuesList("Origin"))
            .filter(values -> values.size() == 1)
            .map(List::getFirst)
            .filter(browsers::allows);
    Readers readers = Readers.of(Optional.ofNullable(request.getHttpURI().getPath()).orElse(""));
    switch (readers) {
      case NOBODY -> {}
      case ANYONE -> allow("*", fields, request);
      case ALLOWED_ORIGINS, ALLOWED_ORIGINS_WITH_CREDENTIALS -> {
        fields.ensureField(VARY);
        origin.ifPresent(allowed -> allow(allowed, fields, request));
        if (origin.isPresent() && readers == Readers.ALLOWED_ORIGINS_WITH_CREDENTIALS) {
          fields.put("Access-Control-Allow-Credentials", "true");
        }
      }
    }
  }

  private static void allow(String origin, HttpFields.Mutable fields, Request request) {
    fields.put("Access-Control-Allow-Origin", origin);
    if (isPreflight(request)) {
      // What Routes allows is what there is.
      Optional.ofNullable(fields.get("Allow"))
          .ifPresent(methods -> fields.put("Access-Control-Allow-Methods", methods));
      fields.put("Access-Control-Allow-Headers", ALLOWED_HEADERS);
      fields.put("Access-Control-Max-Age", MAX_AGE_SECONDS);
    } else {
      fields.put("Access-Control-Expose-Headers", EXPOSED_HEADERS);
    }
  }

  private static boolean isPreflight(Request request) {
    HttpFields asked = request.getHeaders();
    return HttpMethod.OPTIONS.is(request.getMethod())
        && asked.contains("Origin")
        && asked.contains("Access-Control-Request-Method");
  }
}
