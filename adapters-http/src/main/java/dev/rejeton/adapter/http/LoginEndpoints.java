package dev.rejeton.adapter.http;

import dev.rejeton.application.port.in.Logins;
import dev.rejeton.application.port.in.Logins.Attempt;
import dev.rejeton.application.port.in.Logins.LoginResult;
import dev.rejeton.application.port.in.Logins.LoginResult.Busy;
import dev.rejeton.application.port.in.Logins.LoginResult.InvalidCredentials;
import dev.rejeton.application.port.in.Logins.LoginResult.LoggedIn;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.Device;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Username;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `POST /v1/login`: a user name and a password for tokens.
final class LoginEndpoints {
  private static final Set<String> MEMBERS =
      Set.of("username", "password", "device_name", "remember");

  private final Logins logins;
  private final Client client;
  private final BodyReader bodies;

  LoginEndpoints(Logins logins, Client client, BodyReader bodies) {
    this.logins = logins;
    this.client = client;
    this.bodies = bodies;
  }

  void addTo(Routes routes) {
    routes.add("/v1/login", Map.of(HandlerType.POST, this::login));
  }

  private void login(Context context) {
    TokenResponse.keepOutOfOldCaches(context);
    var body = bodies.required(context, MEMBERS);
    String username =
        body.nonEmptyString("username").orElseThrow(() -> JsonBody.missing("username"));
    Secret password = body.secret("password").orElseThrow(() -> JsonBody.missing("password"));
    var device = new Device(body.string("device_name").orElse(""), Origins.of(context));
    boolean remember = body.flag("remember").orElse(false);
    // A name that no user can have is answered as one that no user has.
    LoginResult result =
        Username.isValid(username)
            ? logins.login(
                new Attempt(
                    new Username(username), password, client, device, remember, held(context)))
            : new InvalidCredentials();
    switch (result) {
      case LoggedIn(var issued) -> Json.answer(context, TokenResponse.of(issued));
      case InvalidCredentials() ->
          throw Problem.of(ProblemType.INVALID_CREDENTIALS, "The login failed.").abort();
      case Busy() ->
          throw Problem.of(ProblemType.BUSY, "Too many logins at once; try again.").abort();
    }
  }

  /// {@return the token of the session that the login replaces} One that is none does no harm.
  private static Optional<Secret> held(Context context) {
    return switch (Bearer.of(context)) {
      case Bearer.Presented presented -> Optional.of(presented.token());
      case Bearer.Absent() -> Optional.empty();
      case Bearer.Malformed() -> Optional.empty();
    };
  }
}
