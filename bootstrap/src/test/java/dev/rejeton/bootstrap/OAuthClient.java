package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejeton.application.port.in.Registrations.RegistrationResult.Done;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.Audience;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.GrantType;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Terms;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// A registered client, as it calls the OAuth endpoints: by HTTP Basic or, if it is public, by its
/// name.
record OAuthClient(TestClient http, String id, Optional<Secret> secret) {
  static final String TOKEN = "/oauth2/token";
  static final String REVOKE = "/oauth2/revoke";
  static final String INTROSPECT = "/oauth2/introspect";

  static OAuthClient confidential(TestServer server, String id) {
    return register(server, client(id, true, Audience.OWN, Terms.SERVERS));
  }

  static OAuthClient open(TestServer server, String id) {
    return register(server, client(id, false, Audience.OWN, Terms.SERVERS));
  }

  static Client client(String id, boolean confidential, Audience audience, Terms terms) {
    var access = new Access(Scope.parse("read write"), audience);
    var all = EnumSet.allOf(GrantType.class);
    return new Client(new ClientId(id), "a test", confidential, all, access, terms);
  }

  static OAuthClient register(TestServer server, Client client) {
    try (OperatorDesk desk = server.desk()) {
      var done = (Done) desk.registrations().add(client, desk.origin());
      return new OAuthClient(server.client, client.id().value(), done.secret());
    }
  }

  OAuthClient withSecret(Secret other) {
    return new OAuthClient(http, id, Optional.of(other));
  }

  /// Sends a form.
  ///
  /// @param parameters names and values by turns
  Answer send(String path, String... parameters) {
    var form = new ArrayList<>(List.of(parameters));
    if (secret.isPresent()) {
      return http.form(path, form, "Authorization", basic(id, secret.get().reveal()));
    }
    form.addAll(List.of("client_id", id));
    return http.form(path, form);
  }

  static String basic(String id, String secret) {
    String pair = encoded(id) + ":" + encoded(secret);
    byte[] bytes = pair.getBytes(StandardCharsets.US_ASCII);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  private static String encoded(String half) {
    return URLEncoder.encode(half, StandardCharsets.UTF_8);
  }

  Answer logIn(String username) {
    return send(
        TOKEN, "grant_type", "password", "username", username, "password", TestServer.PASSWORD);
  }

  Answer refresh(String token, String... more) {
    var parameters =
        new ArrayList<>(List.of("grant_type", "refresh_token", "refresh_token", token));
    parameters.addAll(List.of(more));
    return send(TOKEN, parameters.toArray(String[]::new));
  }

  JsonNode introspect(String token) {
    return send(INTROSPECT, "token", token).expect(200).body();
  }

  void assertActive(boolean active, Answer issued) {
    assertEquals(active, introspect(issued.accessToken()).path("active").asBoolean());
  }

  void revoke(String token) {
    send(REVOKE, "token", token).expect(200);
  }
}
