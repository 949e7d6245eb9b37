package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.Username;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody has one access token of ada's.
class ThiefOfAnAccessTokenTest {
  @TempDir Path directory;

  private TestServer server;
  private TestClient client;
  private Answer login;
  private String stolen;

  @BeforeEach
  void start() {
    server = new TestServer(directory);
    client = server.client;
    server.addUser("ada");
    login = client.login("ada").expect(200);
    stolen = login.accessToken();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// What an API does that asks nobody: the signature by the published keys, and the expiry.
  private boolean anApiAccepts(String token) throws Exception {
    var published = client.send("GET", "/.well-known/jwks.json", BodyPublishers.noBody());
    var jws = SignedJWT.parse(token);
    var key = JWKSet.parse(published.body().toString()).getKeyByKeyId(jws.getHeader().getKeyID());
    Instant expiry = jws.getJWTClaimsSet().getExpirationTime().toInstant();
    return jws.verify(new ECDSAVerifier(key.toECKey())) && server.clock.instant().isBefore(expiry);
  }

  private Answer show() {
    return client.with("GET", "/v1/session", stolen);
  }

  @Test
  void anApiThatAsksNobodyAcceptsItForTenMinutesWhateverIsRevoked() throws Exception {
    client.post("/v1/logout", Map.of("refresh_token", login.refreshToken())).expect(204);
    assertTrue(anApiAccepts(stolen));
    server.clock.skip(Duration.ofMinutes(9));
    assertTrue(anApiAccepts(stolen));
    server.clock.skip(Duration.ofMinutes(1));
    assertFalse(anApiAccepts(stolen));
  }

  @Test
  void hereItIsRefusedAtOnceWhenItsSessionEnds() {
    show().expect(200);
    client.post("/v1/logout", Map.of("refresh_token", login.refreshToken())).expect(204);
    show().expect(401);
    login = client.login("ada").expect(200);
    stolen = login.accessToken();
    show().expect(200);
    try (OperatorDesk desk = server.desk()) {
      assertTrue(desk.operators().revoke(new SessionId(login.text("session_id")), desk.origin()));
      show().expect(401);
      stolen = client.login("ada").expect(200).accessToken();
      desk.operators().changePassword(new Username("ada"), new Secret("another"), desk.origin());
    }
    show().expect(401);
  }

  @Test
  void hereItIsNotEndedByARefresh() {
    client.refresh(login.refreshToken()).expect(200);
    show().expect(200);
  }

  @Test
  void itIsNoRefreshTokenAndItsUseKeepsNothingAwake() {
    client.refresh(stolen).expect(400);
    client.with("POST", "/v1/refresh", stolen).expect(400);
    JsonNode before = show().body();
    server.clock.skip(Duration.ofMinutes(5));
    client.with("POST", "/v1/session/ack", stolen).expect(204);
    server.server.schedule().runAll();
    assertEquals(before, show().body());
  }

  @Test
  void heSeesTheUsersSessionsAndDevices() {
    client.login("ada").expect(200);
    JsonNode sessions = client.with("GET", "/v1/sessions", stolen).expect(200).body();
    assertEquals(2, sessions.path("sessions").size());
    JsonNode device = sessions.path("sessions").path(0).path("device");
    assertEquals("127.0.0.1", device.path("ip_address").asText());
  }

  @Test
  void heEndsTheOtherSessionsWhileTheLoginIsFresh() {
    Answer phone = client.login("ada").expect(200);
    server.clock.skip(Duration.ofMinutes(9));
    client.with("DELETE", "/v1/sessions", stolen).expect(204);
    client.refresh(phone.refreshToken()).expect(400);
  }

  @Test
  void heEndsNoOtherSessionOnceTheLoginIsNot() {
    Answer phone = client.login("ada").expect(200);
    server.clock.skip(Duration.ofMinutes(15));
    stolen = client.refresh(login.refreshToken()).expect(200).accessToken();
    client.with("DELETE", "/v1/sessions", stolen).expect(401);
    client.with("DELETE", "/v1/sessions/" + phone.text("session_id"), stolen).expect(401);
    for (String scope : List.of("others", "all")) {
      client.post("/v1/logout", Map.of("scope", scope), stolen).expect(401);
    }
    client.refresh(phone.refreshToken()).expect(200);
  }

  @Test
  void expiredItOnlyEndsItsOwnSession() throws Exception {
    server.clock.skip(Duration.ofMinutes(10));
    assertFalse(anApiAccepts(stolen));
    show().expect(401);
    client.with("GET", "/v1/sessions", stolen).expect(401);
    client.with("POST", "/v1/session/ack", stolen).expect(401);
    client.with("DELETE", "/v1/sessions", stolen).expect(401);
    client.post("/v1/logout", Map.of("scope", "all"), stolen).expect(401);
    client.with("POST", "/v1/logout", stolen).expect(204);
    assertEquals("revoked", client.refresh(login.refreshToken()).expect(400).text("reason"));
  }

  @Test
  void noRequestChangesAPassword() {
    Map<String, String> change = Map.of("password", "his", "new_password", "his");
    for (String path : List.of("/v1/password", "/v1/user", "/v1/users/ada", "/v1/session")) {
      for (String method : List.of("POST", "PUT", "PATCH")) {
        int status = client.with(method, path, stolen).status();
        assertTrue(status == 404 || status == 405, method + " " + path + " " + status);
      }
      assertTrue(client.post(path, change, stolen).status() >= 404, path);
    }
    client.login("ada").expect(200);
  }
}
