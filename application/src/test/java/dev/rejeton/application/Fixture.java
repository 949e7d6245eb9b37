package dev.rejeton.application;

import dev.rejeton.application.port.in.IssuedTokens;
import dev.rejeton.application.port.in.Tokens.RefreshResult;
import dev.rejeton.application.port.out.AccessTokens;
import dev.rejeton.application.port.out.MemoryStore;
import dev.rejeton.application.port.out.RefreshTokens;
import dev.rejeton.domain.AccessToken;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Authentication;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Device;
import dev.rejeton.domain.Grant;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Profile;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.RestoredSessions;
import dev.rejeton.domain.ReuseAction;
import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.TokenSalt;
import dev.rejeton.domain.UserId;
import dev.rejeton.domain.VerificationKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Services over the in-memory store, with tokens that say in clear what they name, and a clock
/// that stands still until it is told otherwise.
final class Fixture implements InstantSource {
  static final Instant T0 = Instant.parse("2026-03-01T08:00:00Z");
  static final ClientId APP = new ClientId("first-party");
  static final UserId ADA = new UserId("usr_ada");
  static final Origin LAPTOP = new Origin("192.0.2.1", "Firefox");

  final MemoryStore store = new MemoryStore();
  final Confirmations confirmations = new Confirmations();
  private Instant now = T0;

  @Override
  public Instant instant() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  static RotationPolicy policy(ReuseAction reuseAction) {
    RotationPolicy balanced = Profile.BALANCED.policy();
    return new RotationPolicy(
        balanced.timeouts(),
        balanced.gracePeriod(),
        balanced.recoveryWindow(),
        balanced.recoveryLimit(),
        reuseAction,
        RestoredSessions.ACCEPT);
  }

  Issuer issuer(ReuseAction reuseAction) {
    return new Issuer(policy(reuseAction), new ClearRefreshTokens(), new ClearAccessTokens());
  }

  /// {@return a stored session of Ada's, opened now}
  Session open() {
    var grant = new Grant(ADA, APP, Scope.parse("api"), Authentication.byPassword(now));
    Session session =
        policy(ReuseAction.SESSION)
            .open(
                SessionId.random(new SecureRandom()),
                grant,
                new Device("laptop", LAPTOP),
                new TokenSalt(1, "salt"),
                true,
                now);
    store.add(session, AuditEvent.of(session, AuditEvent.Type.SESSION_OPENED, now, LAPTOP));
    return session;
  }

  static Secret token(Session session) {
    return new ClearRefreshTokens().seal(session.currentToken(), session.salt());
  }

  static IssuedTokens tokens(RefreshResult result) {
    return switch (result) {
      case RefreshResult.Refreshed(IssuedTokens tokens) -> tokens;
      case RefreshResult.Refused refused -> throw new AssertionError(refused);
    };
  }

  Session stored(Session session) {
    return store.find(session.id()).orElseThrow();
  }

  List<AuditEvent.Type> events() {
    return store.events().stream().map(AuditEvent::type).toList();
  }

  /// `session generation variant salt`.
  record ClearRefreshTokens() implements RefreshTokens {
    @Override
    public TokenSalt newSalt() {
      return new TokenSalt(1, "salt");
    }

    @Override
    public Secret seal(RefreshToken token, TokenSalt salt) {
      return new Secret(
          String.join(
              " ",
              token.sessionId().value(),
              Integer.toString(token.generation()),
              Integer.toString(token.variant()),
              salt.bits()));
    }

    @Override
    public Optional<RefreshToken> unseal(Secret presented) {
      String[] parts = presented.reveal().split(" ");
      return parts.length == 4
          ? Optional.of(
              new RefreshToken(
                  new SessionId(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])))
          : Optional.empty();
    }

    @Override
    public boolean isGenuine(Secret presented, RefreshToken token, TokenSalt salt) {
      return presented.reveal().equals(seal(token, salt).reveal());
    }
  }

  /// Names the refresh token it was given with; expires as it is told.
  record ClearAccessTokens() implements AccessTokens {
    @Override
    public AccessToken mint(Session session, Instant now, Instant expiresAt) {
      Secret name = new ClearRefreshTokens().seal(session.currentToken(), session.salt());
      return new AccessToken(new Secret(name.reveal() + "/" + expiresAt), now, expiresAt);
    }

    @Override
    public Optional<AccessTokenClaims> verify(Secret jwt, Instant now) {
      return verifyEvenIfExpired(jwt, now).filter(claims -> now.isBefore(claims.expiresAt()));
    }

    @Override
    public Optional<AccessTokenClaims> verifyEvenIfExpired(Secret jwt, Instant now) {
      String[] parts = jwt.reveal().split("/");
      return parts.length == 2
          ? new ClearRefreshTokens()
              .unseal(new Secret(parts[0]))
              .map(token ->
                  new AccessTokenClaims(
                      token, ADA, APP, Scope.parse("api"), Instant.parse(parts[1])))
          : Optional.empty();
    }

    @Override
    public List<VerificationKey> verificationKeys() {
      return List.of();
    }
  }
}
