package dev.rejeton.adapter.http;

import dev.rejeton.application.port.in.Introspections;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.ActiveAccessToken;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.ActiveRefreshToken;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.Denied;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.Inactive;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.Throttled;
import dev.rejeton.application.port.in.Tokens;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// `POST /oauth2/revoke`, which ends the session of a token (RFC 7009), and `POST
/// /oauth2/introspect`, which tells what a token is worth (RFC 7662). Both take access and refresh
/// tokens and need no hint of which it is.
final class TokenStatusEndpoints {
  static final String REVOCATION_PATH = "/oauth2/revoke";
  static final String INTROSPECTION_PATH = "/oauth2/introspect";

  private static final Set<String> PARAMETERS =
      Set.of("token", "token_type_hint", "client_id", "client_secret");

  private final Tokens tokens;
  private final Introspections introspections;
  private final ClientAuthentication authentication;
  private final BodyReader bodies;
  private final String issuer;
  private final OAuthSettings settings;

  TokenStatusEndpoints(
      Tokens tokens,
      Introspections introspections,
      ClientAuthentication authentication,
      BodyReader bodies,
      String issuer,
      OAuthSettings settings) {
    this.tokens = tokens;
    this.introspections = introspections;
    this.authentication = authentication;
    this.bodies = bodies;
    this.issuer = issuer;
    this.settings = settings;
  }

  void addTo(Routes routes) {
    routes.add(REVOCATION_PATH, Map.of(HandlerType.POST, this::revoke));
    routes.add(INTROSPECTION_PATH, Map.of(HandlerType.POST, this::introspect));
  }

  /// Answers the same whatever the token was (RFC 7009 §2.2), even if it is another client's: that
  /// it exists is none of this one's business.
  private void revoke(Context context) {
    FormBody form = bodies.form(context, PARAMETERS);
    Client client = authentication.authenticate(context, form);
    tokens.revoke(client, form.requiredSecret("token"), Origins.of(context));
    TokenResponse.keepOutOfOldCaches(context);
    Routes.bare(context, HttpStatus.OK);
  }

  private void introspect(Context context) {
    FormBody form = bodies.form(context, PARAMETERS);
    Client caller = authentication.authenticate(context, form);
    Secret token = form.requiredSecret("token");
    IntrospectionResponse response =
        switch (introspections.introspect(caller, token)) {
          case Inactive() -> IntrospectionResponse.INACTIVE;
          case ActiveAccessToken(AccessTokenClaims claims) ->
              IntrospectionResponse.of(claims, issuer, settings.audience());
          case ActiveRefreshToken(Session session) -> IntrospectionResponse.of(session, issuer);
          case Denied() -> throw ClientAuthentication.failed();
          case Throttled(Duration retryAfter) -> throw OAuthError.tooSoon(retryAfter);
        };
    TokenResponse.keepOutOfOldCaches(context);
    Json.answer(context, response);
  }
}
