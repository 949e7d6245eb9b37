package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import dev.rejeton.Requirement;
import dev.rejeton.bootstrap.SpringApi.AccessTokenType;
import dev.rejeton.bootstrap.TestClient.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A resource server of Spring's is told the issuer and which type access tokens have, and no more.
class SpringResourceServerTest {
  private static Provider provider;
  private static SpringApi api;

  @BeforeAll
  static void start(@TempDir Path directory) {
    provider = new Provider(directory, Map.of());
    api = api(provider, AccessTokenType.class);
  }

  @AfterAll
  static void stop() {
    api.close();
    provider.close();
  }

  private static SpringApi api(Provider provider, Class<?>... more) {
    String issuer = provider.issuer.getValue();
    return new SpringApi(Map.of("jwt.issuer-uri", issuer, "jwt.audiences", issuer), more);
  }

  private static Answer logIn(Provider provider) {
    return provider.rejeton.client.login("ada").expect(200);
  }

  @Test
  @Requirement({"AT-02", "AT-04", "MET-10"})
  void itAcceptsOurAccessTokens() {
    Answer login = logIn(provider);
    Answer caller = api.caller(login.accessToken()).expect(200);
    assertEquals(login.claims().path("sub"), caller.body().path("name"));
  }

  @Test
  @Requirement("AT-09")
  void scopesAreAuthorities() throws Exception {
    Answer login = logIn(provider);
    Set<String> authorities = new LinkedHashSet<>();
    api.caller(login.accessToken())
        .expect(200)
        .body()
        .path("authorities")
        .forEach(authority -> authorities.add(authority.asText()));
    assertTrue(authorities.containsAll(List.of("SCOPE_api", "SCOPE_reports:read")));
    api.reports(login.accessToken()).expect(200);
    api.reports(narrowed(login)).expect(403);
  }

  private static String narrowed(Answer login) throws Exception {
    URI endpoint = provider.metadata().getTokenEndpointURI();
    var grant = new RefreshTokenGrant(new RefreshToken(login.refreshToken()));
    var request =
        new TokenRequest.Builder(endpoint, Provider.FIRST_PARTY, grant).scope(Scope.parse("api"));
    return Provider.tokens(request).getAccessToken().getValue();
  }

  @Test
  void itRefusesForgedOnes() throws Exception {
    String token = logIn(provider).accessToken();
    api.caller(NimbusAccessTokenTest.forge(token)).expect(401);
    api.caller(token.substring(0, token.lastIndexOf('.') + 1)).expect(401);
  }

  @Test
  void itRefusesThoseOfAnotherIssuer(@TempDir Path elsewhere) {
    try (var other = new Provider(elsewhere, Map.of())) {
      api.caller(logIn(other).accessToken()).expect(401);
    }
  }

  @Test
  void itRefusesExpiredOnes() {
    provider.rejeton.clock.skip(Duration.ofHours(-1));
    String expired = logIn(provider).accessToken();
    provider.rejeton.clock.skip(Duration.ofHours(1));
    assertTrue(api.caller(expired).expect(401).header("WWW-Authenticate").contains("expired"));
  }

  @Test
  void asItComesItRefusesTheTypeAtJwt() {
    try (SpringApi unprepared = api(provider)) {
      unprepared.caller(logIn(provider).accessToken()).expect(401);
    }
  }

  @Test
  void asItComesItAcceptsTheTypeJwt(@TempDir Path elsewhere) {
    try (var other = new Provider(elsewhere, Map.of(Setting.ACCESS_TOKEN_TYPE, "JWT"));
        SpringApi unprepared = api(other)) {
      unprepared.caller(logIn(other).accessToken()).expect(200);
    }
  }

  @Test
  void itNeedsNoServerForKeysThatItHas(@TempDir Path elsewhere) {
    var other = new Provider(elsewhere, Map.of());
    try (SpringApi prepared = api(other, AccessTokenType.class)) {
      String token = logIn(other).accessToken();
      prepared.caller(token).expect(200);
      other.close();
      prepared.caller(token).expect(200);
    }
  }

  /// Spring's cache goes by the real time, and holds the keys for longer than this test runs. It
  /// asks again only for the sake of a key that it does not know.
  @Test
  @Requirement({"JWK-07", "JWK-11"})
  void keysAreRotatedAndItRefusesNothing(@TempDir Path elsewhere) throws Exception {
    try (var rotating = new Provider(elsewhere, Map.of());
        SpringApi verifier = api(rotating, AccessTokenType.class)) {
      TestServer server = rotating.rejeton;
      String refreshToken = logIn(rotating).refreshToken();
      Set<String> signers = new LinkedHashSet<>();
      for (int hours = 0; hours < 70 * 24; hours += 6) {
        Answer answer = server.client.refresh(refreshToken).expect(200);
        refreshToken = answer.refreshToken();
        signers.add(SignedJWT.parse(answer.accessToken()).getHeader().getKeyID());
        verifier.caller(answer.accessToken()).expect(200);
        server.clock.skip(Duration.ofHours(6));
        server.server.schedule().runAll();
      }
      assertEquals(3, signers.size());
    }
  }
}
