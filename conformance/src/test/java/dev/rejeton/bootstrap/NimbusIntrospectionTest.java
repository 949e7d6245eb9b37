package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Identifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.rejeton.Requirement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nimbus' SDK asks about tokens (RFC 7662) and revokes them (RFC 7009): an API, and an app of its
/// own name.
class NimbusIntrospectionTest {
  private static Provider provider;
  private static AuthorizationServerMetadata metadata;
  private static ClientSecretBasic api;
  private static ClientSecretBasic app;

  private Tokens tokens;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    provider = new Provider(directory, Map.of(Setting.PASSWORD_GRANT, "true"));
    metadata = provider.metadata();
    api = provider.addClient("api");
    app = provider.addClient("app");
  }

  @BeforeEach
  void logIn() throws Exception {
    tokens =
        Provider.tokens(
            new TokenRequest.Builder(metadata.getTokenEndpointURI(), app, Provider.password()));
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  private TokenIntrospectionSuccessResponse introspect(ClientAuthentication caller, Token token)
      throws Exception {
    var request =
        new TokenIntrospectionRequest(metadata.getIntrospectionEndpointURI(), caller, token);
    return TokenIntrospectionResponse.parse(request.toHTTPRequest().send()).toSuccessResponse();
  }

  private boolean isActive(Token token) throws Exception {
    return introspect(api, token).isActive();
  }

  private HTTPResponse revoke(ClientAuthentication caller, Token token) throws Exception {
    return new TokenRevocationRequest(metadata.getRevocationEndpointURI(), caller, token)
        .toHTTPRequest()
        .send();
  }

  private TokenRequest.Builder refresh() {
    return new TokenRequest.Builder(
        metadata.getTokenEndpointURI(), app, new RefreshTokenGrant(tokens.getRefreshToken()));
  }

  @Test
  @Requirement({"INT-02", "INT-04"})
  void whatIsToldIsWhatTheTokenSays() throws Exception {
    AccessToken token = tokens.getAccessToken();
    var told = introspect(api, token);
    var said = SignedJWT.parse(token.getValue()).getJWTClaimsSet();
    assertTrue(told.isActive());
    assertEquals(Scope.parse(Provider.SCOPE), told.getScope());
    assertEquals(app.getClientID(), told.getClientID());
    assertEquals(AccessTokenType.BEARER, told.getTokenType());
    assertEquals(said.getExpirationTime(), told.getExpirationTime());
    assertEquals(said.getIssueTime(), told.getIssueTime());
    assertEquals(said.getSubject(), told.getSubject().getValue());
    assertEquals(
        said.getAudience(), told.getAudience().stream().map(Identifier::getValue).toList());
    assertEquals(provider.issuer, told.getIssuer());
    assertEquals(said.getJWTID(), told.getJWTID().getValue());
    assertEquals(said.getStringClaim("sid"), told.getStringParameter("sid"));
  }

  @Test
  @Requirement("INT-08")
  void ofATokenThatIsNoneOrNotForTheCallerNothingIsTold() throws Exception {
    assertTrue(introspect(app, tokens.getRefreshToken()).isActive());
    for (Token token :
        List.of(
            tokens.getRefreshToken(),
            new BearerAccessToken("no.such.token"),
            new BearerAccessToken(tokens.getAccessToken().getValue() + "A"))) {
      assertEquals(Map.of("active", false), introspect(api, token).toJSONObject());
    }
  }

  @Test
  @Requirement({"INT-01", "REV-02"})
  void aCallerHasToAuthenticate() throws Exception {
    var guess = new ClientSecretBasic(api.getClientID(), new Secret("a guess"));
    var request =
        new TokenIntrospectionRequest(
            metadata.getIntrospectionEndpointURI(), guess, tokens.getAccessToken());
    var error =
        TokenIntrospectionResponse.parse(request.toHTTPRequest().send())
            .toErrorResponse()
            .getErrorObject();
    assertEquals(OAuth2Error.INVALID_CLIENT, error);
    assertEquals(401, error.getHTTPStatusCode());
    assertEquals(401, revoke(guess, tokens.getAccessToken()).getStatusCode());
    assertTrue(isActive(tokens.getAccessToken()));
  }

  @Test
  @Requirement("INT-06")
  void aLogoutIsToldByTheNextRequest() throws Exception {
    var login = provider.rejeton.client.login("ada").expect(200);
    var token = new BearerAccessToken(login.accessToken());
    assertTrue(isActive(token));
    provider
        .rejeton
        .client
        .post("/v1/logout", Map.of("refresh_token", login.refreshToken()))
        .expect(204);
    assertFalse(isActive(token));
  }

  @Test
  @Requirement({"REV-03", "REV-07", "REV-08", "INT-06"})
  void aRevokedRefreshTokenTakesItsAccessTokenAlong() throws Exception {
    assertTrue(isActive(tokens.getAccessToken()));
    assertEquals(200, revoke(app, tokens.getRefreshToken()).getStatusCode());
    assertFalse(isActive(tokens.getAccessToken()));
    Provider.refuses(OAuth2Error.INVALID_GRANT, refresh());
  }

  @Test
  @Requirement({"REV-03", "REV-09"})
  void aRevokedAccessTokenEndsItsSession() throws Exception {
    var post = new ClientSecretPost(app.getClientID(), app.getClientSecret());
    assertEquals(200, revoke(post, tokens.getAccessToken()).getStatusCode());
    assertFalse(isActive(tokens.getAccessToken()));
    Provider.refuses(OAuth2Error.INVALID_GRANT, refresh());
  }

  @Test
  @Requirement({"REV-02", "REV-03"})
  void aPublicClientRevokesByItsName() throws Exception {
    RefreshToken own = provider.logIn();
    var request =
        new TokenRevocationRequest(metadata.getRevocationEndpointURI(), Provider.FIRST_PARTY, own);
    assertEquals(200, request.toHTTPRequest().send().getStatusCode());
    Provider.refuses(
        OAuth2Error.INVALID_GRANT,
        new TokenRequest.Builder(
            metadata.getTokenEndpointURI(), Provider.FIRST_PARTY, new RefreshTokenGrant(own)));
  }

  @Test
  @Requirement("REV-10")
  void whatIsNotTheCallersIsNotRevoked() throws Exception {
    assertEquals(200, revoke(api, tokens.getRefreshToken()).getStatusCode());
    assertEquals(200, revoke(api, tokens.getAccessToken()).getStatusCode());
    assertEquals(200, revoke(api, new RefreshToken("rjt_forged")).getStatusCode());
    assertTrue(isActive(tokens.getAccessToken()));
    Provider.tokens(refresh());
  }
}
