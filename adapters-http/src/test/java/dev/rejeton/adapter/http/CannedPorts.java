package dev.rejeton.adapter.http;

import dev.rejeton.application.port.in.Clients;
import dev.rejeton.application.port.in.Clients.AuthenticationResult.Authenticated;
import dev.rejeton.application.port.in.Clients.AuthenticationResult.InvalidClient;
import dev.rejeton.application.port.in.Clients.AuthenticationResult.Throttled;
import dev.rejeton.application.port.in.Introspections;
import dev.rejeton.application.port.in.Introspections.IntrospectionResult.Inactive;
import dev.rejeton.application.port.in.IssuedTokens;
import dev.rejeton.application.port.in.Keys;
import dev.rejeton.application.port.in.Logins;
import dev.rejeton.application.port.in.Logins.LoginResult.LoggedIn;
import dev.rejeton.application.port.in.Sessions;
import dev.rejeton.application.port.in.Sessions.EndResult.Ended;
import dev.rejeton.application.port.in.Tokens;
import dev.rejeton.application.port.in.Tokens.RefreshResult;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refreshed;
import dev.rejeton.application.port.in.Upkeep;
import dev.rejeton.domain.AccessRequest;
import dev.rejeton.domain.AccessToken;
import dev.rejeton.domain.Authentication;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Device;
import dev.rejeton.domain.Grant;
import dev.rejeton.domain.GrantType;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Profile;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.Terms;
import dev.rejeton.domain.TokenSalt;
import dev.rejeton.domain.UserId;
import dev.rejeton.domain.VerificationKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// Inbound ports that answer what a test tells them to, and remember what they were asked.
final class CannedPorts {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final Client CLIENT = Client.firstParty(new ClientId("web"), Scope.parse("read write"));

  /// A server of somebody's, with a secret to authenticate with.
  static final Client BACKEND =
      new Client(
          new ClientId("backend"),
          "Backend",
          true,
          Set.of(GrantType.REFRESH_TOKEN),
          CLIENT.access(),
          Terms.SERVERS);

  static final String BACKENDS = "b4ckend-s3cret";

  /// What only its holder may know; no answer but the one that issues it may contain any of these.
  static final String PASS = "correct horse battery staple";

  static final String ACCESS = "eyJhY2Nlc3M.eyJvbmU.c2ln";
  static final String EXPIRED = "eyJleHBpcmVk.eyJvbmU.c2ln";
  static final String REFRESH = "rjt_AAAAcmVmcmVzaC10b2tlbi1vZi10aGUtc2Vzc2lvbg";

  static final String CSRF = "Y3NyZi10b2tlbi1vZi10aGUtc2Vzc2lvbg";

  static final Session OWN = session((byte) 1, "Laptop");
  static final Session OTHER = session((byte) 2, "Phone");
  static final IssuedTokens ISSUED =
      new IssuedTokens(
          new AccessToken(new Secret(ACCESS), CLIENT.access(), NOW, NOW.plusSeconds(600)),
          new Secret(REFRESH),
          new Secret(CSRF),
          OWN);
  static final VerificationKey KEY =
      new VerificationKey(
          "kid-1",
          "ES256",
          new TreeMap<>(Map.of("kid", "kid-1", "kty", "EC", "x", "eA", "y", "eQ")));

  /// The logins that got as far as the port.
  final List<Logins.Attempt> attempts = new CopyOnWriteArrayList<>();

  volatile Logins logins = attempt -> new LoggedIn(ISSUED);

  /// The clients, by name and by secret; a public one has none.
  final FakeClients clients = new FakeClients();

  volatile Refreshing refreshing = (client, presented, request, origin) -> new Refreshed(ISSUED);
  volatile Introspections introspections = (caller, token) -> new Inactive();

  /// The tokens that were revoked, each with the client that did it.
  final List<String> revoked = new CopyOnWriteArrayList<>();

  volatile Supplier<List<VerificationKey>> keys = () -> List.of(KEY);
  volatile Runnable readiness = () -> {};
  final FakeSessions sessions = new FakeSessions();

  Ports ports() {
    return new Ports(
        clients,
        attempt -> {
          attempts.add(attempt);
          return logins.login(attempt);
        },
        new FakeTokens(),
        (caller, token) -> introspections.introspect(caller, token),
        sessions,
        new FakeKeys(),
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
                CLIENT.access(),
                Authentication.byPassword(NOW.minusSeconds(60))),
            new Device(device, new Origin("192.0.2.7", "Browser/1")),
            new TokenSalt(1, "c2FsdA"),
            true,
            NOW.minusSeconds(60));
  }

  interface Refreshing {
    RefreshResult refresh(Client client, Secret presented, AccessRequest request, Origin origin);
  }

  private final class FakeTokens implements Tokens {
    @Override
    public RefreshResult refresh(
        Client client, Secret presented, AccessRequest request, Origin origin) {
      return refreshing.refresh(client, presented, request, origin);
    }

    @Override
    public void revoke(Client client, Secret token, Origin origin) {
      revoked.add(client.id() + " " + token.reveal());
    }
  }

  private final class FakeKeys implements Keys {
    @Override
    public List<VerificationKey> verificationKeys() {
      return keys.get();
    }

    @Override
    public void maintain() {
      throw new UnsupportedOperationException("not for HTTP");
    }
  }

  /// Knows the first-party client and whom a test adds.
  static final class FakeClients implements Clients {
    final Map<Client, Optional<String>> secrets = new ConcurrentHashMap<>();
    volatile Optional<Throttled> throttled = Optional.empty();

    volatile Client firstParty = CLIENT;

    FakeClients() {
      secrets.put(CLIENT, Optional.empty());
      secrets.put(BACKEND, Optional.of(BACKENDS));
    }

    @Override
    public Client firstParty() {
      return firstParty;
    }

    @Override
    public AuthenticationResult authenticate(ClientId id, Optional<Secret> secret, Origin origin) {
      return throttled
          .<AuthenticationResult>map(wait -> wait)
          .or(() ->
              secrets.keySet().stream()
                  .filter(client -> client.id().equals(id))
                  .filter(client -> secrets.get(client).equals(secret.map(Secret::reveal)))
                  .map(Authenticated::new)
                  .findFirst())
          .orElseGet(InvalidClient::new);
    }
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
    public boolean acknowledge(Secret accessToken) {
      return authenticate(accessToken).isPresent();
    }

    @Override
    public boolean isCsrfToken(Secret presented, Secret refreshToken) {
      return presented.reveal().equals(CSRF) && refreshToken.reveal().equals(REFRESH);
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
