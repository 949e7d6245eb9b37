package dev.rejeton.application;

import dev.rejeton.application.port.in.Clients;
import dev.rejeton.application.port.in.Clients.AuthenticationResult.Authenticated;
import dev.rejeton.application.port.in.Clients.AuthenticationResult.InvalidClient;
import dev.rejeton.application.port.in.Clients.AuthenticationResult.Throttled;
import dev.rejeton.application.port.out.AuditLog;
import dev.rejeton.application.port.out.ClientSecrets;
import dev.rejeton.application.port.out.ClientStore;
import dev.rejeton.application.port.out.ClientStore.Registration;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SecretHash;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Authenticates clients (RFC 6749 §2.3).
public final class ClientService implements Clients {
  /// Wrong secrets that may come from one address for one client.
  private static final int WRONG_SECRETS = 100;

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Client firstParty;
  private final ClientStore store;
  private final ClientSecrets secrets;
  private final AuditLog audit;
  private final InstantSource clock;
  private final SecretHash decoy;
  private final Throttle wrongSecrets = new Throttle(WRONG_SECRETS, PAUSE);

  public ClientService(
      Client firstParty,
      ClientStore store,
      ClientSecrets secrets,
      AuditLog audit,
      InstantSource clock) {
    this.firstParty = firstParty;
    this.store = store;
    this.secrets = secrets;
    this.audit = audit;
    this.clock = clock;
    this.decoy = secrets.hash(secrets.generate());
  }

  @Override
  public Client firstParty() {
    return firstParty;
  }

  @Override
  public AuthenticationResult authenticate(ClientId id, Optional<Secret> secret, Origin origin) {
    Optional<Registration> found = find(id);
    if (secret.isEmpty()) {
      return found
          .map(Registration::client)
          .filter(client -> !client.confidential())
          .<AuthenticationResult>map(Authenticated::new)
          .orElseGet(InvalidClient::new);
    }
    boolean isRight = isOneOf(found.map(Registration::secrets).orElse(List.of()), secret.get());
    return found.isPresent() && isRight
        ? new Authenticated(found.get().client())
        : refuse(id, found.map(Registration::client), origin);
  }

  /// The right secret is taken however many wrong ones there were: nobody finds it by guessing, and
  /// nobody may keep a client out by doing so.
  private AuthenticationResult refuse(ClientId id, Optional<Client> client, Origin origin) {
    Instant now = clock.instant();
    String guesser = origin.ipAddress() + " " + id;
    Optional<Duration> pause = wrongSecrets.pause(guesser, now);
    if (pause.isPresent()) {
      return new Throttled(pause.get());
    }
    wrongSecrets.use(guesser, now);
    var failed = AuditEvent.Type.CLIENT_AUTHENTICATION_FAILED;
    // The name of a client that is not ours may be anything, a secret among it.
    Map<String, String> detail = client.map(ClientService::detail).orElse(Map.of());
    audit.record(AuditEvent.of(failed, detail, now, origin));
    return new InvalidClient();
  }

  private Optional<Registration> find(ClientId id) {
    return id.equals(firstParty.id())
        ? Optional.of(new Registration(firstParty, List.of(), Instant.EPOCH))
        : store.find(id);
  }

  /// A client without secrets, or none at all, costs as much.
  private boolean isOneOf(List<SecretHash> hashes, Secret presented) {
    return (hashes.isEmpty() ? List.of(decoy) : hashes)
        .stream().anyMatch(hash -> secrets.matches(presented, hash));
  }

  static Map<String, String> detail(Client client) {
    return Map.of("client_id", client.id().value());
  }
}
