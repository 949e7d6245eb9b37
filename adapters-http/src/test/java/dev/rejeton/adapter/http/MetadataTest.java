package dev.rejeton.adapter.http;

import static dev.rejeton.adapter.http.CannedPorts.BACKENDS;
import static dev.rejeton.adapter.http.TestServer.ISSUER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rejeton.Requirement;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class MetadataTest {
  private static final String PATH = "/.well-known/oauth-authorization-server";

  @AutoClose private final TestServer server = new TestServer();

  @Test
  @Requirement({"MET-01", "MET-02", "MET-03", "MET-04", "MET-05", "MET-06", "MET-07", "MET-08"})
  void metadataSaysWhereTheEndpointsAreAndWhatTheyOffer() {
    Reply reply = server.send("GET", PATH).assertStatus(200);
    assertEquals("application/json", reply.header("Content-Type"));
    assertEquals(
        """
        {"issuer":"%1$s","token_endpoint":"%1$s/oauth2/token",\
        "jwks_uri":"%1$s/.well-known/jwks.json","scopes_supported":["read","write"],\
        "response_types_supported":["none"],"grant_types_supported":["refresh_token"],\
        "token_endpoint_auth_methods_supported":\
        ["client_secret_basic","client_secret_post","none"],\
        "revocation_endpoint":"%1$s/oauth2/revoke",\
        "revocation_endpoint_auth_methods_supported":\
        ["client_secret_basic","client_secret_post","none"],\
        "introspection_endpoint":"%1$s/oauth2/introspect",\
        "introspection_endpoint_auth_methods_supported":\
        ["client_secret_basic","client_secret_post"]}\
        """
            .formatted(ISSUER),
        reply.body());
    assertEquals(reply.body(), server.send("GET", PATH + "/rejeton").assertStatus(200).body());
    server.send("GET", PATH + "/other").assertStatus(404);
  }

  @Test
  @Requirement({"PWG-09", "MET-06"})
  void passwordGrantIsListedWhereItIsOn() {
    try (var legacy = new TestServer(new OAuthSettings(TestServer.AUDIENCE, true))) {
      assertEquals(
          "[\"password\",\"refresh_token\"]",
          legacy.send("GET", PATH).json().path("grant_types_supported").toString());
    }
  }

  @Test
  @Requirement("MET-08")
  void scopesAreLeftOutWhereThereAreNone() {
    server.canned.clients.firstParty = Client.firstParty(new ClientId("web"), Scope.parse(""));
    assertFalse(server.send("GET", PATH).json().has("scopes_supported"));
  }

  @Test
  @Requirement({"MET-03", "HDR-19"})
  void hostIsNeverBelieved() throws IOException {
    String expected = server.send("GET", PATH).body();
    try (var client = new RawClient(server.port)) {
      client.send("GET " + PATH + " HTTP/1.1", "Host: evil.test", "Connection: close", "");
      assertEquals(expected, client.lastReply().checked(true).body());
    }
  }

  @Test
  @Requirement({"MET-11", "HDR-14"})
  void metadataMayBeKeptByAnyone() {
    Reply reply = server.send("GET", PATH).assertStatus(200);
    assertEquals("public, max-age=300", reply.header("Cache-Control"));
    assertEquals("cross-origin", reply.header("Cross-Origin-Resource-Policy"));
    Reply known = server.send("GET", PATH, "If-None-Match", reply.header("ETag"));
    assertEquals(reply.header("ETag"), known.assertStatus(304).header("ETag"));
  }

  @Test
  @Requirement("MET-12")
  void everythingThatIsAdvertisedAnswers() {
    JsonNode metadata = server.send("GET", PATH).json();
    for (Map.Entry<String, JsonNode> member : metadata.properties()) {
      if (member.getKey().endsWith("_endpoint")) {
        server.send("OPTIONS", path(member.getValue())).assertStatus(204);
      }
    }
    server.send("GET", path(metadata.path("jwks_uri"))).assertStatus(200);
  }

  private static String path(JsonNode uri) {
    assertTrue(uri.textValue().startsWith(ISSUER + "/"), uri.toString());
    return uri.textValue().substring(ISSUER.length());
  }

  @Test
  @Requirement("MET-07")
  void everyMethodOfAuthenticationThatIsListedWorks() {
    JsonNode metadata = server.send("GET", PATH).json();
    var tried = new ArrayList<String>();
    for (String endpoint : List.of("token", "revocation", "introspection")) {
      String path = path(metadata.path(endpoint + "_endpoint"));
      for (String method : texts(metadata.path(endpoint + "_endpoint_auth_methods_supported"))) {
        send(path, method).assertStatus(200);
        tried.add(method);
      }
    }
    assertEquals(8, tried.size());
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::textValue).toList();
  }

  private Reply send(String path, String method) {
    String form = "grant_type=refresh_token&refresh_token=x&token=x";
    return switch (method) {
      case "client_secret_basic" ->
          server.postForm(path, form, "Authorization", "Basic " + base64("backend:" + BACKENDS));
      case "client_secret_post" ->
          server.postForm(path, form + "&client_id=backend&client_secret=" + BACKENDS);
      default -> server.postForm(path, form + "&client_id=web");
    };
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @Requirement("MET-10")
  void thisIsNoOpenIdProvider() {
    for (String path :
        List.of(
            "/.well-known/openid-configuration",
            "/.well-known/openid-configuration/rejeton",
            "/rejeton/.well-known/openid-configuration")) {
      server.send("GET", path).assertProblem(404, "about:blank");
    }
  }
}
