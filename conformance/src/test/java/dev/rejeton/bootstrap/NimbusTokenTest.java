package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.rejeton.Requirement;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.Audience;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nimbus' SDK gets tokens (RFC 6749 §5.1, §6).
class NimbusTokenTest {
  private static final String ORDERS = "https://orders.example";
  private static final String STOCK = "https://stock.example/";

  private static Provider provider;
  private static URI endpoint;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    provider = new Provider(directory, Map.of(Setting.PASSWORD_GRANT, "true"));
    endpoint = provider.metadata().getTokenEndpointURI();
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  private static TokenRequest.Builder refresh(ClientAuthentication client, RefreshToken token) {
    return new TokenRequest.Builder(endpoint, client, new RefreshTokenGrant(token));
  }

  private static TokenRequest.Builder refresh(ClientID client, RefreshToken token) {
    return new TokenRequest.Builder(endpoint, client, new RefreshTokenGrant(token));
  }

  private static Tokens logIn(ClientAuthentication client) throws Exception {
    return Provider.tokens(new TokenRequest.Builder(endpoint, client, Provider.password()));
  }

  private static JWTClaimsSet claims(Tokens tokens) throws Exception {
    return SignedJWT.parse(tokens.getAccessToken().getValue()).getJWTClaimsSet();
  }

  @Test
  @Requirement({"TOK-01", "TOK-02", "TOK-03", "TOK-04", "REF-01"})
  void aPublicClientRefreshesByItsName() throws Exception {
    RefreshToken first = provider.logIn();
    Tokens tokens = Provider.tokens(refresh(Provider.FIRST_PARTY, first));
    assertNotEquals(first, tokens.getRefreshToken());
    assertEquals(AccessTokenType.BEARER, tokens.getAccessToken().getType());
    long lifetime =
        claims(tokens).getExpirationTime().toInstant().getEpochSecond()
            - claims(tokens).getIssueTime().toInstant().getEpochSecond();
    assertEquals(lifetime, tokens.getAccessToken().getLifetime());
    assertEquals(Scope.parse(Provider.SCOPE), tokens.getAccessToken().getScope());
  }

  @Test
  @Requirement({"CLI-01", "CLI-03", "MET-07"})
  void aConfidentialClientRefreshesByEitherWayToSendItsSecret() throws Exception {
    var basic = provider.addClient("either");
    var post = new ClientSecretPost(basic.getClientID(), basic.getClientSecret());
    RefreshToken first = logIn(post).getRefreshToken();
    RefreshToken second = Provider.tokens(refresh(basic, first)).getRefreshToken();
    provider.rejeton.clock.skip(Provider.GRACE);
    RefreshToken third = Provider.tokens(refresh(post, second)).getRefreshToken();
    assertNotEquals(first, second);
    assertNotEquals(second, third);
  }

  @Test
  @Requirement("CLI-02")
  void aClientIsKnownUnderANameThatHasToBeEncoded() throws Exception {
    var client = provider.addClient("a:b c%+/");
    assertEquals("a:b c%+/", claims(logIn(client)).getStringClaim("client_id"));
  }

  @Test
  @Requirement({"PWG-05", "TOK-05"})
  void aPasswordGetsTheScopeAskedForAndNoMore() throws Exception {
    var client = provider.addPublicClient("tutorial", dev.rejeton.domain.GrantType.values());
    Scope scope = Scope.parse("reports:read reports:write");
    Tokens tokens =
        Provider.tokens(
            new TokenRequest.Builder(endpoint, client, Provider.password()).scope(scope));
    assertEquals(scope, tokens.getAccessToken().getScope());
    assertEquals(scope.toString(), claims(tokens).getStringClaim("scope"));
    assertTrue(provider.metadata().getGrantTypes().contains(GrantType.PASSWORD));
  }

  @Test
  @Requirement({"REF-06", "REF-07", "TOK-05", "AT-09"})
  void aRefreshNarrowsTheScopeOfOneAccessToken() throws Exception {
    var client = provider.addClient("narrow");
    RefreshToken refreshToken = logIn(client).getRefreshToken();
    Tokens narrow = Provider.tokens(refresh(client, refreshToken).scope(Scope.parse("api")));
    assertEquals(Scope.parse("api"), narrow.getAccessToken().getScope());
    assertEquals("api", claims(narrow).getStringClaim("scope"));
    provider.rejeton.clock.skip(Provider.GRACE);
    Tokens wide = Provider.tokens(refresh(client, narrow.getRefreshToken()));
    assertEquals(Scope.parse(Provider.SCOPE), wide.getAccessToken().getScope());
    assertEquals(Provider.SCOPE, claims(wide).getStringClaim("scope"));
  }

  @Test
  @Requirement({"AT-07", "AT-08"})
  void aRefreshChoosesOneOfTheResources() throws Exception {
    var access =
        new Access(dev.rejeton.domain.Scope.parse("api"), new Audience(List.of(ORDERS, STOCK)));
    var client = provider.addClient("shop", access);
    Tokens all = logIn(client);
    assertEquals(List.of(ORDERS, STOCK), claims(all).getAudience());
    Tokens one =
        Provider.tokens(refresh(client, all.getRefreshToken()).resource(URI.create(STOCK)));
    assertEquals(List.of(STOCK), claims(one).getAudience());
    assertEquals(
        List.of(provider.issuer.getValue()),
        claims(logIn(provider.addClient("reports"))).getAudience());
  }
}
