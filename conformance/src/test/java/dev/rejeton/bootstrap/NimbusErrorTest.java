package dev.rejeton.bootstrap;

import static dev.rejeton.bootstrap.Provider.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import dev.rejeton.Requirement;
import dev.rejeton.domain.GrantType;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nimbus' SDK reads every error of the token endpoint (RFC 6749 §5.2), and the refresh token that
/// was refused is as good as before.
class NimbusErrorTest {
  private static Provider provider;
  private static URI endpoint;
  private static ClientSecretBasic confidential;
  private static ClientID other;

  private final RefreshToken refreshToken = provider.logIn();

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    provider = new Provider(directory, Map.of(Setting.PASSWORD_GRANT, "true"));
    endpoint = provider.metadata().getTokenEndpointURI();
    confidential = provider.addClient("confidential");
    other = provider.addPublicClient("other", GrantType.REFRESH_TOKEN);
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  private TokenRequest.Builder refresh(ClientID client, RefreshToken token) {
    return new TokenRequest.Builder(endpoint, client, new RefreshTokenGrant(token));
  }

  private TokenRequest.Builder refresh() {
    return refresh(Provider.FIRST_PARTY, refreshToken);
  }

  @Test
  void aForeignRefreshTokenIsAnInvalidGrant() throws Exception {
    refuses(
        OAuth2Error.INVALID_GRANT, refresh(Provider.FIRST_PARTY, new RefreshToken("rjt_forged")));
  }

  @Test
  @Requirement("REF-04")
  void aRefreshTokenOfAnotherClientIsAnInvalidGrant() throws Exception {
    refuses(OAuth2Error.INVALID_GRANT, refresh(other, refreshToken));
    Provider.tokens(refresh());
  }

  @Test
  @Requirement("PWG-03")
  void aWrongPasswordIsAnInvalidGrant() throws Exception {
    for (String username : List.of("ada", "nobody")) {
      var guess = new ResourceOwnerPasswordCredentialsGrant(username, new Secret("a guess"));
      refuses(
          OAuth2Error.INVALID_GRANT,
          new TokenRequest.Builder(endpoint, Provider.FIRST_PARTY, guess));
    }
  }

  @Test
  @Requirement({"CLI-06", "CLI-07", "REF-05"})
  void aClientIsInvalidWithAWrongSecretOrWithoutOne() throws Exception {
    var grant =
        new RefreshTokenGrant(
            Provider.tokens(new TokenRequest.Builder(endpoint, confidential, Provider.password()))
                .getRefreshToken());
    var basic = new ClientSecretBasic(confidential.getClientID(), new Secret("a guess"));
    var post = new ClientSecretPost(confidential.getClientID(), new Secret("a guess"));
    refuses(OAuth2Error.INVALID_CLIENT, new TokenRequest.Builder(endpoint, basic, grant));
    refuses(OAuth2Error.INVALID_CLIENT, new TokenRequest.Builder(endpoint, post, grant));
    refuses(
        OAuth2Error.INVALID_CLIENT,
        new TokenRequest.Builder(endpoint, confidential.getClientID(), grant));
    HTTPResponse response =
        new TokenRequest.Builder(endpoint, basic, grant).build().toHTTPRequest().send();
    assertTrue(response.getWWWAuthenticate().startsWith("Basic realm="));
    Provider.tokens(new TokenRequest.Builder(endpoint, confidential, grant));
  }

  @Test
  @Requirement("CLI-10")
  void aPublicClientIsInvalidWithASecret() throws Exception {
    var secret = new ClientSecretPost(Provider.FIRST_PARTY, new Secret("a guess"));
    var grant = new RefreshTokenGrant(refreshToken);
    refuses(OAuth2Error.INVALID_CLIENT, new TokenRequest.Builder(endpoint, secret, grant));
    Provider.tokens(refresh());
  }

  @Test
  @Requirement("REF-06")
  void moreScopeIsAnInvalidScope() throws Exception {
    refuses(OAuth2Error.INVALID_SCOPE, refresh().scope(Scope.parse("api admin")));
    Provider.tokens(refresh());
  }

  @Test
  @Requirement({"REF-08", "AT-08"})
  void anotherResourceIsAnInvalidTarget() throws Exception {
    refuses(
        OAuth2Error.INVALID_TARGET, refresh().resource(URI.create("https://elsewhere.example")));
    Provider.tokens(refresh());
  }

  @Test
  void anotherGrantIsAnUnsupportedGrantType() throws Exception {
    refuses(
        OAuth2Error.UNSUPPORTED_GRANT_TYPE,
        new TokenRequest.Builder(endpoint, confidential, new ClientCredentialsGrant()));
  }

  @Test
  @Requirement("PWG-01")
  void thePasswordGrantIsUnsupportedUnlessItIsSet(@TempDir Path elsewhere) throws Exception {
    try (var strict = new Provider(elsewhere, Map.of())) {
      refuses(
          OAuth2Error.UNSUPPORTED_GRANT_TYPE,
          new TokenRequest.Builder(
              strict.metadata().getTokenEndpointURI(), Provider.FIRST_PARTY, Provider.password()));
    }
  }

  @Test
  @Requirement("TOK-13")
  void aClientWithoutTheGrantIsAnUnauthorizedClient() throws Exception {
    refuses(
        OAuth2Error.UNAUTHORIZED_CLIENT,
        new TokenRequest.Builder(endpoint, other, Provider.password()));
  }

  @Test
  @Requirement({"TOK-11", "CLI-04", "REF-02"})
  void aMalformedRequestIsAnInvalidRequest() throws Exception {
    String body = refresh().build().toHTTPRequest().getBody();
    assertInvalid(body + "&grant_type=refresh_token");
    assertInvalid("client_id=first-party&refresh_token=" + refreshToken);
    assertInvalid("client_id=first-party&grant_type=refresh_token");
    HTTPRequest twice = post(body + "&client_secret=" + confidential.getClientSecret().getValue());
    confidential.applyTo(twice);
    assertInvalid(twice);
    Provider.tokens(refresh());
  }

  private HTTPRequest post(String body) throws Exception {
    HTTPRequest request = refresh().build().toHTTPRequest();
    request.setBody(body);
    return request;
  }

  private void assertInvalid(String body) throws Exception {
    assertInvalid(post(body));
  }

  private static void assertInvalid(HTTPRequest request) throws Exception {
    var error = TokenErrorResponse.parse(request.send()).getErrorObject();
    assertEquals(OAuth2Error.INVALID_REQUEST, error);
    assertEquals(400, error.getHTTPStatusCode());
  }
}
