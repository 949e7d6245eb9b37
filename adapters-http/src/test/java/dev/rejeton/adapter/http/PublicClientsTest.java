package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.CLIENT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.in.Clients.AuthenticationResult.Throttled;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refreshed;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PublicClientsTest {
  private static final Client SPA = Client.firstParty(new ClientId("spa"), Scope.parse("read"));

  @AutoClose private final TestServer server = new TestServer();
  private final List<Client> asked = new ArrayList<>();

  PublicClientsTest() {
    server.canned.clients.secrets.put(SPA, Optional.empty());
    server.canned.clients.secrets.put(
        Client.firstParty(new ClientId("backend"), Scope.parse("read")), Optional.of("s3cret"));
    server.canned.refreshing =
        (client, secret, request, origin) -> {
          asked.add(client);
          return new Refreshed(CannedPorts.ISSUED);
        };
  }

  private Reply login(String clientId) {
    return server.post(
        "/v1/login",
        """
        {"username": "ada", "password": "x", "client_id": %s}
        """
            .formatted(clientId));
  }

  private Reply refresh(String clientId) {
    return server.post(
        "/v1/refresh",
        """
        {"refresh_token": "x", "client_id": %s}
        """
            .formatted(clientId));
  }

  @Test
  @Requirement("CLI-10")
  void publicClientSaysItsNameAndOurOwnAppNeedNot() {
    for (String name : List.of("\"spa\"", "\"web\"", "null")) {
      login(name).assertStatus(200);
      refresh(name).assertStatus(200);
    }
    assertEquals(List.of(SPA, CLIENT, CLIENT), asked);
    assertEquals(asked, server.canned.attempts.stream().map(attempt -> attempt.client()).toList());
  }

  @Test
  @Requirement("CLI-08")
  void unknownImpossibleAndConfidentialClientsAreRefusedAlike() {
    Reply first = login("\"unknown\"").assertProblem(400, "invalid-client");
    for (String name : List.of("\"unknown\"", "\"backend\"", "\"\\u00e4\"", "\"Web\"")) {
      assertEquals(first.withoutInstance(), login(name).withoutInstance());
      assertEquals(first.withoutInstance(), refresh(name).withoutInstance());
    }
    for (String name : List.of("\"\"", "1", "[\"web\"]")) {
      login(name).assertProblem(400, "invalid-request");
      refresh(name).assertProblem(400, "invalid-request");
    }
    assertEquals(List.of(), asked);
    assertEquals(List.of(), server.canned.attempts);
  }

  @Test
  void throttledClientIsToldWhenToComeBack() {
    server.canned.clients.throttled = Optional.of(new Throttled(Duration.ofMillis(1_500)));
    assertEquals("2", refresh("\"spa\"").assertProblem(429, "about:blank").header("Retry-After"));
    assertEquals(List.of(), asked);
  }
}
