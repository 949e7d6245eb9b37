package dev.rejeton.adapter.http;

import dev.rejeton.application.port.in.Logins;
import dev.rejeton.application.port.in.Logins.Attempt;
import dev.rejeton.application.port.in.Logins.LoginResult;
import dev.rejeton.application.port.in.Logins.LoginResult.Busy;
import dev.rejeton.application.port.in.Logins.LoginResult.Exceeded;
import dev.rejeton.application.port.in.Logins.LoginResult.InvalidCredentials;
import dev.rejeton.application.port.in.Logins.LoginResult.LoggedIn;
import dev.rejeton.domain.Access.Excess;
import dev.rejeton.domain.AccessRequest;
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
      Set.of("username", "password", "device_name", "remember", "transport", PublicClients.MEMBER);

  private final Logins logins;
  private final PublicClients clients;
  private final BodyReader bodies;
  private final RefreshCookie cookie;
  private final CsrfCheck csrfCheck;

  LoginEndpoints(
      Logins logins,
      PublicClients clients,
      BodyReader bodies,
      RefreshCookie cookie,
      CsrfCheck csrfCheck) {
    this.logins = logins;
    this.clients = clients;
    this.bodies = bodies;
    this.cookie = cookie;
    this.csrfCheck = csrfCheck;
  }

  void addTo(Routes routes) {
    routes.add("/v1/login", Map.of(HandlerType.POST, this::login));
  }

  private void login(Context context) {
    TokenResponse.keepOutOfOldCaches(context);
    CsrfCheck.vary(context);
    var body = bodies.required(context, MEMBERS);
    boolean byCookie = isByCookie(body);
    if (byCookie) {
      cookie.requireServed();
      csrfCheck.require(context);
    }
    switch (login(context, body, byCookie)) {
      case LoggedIn(var issued) ->
          Json.answer(
              context, byCookie ? cookie.deliver(context, issued) : TokenResponse.of(issued));
      case InvalidCredentials() ->
          throw Problem.of(ProblemType.INVALID_CREDENTIALS, "The login failed.").abort();
      case Exceeded(Excess excess) ->
          throw JsonBody.invalid("The scope is more than the client is granted.");
      case Busy() ->
          throw Problem.of(ProblemType.BUSY, "Too many logins at once; try again.").abort();
    }
  }

  private LoginResult login(Context context, JsonBody body, boolean byCookie) {
    String username =
        body.nonEmptyString("username").orElseThrow(() -> JsonBody.missing("username"));
    Secret password = body.secret("password").orElseThrow(() -> JsonBody.missing("password"));
    var device = new Device(body.string("device_name").orElse(""), Origins.of(context));
    boolean remember = body.flag("remember").orElse(false);
    Client client = clients.of(body, device.loggedInFrom());
    Optional<Secret> held = held(context, byCookie);
    // A name that no user can have is answered as one that no user has.
    return Username.isValid(username)
        ? logins.login(
            new Attempt(
                new Username(username),
                password,
                client,
                AccessRequest.ALL,
                device,
                remember,
                held))
        : new InvalidCredentials();
  }

  /// {@return whether the refresh token is to be kept in a cookie rather than by the client}
  private static boolean isByCookie(JsonBody body) {
    String transport = body.string("transport").orElse("body");
    if (!transport.equals("body") && !transport.equals("cookie")) {
      throw JsonBody.invalid("The member transport is neither body nor cookie.");
    }
    return transport.equals("cookie");
  }

  /// {@return the token of the session that the login replaces} One that is none does no harm.
  private Optional<Secret> held(Context context, boolean byCookie) {
    // A login for the body has not passed the CSRF check, and so no cookie may speak for it.
    Optional<Secret> inCookie = byCookie ? cookie.of(context) : Optional.empty();
    return inCookie.or(() ->
        switch (Bearer.of(context)) {
          case Bearer.Presented presented -> Optional.of(presented.token());
          case Bearer.Absent() -> Optional.empty();
          case Bearer.Malformed() -> Optional.empty();
        });
  }
}
