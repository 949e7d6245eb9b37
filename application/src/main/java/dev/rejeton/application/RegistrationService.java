package dev.rejeton.application;

import dev.rejeton.application.port.in.Registrations;
import dev.rejeton.application.port.in.Registrations.RegistrationResult.Done;
import dev.rejeton.application.port.in.Registrations.RegistrationResult.IdTaken;
import dev.rejeton.application.port.in.Registrations.RegistrationResult.NoSuchClient;
import dev.rejeton.application.port.in.Registrations.RegistrationResult.Public;
import dev.rejeton.application.port.out.ClientSecrets;
import dev.rejeton.application.port.out.ClientStore;
import dev.rejeton.application.port.out.ClientStore.Registration;
import dev.rejeton.application.port.out.UserStore;
import dev.rejeton.domain.AuditEvent;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Revocation.Reason;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SecretHash;
import dev.rejeton.domain.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Registers clients and looks after their secrets.
public final class RegistrationService implements Registrations {
  private final ClientId firstParty;
  private final ClientStore store;
  private final UserStore users;
  private final ClientSecrets secrets;
  private final InstantSource clock;

  /// @param firstParty the id of the server's own app, which no other client may have
  public RegistrationService(
      ClientId firstParty,
      ClientStore store,
      UserStore users,
      ClientSecrets secrets,
      InstantSource clock) {
    this.firstParty = firstParty;
    this.store = store;
    this.users = users;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public RegistrationResult add(Client client, Origin origin) {
    if (isTaken(client.id())) {
      return new IdTaken();
    }
    Optional<Secret> secret =
        client.confidential() ? Optional.of(secrets.generate()) : Optional.empty();
    List<SecretHash> hashes = secret.map(secrets::hash).stream().toList();
    Instant now = clock.instant();
    return store.add(
            new Registration(client, hashes, now),
            event(AuditEvent.Type.CLIENT_ADDED, client, origin, now))
        ? new Done(client, secret)
        : new IdTaken();
  }

  /// A client that is called like a user could be taken for one, where `sub` is either's.
  private boolean isTaken(ClientId id) {
    return id.equals(firstParty)
        || id.value().startsWith(UserId.PREFIX)
        || users.find(new UserId(id.value())).isPresent();
  }

  @Override
  public List<Registered> all() {
    return store.all().stream()
        .map(it -> new Registered(it.client(), it.secrets().size(), it.createdAt()))
        .toList();
  }

  @Override
  public RegistrationResult rollSecret(ClientId id, Origin origin) {
    Secret secret = secrets.generate();
    SecretHash hash = secrets.hash(secret);
    return changeSecrets(
        id,
        origin,
        before -> before.isEmpty() ? List.of(hash) : List.of(hash, before.getFirst()),
        Optional.of(secret));
  }

  @Override
  public RegistrationResult forgetOlderSecret(ClientId id, Origin origin) {
    return changeSecrets(id, origin, before -> List.of(before.getFirst()), Optional.empty());
  }

  private RegistrationResult changeSecrets(
      ClientId id, Origin origin, UnaryOperator<List<SecretHash>> change, Optional<Secret> secret) {
    while (true) {
      Optional<Registration> found = store.find(id);
      if (found.isEmpty()) {
        return new NoSuchClient();
      }
      Registration before = found.get();
      Client client = before.client();
      if (!client.confidential()) {
        return new Public();
      }
      AuditEvent event =
          event(AuditEvent.Type.CLIENT_SECRET_CHANGED, client, origin, clock.instant());
      if (store.replaceSecrets(before, change.apply(before.secrets()), event)) {
        return new Done(client, secret);
      }
    }
  }

  @Override
  public RegistrationResult remove(ClientId id, Origin origin) {
    Instant now = clock.instant();
    Optional<Client> client = store.find(id).map(Registration::client);
    return client
        .filter(found ->
            store.remove(
                id,
                new Revocation(now, Reason.CLIENT_REMOVED, origin),
                event(AuditEvent.Type.CLIENT_REMOVED, found, origin, now)))
        .<RegistrationResult>map(found -> new Done(found, Optional.empty()))
        .orElseGet(NoSuchClient::new);
  }

  private static AuditEvent event(AuditEvent.Type type, Client client, Origin origin, Instant now) {
    return AuditEvent.of(type, ClientService.detail(client), now, origin);
  }
}
