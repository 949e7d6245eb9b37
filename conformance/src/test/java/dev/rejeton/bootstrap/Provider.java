package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.rejeton.application.port.in.Registrations.RegistrationResult.Done;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.Client;
import dev.rejeton.domain.ClientId;
import dev.rejeton.domain.GrantType;
import dev.rejeton.domain.Profile;
import dev.rejeton.domain.Scope;
import dev.rejeton.domain.Terms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// A real Rejeton as clients meet it: they are told its issuer, and read the rest in its metadata.
/// It has a user, ada.
final class Provider implements AutoCloseable {
  static final ClientID FIRST_PARTY = new ClientID("first-party");

  /// What the first-party client and clients without another access are granted.
  static final String SCOPE = "api reports:read reports:write";

  /// For so long a refresh is answered as the one before it was.
  static final Duration GRACE = Profile.BALANCED.gracePeriod();

  final TestServer rejeton;
  final Issuer issuer;

  Provider(Path directory, Map<Setting, String> overrides) {
    String address = "127.0.0.1:" + freePort();
    Map<Setting, String> settings = new EnumMap<>(Setting.class);
    settings.put(Setting.LISTEN, address);
    settings.put(Setting.SCOPE, SCOPE);
    settings.putAll(overrides);
    this.issuer = new Issuer("http://" + address);
    this.rejeton = new TestServer(directory, settings);
    rejeton.addUser("ada");
  }

  /// An issuer is known before it listens.
  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  AuthorizationServerMetadata metadata() throws Exception {
    return AuthorizationServerMetadata.resolve(issuer);
  }

  /// Registers a confidential client, for all grants.
  ClientSecretBasic addClient(String id, Access access) {
    Done done = register(id, true, Set.of(GrantType.values()), access);
    return new ClientSecretBasic(
        new ClientID(id), new Secret(done.secret().orElseThrow().reveal()));
  }

  ClientSecretBasic addClient(String id) {
    return addClient(id, Access.to(Scope.parse(SCOPE)));
  }

  ClientID addPublicClient(String id, GrantType... grantTypes) {
    register(id, false, Set.of(grantTypes), Access.to(Scope.parse(SCOPE)));
    return new ClientID(id);
  }

  private Done register(String id, boolean confidential, Set<GrantType> grantTypes, Access access) {
    var client = new Client(new ClientId(id), id, confidential, grantTypes, access, Terms.SERVERS);
    try (OperatorDesk desk = rejeton.desk()) {
      return (Done) desk.registrations().add(client, desk.origin());
    }
  }

  /// Logs ada in at the door of the server's own app.
  RefreshToken logIn() {
    return new RefreshToken(rejeton.client.login("ada").expect(200).refreshToken());
  }

  static ResourceOwnerPasswordCredentialsGrant password() {
    return new ResourceOwnerPasswordCredentialsGrant("ada", new Secret(TestServer.PASSWORD));
  }

  /// {@return any answer of the token endpoint} None may be kept by a cache.
  static TokenResponse send(TokenRequest.Builder request) throws Exception {
    HTTPResponse response = request.build().toHTTPRequest().send();
    assertTrue(response.getCacheControl().contains("no-store"));
    assertEquals("no-cache", response.getPragma());
    return TokenResponse.parse(response);
  }

  /// {@return the tokens that a request is answered with}
  static Tokens tokens(TokenRequest.Builder request) throws Exception {
    TokenResponse response = send(request);
    assertTrue(
        response.indicatesSuccess(),
        () -> response.toErrorResponse().toJSONObject().toJSONString());
    return response.toSuccessResponse().getTokens();
  }

  /// Expects one of the errors that the library knows, with the status it knows.
  static void refuses(ErrorObject expected, TokenRequest.Builder request) throws Exception {
    TokenResponse response = send(request);
    assertFalse(response.indicatesSuccess());
    ErrorObject error = response.toErrorResponse().getErrorObject();
    assertEquals(expected.getCode(), error.getCode());
    assertEquals(expected.getHTTPStatusCode(), error.getHTTPStatusCode());
  }

  @Override
  public void close() {
    rejeton.close();
  }
}
