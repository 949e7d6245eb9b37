package dev.rejeton.adapter.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.adapter.crypto.JwtAccessTokens;
import dev.rejeton.adapter.crypto.JwtSigningKeys;
import dev.rejeton.adapter.crypto.MacCsrfTokens;
import dev.rejeton.adapter.crypto.MacRefreshTokens;
import dev.rejeton.adapter.crypto.MasterKeyRing;
import dev.rejeton.adapter.crypto.MasterKeys;
import dev.rejeton.adapter.crypto.SigningAlgorithm;
import dev.rejeton.adapter.crypto.TokenType;
import dev.rejeton.application.Issuer;
import dev.rejeton.application.TokenService;
import dev.rejeton.application.port.out.MemoryStore;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Authentication;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Device;
import dev.rejeton.domain.Grant;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Profile;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.SigningKeyLife;
import dev.rejeton.domain.UserId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The command over the real services and the real cryptography.
class RefreshCommandTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final RotationPolicy POLICY = Profile.STRICT.policy();
  private static final Client CLIENT =
      Client.firstParty(new ClientId("terminal"), Scope.parse("api"));

  private final SecureRandom random = new SecureRandom();
  private final MemoryStore store = new MemoryStore();
  private final MasterKeyRing masterKeys =
      new MasterKeyRing(MasterKeys.parse("1:" + "A".repeat(43)));
  private final MacRefreshTokens refreshTokens = new MacRefreshTokens(masterKeys, random);
  private final JwtAccessTokens accessTokens =
      new JwtAccessTokens(
          "https://auth.example.org", "https://api.example.org", TokenType.AT_JWT, signingKeys());
  private final RefreshCommand command =
      new RefreshCommand(
          new TokenService(
              new Issuer(POLICY, refreshTokens, accessTokens, new MacCsrfTokens(masterKeys)),
              store,
              store.audit(),
              () -> NOW),
          CLIENT);

  @Test
  void answersARefreshTokenWithTwoNewTokens() throws IOException {
    Session session = opened();
    String[] issued = run(sealed(session)).getFirst().split(" ");
    var next = new RefreshToken(session.id(), 1, 0);
    assertEquals(
        Optional.of(next),
        accessTokens.verify(new Secret(issued[0]), NOW).map(AccessTokenClaims::givenWith));
    assertEquals(Optional.of(next), refreshTokens.unseal(new Secret(issued[1])));
  }

  @Test
  void tellsWhoeverHoldsATokenWhyItIsRefused() throws IOException {
    String replaced = sealed(opened());
    assertEquals("refused: REUSE_DETECTED", run(replaced, replaced).getLast());
  }

  @Test
  void tellsOthersNothing() throws IOException {
    assertEquals(List.of("refused"), run("rjt_nonsense"));
  }

  private List<String> run(String... lines) throws IOException {
    var out = new StringBuilder();
    command.run(new BufferedReader(new StringReader(String.join("\n", lines))), out);
    return out.toString().lines().toList();
  }

  private JwtSigningKeys signingKeys() {
    var keys = new JwtSigningKeys(masterKeys, SigningAlgorithm.ES256, random);
    keys.use(List.of(keys.generate(new SigningKeyLife(1, NOW, NOW))));
    return keys;
  }

  private Session opened() {
    var user = new UserId("usr_1");
    var grant = new Grant(user, CLIENT.id(), CLIENT.access(), Authentication.byPassword(NOW));
    Session session =
        POLICY.open(
            SessionId.random(random),
            grant,
            new Device("console", Origin.UNKNOWN),
            refreshTokens.newSalt(),
            true,
            NOW);
    store.add(
        session,
        Optional.empty(),
        AuditEvent.of(session, AuditEvent.Type.SESSION_OPENED, NOW, Origin.UNKNOWN));
    return session;
  }

  private String sealed(Session session) {
    return refreshTokens.seal(session.currentToken(), session.salt()).reveal();
  }
}
