package dev.rejeton.bootstrap;

import dev.rejeton.adapter.crypto.JwtAccessTokens;
import dev.rejeton.adapter.crypto.MacRefreshTokens;
import dev.rejeton.adapter.crypto.MasterKeys;
import dev.rejeton.adapter.crypto.SigningKeys;
import dev.rejeton.adapter.persistence.SqliteDatabase;
import dev.rejeton.application.Confirmations;
import dev.rejeton.application.FailingAccessTokens;
import dev.rejeton.application.InterruptedStore;
import dev.rejeton.application.Issuer;
import dev.rejeton.application.SessionService;
import dev.rejeton.application.TokenService;
import dev.rejeton.application.UpkeepService;
import dev.rejeton.application.port.in.Sessions.Extent;
import dev.rejeton.application.port.in.Tokens.RefreshResult;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Secret;
import java.util.Map;

/// The services of a [Museum]'s server once more, over the same file and with the same keys, where
/// something happens between a decision and its being stored.
final class MuseumBackstage {
  private final Museum museum;
  private final SqliteDatabase database;
  private final SessionStore store;

  MuseumBackstage(Museum museum, Runnable meanwhile) {
    this.museum = museum;
    this.database = museum.server.database();
    this.store = InterruptedStore.beforePut(database.sessions(), meanwhile);
  }

  RefreshResult refresh(Answer held) {
    return refresh(issuer(), held);
  }

  /// A refresh that is stored, and whose access token cannot be signed.
  void refreshWithoutASigningKey(Answer held) {
    Issuer issuer = issuer();
    refresh(new Issuer(issuer.policy(), issuer.refreshTokens(), new FailingAccessTokens()), held);
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
}
