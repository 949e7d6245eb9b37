package dev.rejeton.explorer;

import dev.rejeton.application.ClearAccessTokens;
import dev.rejeton.application.ClearCsrfTokens;
import dev.rejeton.application.ClearRefreshTokens;
import dev.rejeton.application.Confirmations;
import dev.rejeton.application.Denials;
import dev.rejeton.application.Issuer;
import dev.rejeton.application.SessionService;
import dev.rejeton.application.TokenService;
import dev.rejeton.application.UpkeepService;
import dev.rejeton.application.Verifier;
import dev.rejeton.application.port.in.IssuedTokens;
import dev.rejeton.application.port.in.Sessions.Extent;
import dev.rejeton.application.port.in.Tokens.RefreshResult;
import dev.rejeton.application.port.out.MemoryStore;
import dev.rejeton.domain.AccessRequest;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.TokenSalt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The real services over the real in-memory store, stopped before each write: that is where other
/// requests come in between. A request that was stopped is run again from its beginning; it finds
/// what it had found, and comes to the same decision.
final class Server extends MemoryStore {
  sealed interface Result {
    /// It is about to write what it decided on a session it had found.
    record Stopped(Session found) implements Result {}

    record Given(RefreshToken token) implements Result {}

    /// @param told whether the audit log was told of a reuse
    record Refused(Optional<Refusal> why, boolean told) implements Result {}

    record Done() implements Result {}

    /// It was not asked.
    record None() implements Result {}

    default String inWords() {
      return switch (this) {
        case Stopped _ -> " is decided, and about to be stored";
        case Given(RefreshToken token) -> " is answered with token " + Request.name(token);
        case Refused(Optional<Refusal> why, _) ->
            " is refused: " + why.map(Refusal::name).orElse("not ours");
        case Done _, None _ -> " is done";
      };
    }
  }

  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stop() {
      super("about to write", null, false, false);
    }
  }

  private static final Duration LONG = Duration.ofDays(1000);

  private final Issuer issuer;
  private Optional<Session> found;
  private boolean mayWrite;

  /// @param found what the request had found when it was stopped; nothing if it has just arrived
  Server(RotationPolicy policy, State state, Optional<Session> found) {
    this.issuer =
        new Issuer(
            policy, new ClearRefreshTokens(), new ClearAccessTokens(), new ClearCsrfTokens());
    this.found = found;
    this.mayWrite = found.isPresent();
    for (Session row : List.of(state.session(), state.other())) {
      var opened = AuditEvent.Type.SESSION_OPENED;
      add(row, Optional.empty(), AuditEvent.of(row, opened, Story.T0, Story.HERE));
    }
  }

  @Override
  public Optional<Session> find(SessionId id) {
    found = mayWrite ? found : super.find(id);
    return found;
  }

  @Override
  public boolean replace(Session next, AuditEvent event) {
    if (!mayWrite) {
      throw new Stop();
    }
    mayWrite = false;
    return super.replace(next, event);
  }

  Session row(SessionId id) {
    return super.find(id).orElseThrow();
  }

  Result run(Request request, Instant at) {
    Session own = row(request.token().sessionId());
    Secret token = seal(request.token(), own.salt().bits());
    var clock = InstantSource.fixed(at);
    var verifier =
        new Verifier(new ClearAccessTokens(), new Denials(denials(), this), new Confirmations());
    var sessions = new SessionService(this, issuer, verifier, LONG, clock);
    return untilItWrites(() -> {
      switch (request.call()) {
        case REFRESH -> {
          return refresh(own.grant().clientId(), token, clock);
        }
        case LOGOUT -> sessions.end(own, Extent.THIS, Story.HERE);
        case LOGOUT_EVERYWHERE -> sessions.end(own, Extent.ALL, Story.HERE);
        case ACCESS -> {
          sessions.authenticate(ClearAccessTokens.givenWith(token, at.plus(LONG)));
          var kept = new UpkeepService.Retention(LONG, LONG);
          new UpkeepService(this, audit(), verifier, denials(), kept, clock).storeConfirmations();
        }
      }
      return new Result.Done();
    });
  }

  Result refresh(ClientId client, Secret token, Instant at) {
    return untilItWrites(() -> refresh(client, token, InstantSource.fixed(at)));
  }

  private Result untilItWrites(Supplier<Result> work) {
    try {
      return work.get();
    } catch (Stop stop) {
      return new Result.Stopped(found.orElseThrow());
    }
  }

  private Result refresh(ClientId client, Secret token, InstantSource clock) {
    var service = new TokenService(issuer, this, audit(), clock);
    return switch (service.refresh(app(client), token, AccessRequest.ALL, Story.HERE)) {
      case RefreshResult.Refreshed(IssuedTokens tokens) ->
          new Result.Given(tokens.session().currentToken());
      case RefreshResult.Refused(Optional<Refusal> why) ->
          new Result.Refused(why, hasToldOfReuse());
      case RefreshResult.Exceeded exceeded -> throw new AssertionError(exceeded);
    };
  }

  private static Client app(ClientId id) {
    return Client.firstParty(id, Scope.parse("api"));
  }

  private boolean hasToldOfReuse() {
    return events().stream().anyMatch(e -> e.type() == AuditEvent.Type.REUSE_DETECTED);
  }

  Secret seal(RefreshToken token, String salt) {
    return issuer.refreshTokens().seal(token, new TokenSalt(1, salt));
  }
}
