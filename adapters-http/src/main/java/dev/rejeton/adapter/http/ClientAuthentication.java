package dev.rejeton.adapter.http;

import dev.rejeton.application.port.in.Clients;
import dev.rejeton.application.port.in.Clients.AuthenticationResult.Authenticated;
import dev.rejeton.application.port.in.Clients.AuthenticationResult.InvalidClient;
import dev.rejeton.application.port.in.Clients.AuthenticationResult.Throttled;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Secret;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds out which client asks at an OAuth endpoint (RFC 6749 §2.3): by HTTP Basic, by parameters
/// in the body, or, if it is public, by its name alone. Whoever it is not gets one and the same
/// answer.
final class ClientAuthentication {
  private static final Pattern BASIC =
      Pattern.compile("Basic +([A-Za-z0-9+/]+=*)", Pattern.CASE_INSENSITIVE);

  private final Clients clients;
  private final boolean isOptional;

  /// @param isOptional whether who names no client is the first-party client
  ClientAuthentication(Clients clients, boolean isOptional) {
    this.clients = clients;
    this.isOptional = isOptional;
  }

  /// Who a request says it comes from. A secret that is empty is none (RFC 6749 §2.3.1).
  private record Claim(String id, Optional<Secret> secret) {
    boolean isBlank() {
      return id.isEmpty() && secret.isEmpty();
    }
  }

  /// {@return the client that asks} Anything else ends the request.
  ///
  /// @param form a form that knows `client_id` and `client_secret`
  Client authenticate(Context context, FormBody form) {
    Optional<Claim> claim = claim(context, form);
    if (claim.isEmpty() && isOptional) {
      return clients.firstParty();
    }
    Claim claimed = claim.orElseThrow(ClientAuthentication::failed);
    return switch (clients.authenticate(
        clientId(claimed.id()), claimed.secret(), Origins.of(context))) {
      case Authenticated(Client client) -> client;
      case InvalidClient() -> throw failed();
      case Throttled(Duration retryAfter) -> throw OAuthError.tooSoon(retryAfter);
    };
  }

  static Problem.Abort failed() {
    return OAuthError.INVALID_CLIENT.abort("The client authentication failed.");
  }

  private Optional<Claim> claim(Context context, FormBody form) {
    Optional<Claim> header = header(context);
    Optional<String> id = form.string("client_id");
    Optional<Secret> secret = form.secret("client_secret");
    if (header.isEmpty()) {
      if (id.isEmpty() && secret.isPresent()) {
        throw failed();
      }
      return id.map(named -> new Claim(named, secret));
    }
    if (secret.isPresent()) {
      throw OAuthError.INVALID_REQUEST.abort("The client authenticates in two ways at once.");
    }
    if (id.isPresent() && !id.equals(header.map(Claim::id))) {
      throw OAuthError.INVALID_REQUEST.abort("The header and the body name different clients.");
    }
    return header;
  }

  private Optional<Claim> header(Context context) {
    List<String> values = Collections.list(context.req().getHeaders("Authorization"));
    if (values.size() > 1) {
      throw OAuthError.INVALID_REQUEST.abort("There are two Authorization headers.");
    }
    Optional<Claim> basic =
        values.stream()
            .findFirst()
            .map(value -> basic(value).orElseThrow(ClientAuthentication::failed));
    // Swagger UI sends an empty name and an empty password where there is no client to name.
    return isOptional ? basic.filter(claim -> !claim.isBlank()) : basic;
  }

  /// {@return what a Basic header says, if it is one} Both halves are encoded as in a form (RFC
  /// 6749 §2.3.1), so that a name may have a colon.
  private static Optional<Claim> basic(String header) {
    return Optional.of(BASIC.matcher(header))
        .filter(Matcher::matches)
        .flatMap(basic -> decodeBase64(basic.group(1)))
        .map(pair -> pair.split(":", 2))
        .filter(halves -> halves.length == 2)
        .flatMap(halves ->
            FormBody.decode(halves[0])
                .flatMap(id -> FormBody.decode(halves[1]).map(secret -> claim(id, secret))));
  }

  private static Claim claim(String id, String secret) {
    return new Claim(id, Optional.of(secret).filter(given -> !given.isEmpty()).map(Secret::new));
  }

  /// {@return what is encoded, one character for each byte}
  private static Optional<String> decodeBase64(String encoded) {
    try {
      byte[] bytes = Base64.getDecoder().decode(encoded);
      return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// A name that no client can have is answered as one that no client has.
  private static ClientId clientId(String written) {
    try {
      return new ClientId(written);
    } catch (IllegalArgumentException e) {
      throw failed();
    }
  }
}
