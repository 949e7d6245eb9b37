package dev.rejeton.bootstrap;

import dev.rejeton.adapter.crypto.JwtAccessTokens;
import dev.rejeton.adapter.crypto.JwtSigningKeys;
import dev.rejeton.adapter.crypto.MacCsrfTokens;
import dev.rejeton.adapter.crypto.MacRefreshTokens;
import dev.rejeton.adapter.crypto.MasterKeyRing;
import dev.rejeton.adapter.persistence.SqliteDatabase;
import dev.rejeton.application.Confirmations;
import dev.rejeton.application.Denials;
import dev.rejeton.application.FailingAccessTokens;
import dev.rejeton.application.InterruptedStore;
import dev.rejeton.application.Issuer;
import dev.rejeton.application.SessionService;
import dev.rejeton.application.TokenService;
import dev.rejeton.application.UpkeepService;
import dev.rejeton.application.Verifier;
import dev.rejeton.application.port.in.Sessions.Extent;
import dev.rejeton.application.port.in.Tokens.RefreshResult;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.AccessRequest;
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
    refresh(
        new Issuer(
            issuer.policy(),
            issuer.refreshTokens(),
            new FailingAccessTokens(),
            issuer.csrfTokens()),
        held);
  }

  private RefreshResult refresh(Issuer issuer, Answer held) {
    return new TokenService(issuer, store, database.audit(), museum.world.clock())
        .refresh(
            museum.settings.client(),
            new Secret(held.refreshToken()),
            AccessRequest.ALL,
            Origin.UNKNOWN);
  }

  void logout(Answer held) {
    new SessionService(
            store, issuer(), verifier(), museum.settings.stepUpMaxAge(), museum.world.clock())
        .end(museum.row(held), Extent.THIS, Origin.UNKNOWN);
  }

  void purge() {
    new UpkeepService(
            store,
            database.audit(),
            verifier(),
            database.denials(),
            museum.settings.retention(),
            museum.world.clock())
        .purge();
  }

  private Verifier verifier() {
    var denials = new Denials(database.denials(), store);
    return new Verifier(issuer().accessTokens(), denials, new Confirmations());
  }

  private Issuer issuer() {
    Settings settings = museum.settings;
    var masterKeys =
        new MasterKeyRing(MasterKeySource.load(settings, Map.of(), database.keys(), museum.now()));
    var signingKeys = new JwtSigningKeys(masterKeys, settings.tokens().algorithm(), Worlds.RANDOM);
    signingKeys.use(database.keys().signingKeys());
    return new Issuer(
        settings.policy(),
        new MacRefreshTokens(masterKeys, Worlds.RANDOM),
        new JwtAccessTokens(
            settings.issuer().toString(),
            settings.tokens().audience(),
            settings.tokens().type(),
            signingKeys),
        new MacCsrfTokens(masterKeys));
  }
}
