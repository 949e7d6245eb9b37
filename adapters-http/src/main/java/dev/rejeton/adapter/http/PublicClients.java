package dev.rejeton.adapter.http;

import dev.rejeton.application.port.in.Clients;
import dev.rejeton.application.port.in.Clients.AuthenticationResult.Authenticated;
import dev.rejeton.application.port.in.Clients.AuthenticationResult.InvalidClient;
import dev.rejeton.application.port.in.Clients.AuthenticationResult.Throttled;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Origin;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.Optional;

/// The clients that `/v1` serves: the server's own app, and public ones by their name alone.
record PublicClients(Clients clients) {
  /// The member of a body that names a client.
  static final String MEMBER = "client_id";

  /// {@return the client that a body names; if it names none, the server's own app} Ends the
  /// request with a problem if there is no such client, or it has a secret.
  Client of(JsonBody body, Origin origin) {
    Optional<String> name = body.nonEmptyString(MEMBER);
    if (name.isEmpty()) {
      return clients.firstParty();
    }
    return switch (clients.authenticate(id(name.get()), Optional.empty(), origin)) {
      case Authenticated(Client client) -> client;
      case InvalidClient() -> throw invalid();
      case Throttled(Duration retryAfter) ->
          throw Problem.of(HttpStatus.TOO_MANY_REQUESTS, "There were too many wrong secrets.")
              .withHeader("Retry-After", String.valueOf(retryAfter.toSeconds() + 1))
              .abort();
    };
  }

  private static ClientId id(String name) {
    try {
      return new ClientId(name);
    } catch (IllegalArgumentException impossible) {
      throw invalid();
    }
  }

  private static Problem.Abort invalid() {
    return Problem.of(ProblemType.INVALID_CLIENT, "There is no such public client.").abort();
  }
}
