package dev.rejeton.adapter.http;

import dev.rejeton.application.port.in.IssuedTokens;
import dev.rejeton.application.port.in.Logins;
import dev.rejeton.application.port.in.Logins.Attempt;
import dev.rejeton.application.port.in.Logins.LoginResult;
import dev.rejeton.application.port.in.Logins.LoginResult.Busy;
import dev.rejeton.application.port.in.Logins.LoginResult.InvalidCredentials;
import dev.rejeton.application.port.in.Logins.LoginResult.LoggedIn;
import dev.rejeton.application.port.in.Tokens;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refreshed;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refused;
import dev.rejeton.domain.Access.Excess;
import dev.rejeton.domain.AccessRequest;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.Device;
import dev.rejeton.domain.GrantType;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Username;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `POST /oauth2/token`: tokens for a grant (RFC 6749 §3.2), for one `resource` at a time (RFC 8707
/// §2). The answer is that of `/v1/refresh`.
final class GrantEndpoints {
  static final String PATH = "/oauth2/token";

  private static final Set<String> PARAMETERS =
      Set.of(
          "grant_type",
          "refresh_token",
          "username",
          "password",
          "scope",
          "resource",
          "client_id",
          "client_secret");

  private final Tokens tokens;
  private final Logins logins;
  private final ClientAuthentication authentication;
  private final BodyReader bodies;
  private final OAuthSettings settings;

  GrantEndpoints(
      Tokens tokens,
      Logins logins,
      ClientAuthentication authentication,
      BodyReader bodies,
      OAuthSettings settings) {
    this.tokens = tokens;
    this.logins = logins;
    this.authentication = authentication;
    this.bodies = bodies;
    this.settings = settings;
  }

  void addTo(Routes routes) {
    routes.add(PATH, Map.of(HandlerType.POST, this::issue));
  }

  private void issue(Context context) {
    FormBody form = bodies.form(context, PARAMETERS);
    GrantType grantType = grantType(form);
    Client client = authentication.authenticate(context, form);
    if (!client.grantTypes().contains(grantType)) {
      throw OAuthError.UNAUTHORIZED_CLIENT.abort("This grant type is not for this client.");
    }
    IssuedTokens issued =
        switch (grantType) {
          case PASSWORD -> logIn(context, client, form);
          case REFRESH_TOKEN -> refresh(context, client, form);
        };
    TokenResponse.keepOutOfOldCaches(context);
    Json.answer(context, TokenResponse.of(issued));
  }

  private GrantType grantType(FormBody form) {
    String asked = form.requiredString("grant_type");
    return settings.grantTypes().stream()
        .filter(type -> type.value().equals(asked))
        .findFirst()
        .orElseThrow(() ->
            OAuthError.UNSUPPORTED_GRANT_TYPE.abort("This grant type is not supported here."));
  }

  private IssuedTokens refresh(Context context, Client client, FormBody form) {
    Secret presented = form.requiredSecret("refresh_token");
    AccessRequest access = access(client, form);
    return switch (tokens.refresh(client, presented, access, Origins.of(context))) {
      case Refreshed(IssuedTokens issued) -> issued;
      case Refused(Optional<Refusal> reason) -> throw refused(reason);
      case Tokens.RefreshResult.Exceeded(Excess excess) -> throw exceeded(excess);
    };
  }

  private static Problem.Abort refused(Optional<Refusal> reason) {
    Problem problem = OAuthError.INVALID_GRANT.problem("The refresh token is not valid.");
    return reason
        .map(known -> problem.withMember("reason", known.name().toLowerCase(Locale.ROOT)))
        .orElse(problem)
        .abort();
  }

  /// No parameter says whether the user wants to be remembered. A client of this grant expects its
  /// refresh token to last for days, and so the session is one that is.
  private IssuedTokens logIn(Context context, Client client, FormBody form) {
    String username = form.requiredString("username");
    Secret password = form.requiredSecret("password");
    AccessRequest access = access(client, form);
    var device = new Device("", Origins.of(context));
    // A name that no user can have is answered as one that no user has.
    LoginResult result =
        Username.isValid(username)
            ? logins.login(
                new Attempt(
                    new Username(username),
                    password,
                    client,
                    access,
                    device,
                    true,
                    Optional.empty()))
            : new InvalidCredentials();
    return switch (result) {
      case LoggedIn(IssuedTokens issued) -> issued;
      case InvalidCredentials() ->
          throw OAuthError.INVALID_GRANT.abort("The user name or the password is wrong.");
      case LoginResult.Exceeded(Excess excess) -> throw exceeded(excess);
      case Busy() ->
          throw Problem.of(ProblemType.BUSY, "Too many logins at once; try again.").abort();
    };
  }

  /// {@return the access a client asks for} Who is granted the server's own audience may name it.
  private AccessRequest access(Client client, FormBody form) {
    Optional<Scope> scope = form.string("scope").map(GrantEndpoints::scope);
    boolean isOwn = client.access().audience().isOwn();
    Optional<String> resource =
        form.string("resource").filter(asked -> !(isOwn && asked.equals(settings.audience())));
    return new AccessRequest(scope, resource);
  }

  private static Scope scope(String written) {
    try {
      return Optional.of(Scope.parse(written))
          .filter(scope -> !scope.isEmpty())
          .orElseThrow(GrantEndpoints::malformedScope);
    } catch (IllegalArgumentException e) {
      throw malformedScope();
    }
  }

  private static Problem.Abort malformedScope() {
    return OAuthError.INVALID_SCOPE.abort("The scope is malformed.");
  }

  private static Problem.Abort exceeded(Excess excess) {
    return switch (excess) {
      case SCOPE -> OAuthError.INVALID_SCOPE.abort("The scope is more than was granted.");
      case RESOURCE -> OAuthError.INVALID_TARGET.abort("The resource is not one of those granted.");
    };
  }
}
