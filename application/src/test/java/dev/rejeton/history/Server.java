package dev.rejeton.history;

import dev.rejeton.application.ClearAccessTokens;
import dev.rejeton.application.ClearCsrfTokens;
import dev.rejeton.application.ClearRefreshTokens;
import dev.rejeton.application.Issuer;
import dev.rejeton.application.LoginService;
import dev.rejeton.application.OperatorService;
import dev.rejeton.application.SessionService;
import dev.rejeton.application.TokenService;
import dev.rejeton.application.UpkeepService;
import dev.rejeton.application.UpkeepService.Retention;
import dev.rejeton.application.Verifier;
import dev.rejeton.application.World;
import dev.rejeton.application.port.in.IssuedTokens;
import dev.rejeton.application.port.in.Operators;
import dev.rejeton.application.port.in.Sessions;
import dev.rejeton.application.port.in.Sessions.EndResult;
import dev.rejeton.application.port.in.Tokens.RefreshResult;
import dev.rejeton.application.port.in.Upkeep;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.application.port.out.Stores;
import dev.rejeton.domain.AccessRequest;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.User;
import dev.rejeton.history.Answer.Done;
import dev.rejeton.history.Answer.Found;
import dev.rejeton.history.Answer.Issued;
import dev.rejeton.history.Answer.Refused;
import dev.rejeton.history.Request.Call.Acknowledge;
import dev.rejeton.history.Request.Call.Authenticate;
import dev.rejeton.history.Request.Call.LogOutEverywhere;
import dev.rejeton.history.Request.Call.Plain;
import dev.rejeton.history.Request.Call.Refresh;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The real services over a store, for one session. They are made anew for each call, so that each
/// has a clock of its own; what they remember between calls they share.
record Server(RotationPolicy policy, Session opened, User user, Stores stores, Verifier verifier) {
  static final Duration RETENTION = Duration.ofHours(1);

  private static final Duration ANY_AGE = Duration.ofDays(1000);
  private static final ClearRefreshTokens TOKENS = new ClearRefreshTokens();

  /// @param store the session store as this call finds it
  Answer answer(Request request, SessionStore store) {
    InstantSource clock = request::now;
    var origin = request.origin();
    return switch (request.call()) {
      case Refresh(RefreshToken token) ->
          answer(
              new TokenService(issuer(), store, stores.audit(), clock)
                  .refresh(client(), sealed(token), AccessRequest.ALL, origin));
      case Authenticate(RefreshToken givenWith, Instant expiresAt) -> {
        Secret accessToken = ClearAccessTokens.givenWith(sealed(givenWith), expiresAt);
        yield new Found(sessions(store, clock).authenticate(accessToken));
      }
      case Acknowledge(RefreshToken givenWith, Instant expiresAt) ->
          new Done(
              sessions(store, clock)
                  .acknowledge(ClearAccessTokens.givenWith(sealed(givenWith), expiresAt)));
      case LogOutEverywhere(Session own) ->
          answer(sessions(store, clock).end(own, Sessions.Extent.ALL, origin));
      case Plain.LOOK -> new Found(sessions(store, clock).holding(sealed(opened.currentToken())));
      case Plain.LOG_OUT ->
          answer(sessions(store, clock).end(opened, Sessions.Extent.THIS, origin));
      case Plain.REVOKE -> new Done(operators(store, clock).revoke(opened.id(), origin));
      case Plain.DISABLE_USER -> {
        operators(store, clock).disableUser(user.username(), origin);
        yield new Done(true);
      }
      case Plain.STORE_CONFIRMATIONS -> {
        upkeep(store, clock).storeConfirmations();
        yield new Done(true);
      }
      case Plain.PURGE -> {
        upkeep(store, clock).purge();
        yield new Done(true);
      }
    };
  }

  Issued first() {
    Instant now = opened.lifetime().createdAt();
    return new Issued(opened.currentToken(), policy.accessTokenExpiry(opened, now), opened);
  }

  private Answer answer(RefreshResult result) {
    return switch (result) {
      case RefreshResult.Refreshed(IssuedTokens issued) -> {
        RefreshToken token = TOKENS.unseal(issued.refreshToken()).orElseThrow();
        yield new Issued(token, issued.accessToken().expiresAt(), issued.session());
      }
      case RefreshResult.Refused(Optional<Refusal> reason) -> new Refused(reason);
      case RefreshResult.Exceeded exceeded -> throw new AssertionError(exceeded);
    };
  }

  private static Answer answer(EndResult result) {
    return switch (result) {
      case EndResult.Ended() -> new Done(true);
      case EndResult.NotFound() -> new Done(false);
      case EndResult.LoginTooOld(var maxAge) -> new Done(false);
    };
  }

  private Secret sealed(RefreshToken token) {
    return TOKENS.seal(token, opened.salt());
  }

  private Client client() {
    return Client.firstParty(opened.grant().clientId(), opened.grant().access().scope());
  }

  private Issuer issuer() {
    return new Issuer(policy, TOKENS, new ClearAccessTokens(), new ClearCsrfTokens());
  }

  private Sessions sessions(SessionStore store, InstantSource clock) {
    return new SessionService(store, issuer(), verifier, ANY_AGE, clock);
  }

  private Operators operators(SessionStore store, InstantSource clock) {
    var directory = new LoginService.Directory(stores.users(), new NoPasswords());
    var world = new World(clock, RandomGenerator.getDefault());
    return new OperatorService(directory, store, stores.audit(), world);
  }

  private Upkeep upkeep(SessionStore store, InstantSource clock) {
    var retention = new Retention(RETENTION, ANY_AGE);
    return new UpkeepService(store, stores.audit(), verifier, stores.denials(), retention, clock);
  }
}
