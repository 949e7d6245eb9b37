package dev.rejeton.adapter.http;

import dev.rejeton.application.port.in.IssuedTokens;
import dev.rejeton.application.port.in.Keys;
import dev.rejeton.application.port.in.Logins;
import dev.rejeton.application.port.in.Logins.LoginResult.LoggedIn;
import dev.rejeton.application.port.in.Sessions;
import dev.rejeton.application.port.in.Sessions.EndResult.Ended;
import dev.rejeton.application.port.in.Tokens;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refreshed;
import dev.rejeton.application.port.in.Upkeep;
import dev.rejeton.domain.AccessToken;
import dev.rejeton.domain.Authentication;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Device;
import dev.rejeton.domain.Grant;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Profile;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.TokenSalt;
import dev.rejeton.domain.UserId;
import dev.rejeton.domain.VerificationKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Inbound ports that answer what a test tells them to, and remember what they were asked.
final class CannedPorts {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final Client CLIENT = new Client(new ClientId("web"), Scope.parse("read write"));

  /// What only its holder may know; no answer but the one that issues it may contain any of these.
  static final String PASS = "correct horse battery staple";

  static final String ACCESS = "eyJhY2Nlc3M.eyJvbmU.c2ln";
  static final String EXPIRED = "eyJleHBpcmVk.eyJvbmU.c2ln";
  static final String REFRESH = "rjt_AAAAcmVmcmVzaC10b2tlbi1vZi10aGUtc2Vzc2lvbg";

  static final Session OWN = session((byte) 1, "Laptop");
  static final Session OTHER = session((byte) 2, "Phone");
  static final IssuedTokens ISSUED =
      new IssuedTokens(
          new AccessToken(new Secret(ACCESS), NOW, NOW.plusSeconds(600)), new Secret(REFRESH), OWN);
  static final VerificationKey KEY =
      new VerificationKey(
          "kid-1",
          "ES256",
          new TreeMap<>(Map.of("kid", "kid-1", "kty", "EC", "x", "eA", "y", "eQ")));

  /// The logins that got as far as the port.
  final List<Logins.Attempt> attempts = new CopyOnWriteArrayList<>();

  volatile Logins logins = attempt -> new LoggedIn(ISSUED);
  volatile Tokens tokens = (client, presented, origin) -> new Refreshed(ISSUED);
  volatile Keys keys = () -> List.of(KEY);
  volatile Runnable readiness = () -> {};
  final FakeSessions sessions = new FakeSessions();

  Ports ports() {
    return new Ports(
        attempt -> {
          attempts.add(attempt);
          return logins.login(attempt);
        },
        (client, presented, origin) -> tokens.refresh(client, presented, origin),
        sessions,
        () -> keys.verificationKeys(),
        new FakeUpkeep());
  }

  private static Session session(byte id, String device) {
    return Profile.BALANCED
        .policy()
        .open(
            SessionId.of(new byte[] {id, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
            new Grant(
                new UserId("usr_ada"),
                CLIENT.id(),
                CLIENT.scope(),
                Authentication.byPassword(NOW.minusSeconds(60))),
            new Device(device, new Origin("192.0.2.7", "Browser/1")),
            new TokenSalt(1, "c2FsdA"),
            true,
            NOW.minusSeconds(60));
  }

  /// Knows one session by its tokens, and lists another.
  static final class FakeSessions implements Sessions {
    final List<String> ended = new CopyOnWriteArrayList<>();
    volatile EndResult endResult = new Ended();

    @Override
    public Optional<Session> authenticate(Secret accessToken) {
      return Optional.of(OWN).filter(own -> accessToken.reveal().equals(ACCESS));
    }

    @Override
    public Optional<Session> holding(Secret token) {
      return Optional.of(OWN)
          .filter(own -> List.of(ACCESS, EXPIRED, REFRESH).contains(token.reveal()));
    }

    @Override
    public EndResult end(Session own, Extent extent, Origin origin) {
      ended.add(extent.name());
      return endResult;
    }

    @Override
    public EndResult end(Session own, SessionId id, Origin origin) {
      ended.add(id.value());
      return endResult;
    }

    @Override
    public List<Session> list(Session own) {
      return List.of(OTHER, OWN);
    }
  }

  private final class FakeUpkeep implements Upkeep {
    @Override
    public void storeConfirmations() {
      throw new UnsupportedOperationException("not for HTTP");
    }

    @Override
    public void purge() {
      throw new UnsupportedOperationException("not for HTTP");
    }

    @Override
    public void checkReadiness() {
      readiness.run();
    }
  }
}
