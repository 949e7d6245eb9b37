package dev.rejeton.application;

import dev.rejeton.application.Holdings.Held;
import dev.rejeton.application.port.in.Introspections;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.ActiveAccessToken;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.ActiveRefreshToken;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.Denied;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.Inactive;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.Throttled;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.Audience;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.RotationOutcome.Issued;
import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Tells what tokens are worth (RFC 7662). Of an access token it does so from memory.
public final class IntrospectionService implements Introspections {
  /// Tokens a caller may ask about at once that turn out to be worth nothing.
  private static final int MISSES = 600;

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Holdings holdings;
  private final Issuer issuer;
  private final Verifier verifier;
  private final Audience own;
  private final InstantSource clock;
  private final Throttle misses = new Throttle(MISSES, PAUSE);

  /// @param own what the server's own audience is called
  public IntrospectionService(
      SessionStore store, Issuer issuer, Verifier verifier, Audience own, InstantSource clock) {
    this.holdings = new Holdings(store, issuer);
    this.issuer = issuer;
    this.verifier = verifier;
    this.own = own;
    this.clock = clock;
  }

  @Override
  public IntrospectionResult introspect(Client caller, Secret token) {
    if (!caller.confidential()) {
      return new Denied();
    }
    Instant now = clock.instant();
    return activeAccessToken(caller, token, now)
        .or(() -> activeRefreshToken(caller, token, now))
        .orElseGet(() -> miss(caller, now));
  }

  /// What counts is told however many do not: those who send garbage must not log out the others.
  private IntrospectionResult miss(Client caller, Instant now) {
    String name = caller.id().value();
    Optional<Duration> pause = misses.pause(name, now);
    if (pause.isPresent()) {
      return new Throttled(pause.get());
    }
    misses.use(name, now);
    return new Inactive();
  }

  private Optional<IntrospectionResult> activeAccessToken(
      Client caller, Secret token, Instant now) {
    return verifier
        .verifyForAnyone(token, now)
        .filter(claims -> concerns(caller, claims))
        .map(ActiveAccessToken::new);
  }

  private boolean concerns(Client caller, AccessTokenClaims claims) {
    Audience callers = caller.access().audience().named(own);
    return claims.clientId().equals(caller.id())
        || callers.meets(claims.access().audience().named(own));
  }

  private Optional<IntrospectionResult> activeRefreshToken(
      Client caller, Secret token, Instant now) {
    return holdings
        .ofRefreshToken(token)
        .filter(held -> wouldBeAnswered(held, caller, now))
        .map(held -> new ActiveRefreshToken(held.session()));
  }

  private boolean wouldBeAnswered(Held held, Client caller, Instant now) {
    RotationPolicy policy = issuer.policyFor(caller);
    return policy.rotate(held.session(), held.name(), caller.id(), Origin.UNKNOWN, now)
        instanceof Issued;
  }
}
