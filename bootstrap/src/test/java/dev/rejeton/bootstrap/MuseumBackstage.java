package dev.rejeton.bootstrap;

import dev.rejeton.adapter.crypto.JwtAccessTokens;
import dev.rejeton.adapter.crypto.MacRefreshTokens;
import dev.rejeton.adapter.crypto.MasterKeys;
import dev.rejeton.adapter.crypto.SigningKeys;
import dev.rejeton.adapter.persistence.SqliteDatabase;
import dev.rejeton.application.Confirmations;
import dev.rejeton.application.Issuer;
import dev.rejeton.application.SessionService;
import dev.rejeton.application.TokenService;
import dev.rejeton.application.UpkeepService;
import dev.rejeton.application.port.in.Sessions.Extent;
import dev.rejeton.application.port.in.Tokens.RefreshResult;
import dev.rejeton.application.port.out.AccessTokens;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.AccessToken;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.UserId;
import dev.rejeton.domain.VerificationKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The services of a [Museum]'s server once more, over the same file and with the same keys, where
/// something happens between a decision and its being stored.
final class MuseumBackstage {
  private final Museum museum;
  private final SqliteDatabase database;
  private final SessionStore store;

  MuseumBackstage(Museum museum, Runnable meanwhile) {
    this.museum = museum;
    this.database = museum.server.database();
    this.store = new Interrupted(database.sessions(), new AtomicReference<>(meanwhile));
  }

  RefreshResult refresh(Answer held) {
    return refresh(issuer(), held);
  }

  /// A refresh that is stored, and whose access token cannot be signed.
  void refreshWithoutASigningKey(Answer held) {
    Issuer issuer = issuer();
    refresh(new Issuer(issuer.policy(), issuer.refreshTokens(), new Unsigned()), held);
  }

  private RefreshResult refresh(Issuer issuer, Answer held) {
    return new TokenService(issuer, store, database.audit(), museum.world.clock())
        .refresh(museum.settings.client().id(), new Secret(held.refreshToken()), Origin.UNKNOWN);
  }

  void logout(Answer held) {
    new SessionService(
            store,
            issuer(),
            new Confirmations(),
            museum.settings.stepUpMaxAge(),
            museum.world.clock())
        .end(museum.row(held), Extent.THIS, Origin.UNKNOWN);
  }

  void purge() {
    new UpkeepService(
            store,
            database.audit(),
            new Confirmations(),
            museum.settings.retention(),
            museum.world.clock())
        .purge();
  }

  private Issuer issuer() {
    Settings settings = museum.settings;
    MasterKeys masterKeys = MasterKeySource.load(settings, Map.of(), database.keys(), museum.now());
    var signingKeys = SigningKeys.open(database.keys(), masterKeys, Worlds.RANDOM, museum.now());
    return new Issuer(
        settings.policy(),
        new MacRefreshTokens(masterKeys, Worlds.RANDOM),
        new JwtAccessTokens(settings.issuer().toString(), settings.audience(), signingKeys));
  }

  /// A store that lets something happen, once, before a session is replaced or any are forgotten.
  private record Interrupted(SessionStore store, AtomicReference<Runnable> meanwhile)
      implements SessionStore {
    @Override
    public boolean replace(Session next, AuditEvent event) {
      meanwhile.getAndSet(() -> {}).run();
      return store.replace(next, event);
    }

    @Override
    public int purge(Instant before, int limit) {
      meanwhile.getAndSet(() -> {}).run();
      return store.purge(before, limit);
    }

    @Override
    public boolean add(Session session, Optional<PasswordHash> checked, AuditEvent event) {
      return store.add(session, checked, event);
    }

    @Override
    public Optional<Session> find(SessionId id) {
      return store.find(id);
    }

    @Override
    public List<Session> findLive(UserId user, Instant now) {
      return store.findLive(user, now);
    }

    @Override
    public int revokeAll(UserId user, Optional<SessionId> except, Revocation because) {
      return store.revokeAll(user, except, because);
    }

    @Override
    public void probe() {
      store.probe();
    }
  }

  /// Signing that fails, as it would if the key had become unreadable.
  private record Unsigned() implements AccessTokens {
    @Override
    public AccessToken mint(Session session, Instant now, Instant expiresAt) {
      throw new IllegalStateException("the key cannot be read");
    }

    @Override
    public Optional<AccessTokenClaims> verify(Secret jwt, Instant now) {
      return Optional.empty();
    }

    @Override
    public Optional<AccessTokenClaims> verifyEvenIfExpired(Secret jwt, Instant now) {
      return Optional.empty();
    }

    @Override
    public List<VerificationKey> verificationKeys() {
      return List.of();
    }
  }
}
