package dev.rejeton.application;

import dev.rejeton.application.port.in.IssuedTokens;
import dev.rejeton.application.port.in.Logins;
import dev.rejeton.application.port.in.Logins.Attempt;
import dev.rejeton.application.port.in.Logins.LoginResult;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.AccessRequest;
import dev.rejeton.domain.Device;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.ReuseAction;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Username;
import java.util.Optional;

/// Where the tests log in.
record LoginDesk(Fixture fixture) {
  static final Device PHONE = new Device("phone", new Origin("203.0.113.7", "Safari"));

  /// {@return an attempt from a phone, to be remembered, that replaces nothing}
  static Attempt attempt(String name, Secret password) {
    return new Attempt(
        new Username(name),
        password,
        Fixture.APP,
        AccessRequest.ALL,
        PHONE,
        true,
        Optional.empty());
  }

  static Attempt unremembered(Attempt attempt) {
    return new Attempt(
        attempt.username(),
        attempt.password(),
        attempt.client(),
        attempt.access(),
        attempt.device(),
        false,
        attempt.replaces());
  }

  static Attempt replacing(Secret held, Attempt attempt) {
    return new Attempt(
        attempt.username(),
        attempt.password(),
        attempt.client(),
        attempt.access(),
        attempt.device(),
        attempt.remember(),
        Optional.of(held));
  }

  LoginResult login(Attempt attempt) {
    return service(fixture.store, fixture.store).login(attempt);
  }

  IssuedTokens loggedIn(Attempt attempt) {
    return switch (login(attempt)) {
      case LoginResult.LoggedIn(IssuedTokens tokens) -> tokens;
      case LoginResult.InvalidCredentials refused -> throw new AssertionError(refused);
      case LoginResult.Exceeded exceeded -> throw new AssertionError(exceeded);
      case LoginResult.Busy busy -> throw new AssertionError(busy);
    };
  }

  /// {@return the service over one store for what is new and one for what is held}
  Logins service(SessionStore store, SessionStore held) {
    return new LoginService(
        fixture.directory(),
        store,
        fixture.store.audit(),
        fixture.issuer(ReuseAction.SESSION),
        fixture.sessionService(held),
        fixture.world());
  }
}
