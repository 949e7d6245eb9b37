package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.rejeton.Requirement;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Nimbus' SDK reads in the metadata (RFC 8414).
class NimbusMetadataTest {
  private static Provider provider;
  private static AuthorizationServerMetadata metadata;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    provider = new Provider(directory, Map.of());
    metadata = provider.metadata();
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  @Test
  @Requirement({"MET-01", "MET-04", "MET-05", "MET-06", "MET-07"})
  void theIssuerIsAllThatAClientIsTold() {
    assertEquals(provider.issuer, metadata.getIssuer());
    assertEquals(at("/oauth2/token"), metadata.getTokenEndpointURI());
    assertEquals(at("/oauth2/revoke"), metadata.getRevocationEndpointURI());
    assertEquals(at("/oauth2/introspect"), metadata.getIntrospectionEndpointURI());
    assertEquals(at("/.well-known/jwks.json"), metadata.getJWKSetURI());
    assertEquals(List.of(new ResponseType("none")), metadata.getResponseTypes());
    assertEquals(List.of(GrantType.REFRESH_TOKEN), metadata.getGrantTypes());
    assertEquals(Scope.parse(Provider.SCOPE), metadata.getScopes());
    assertNull(metadata.getAuthorizationEndpointURI());
  }

  @Test
  @Requirement("MET-07")
  void everyWayForAClientToAuthenticateIsListed() {
    var secret =
        Set.of(
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
            ClientAuthenticationMethod.CLIENT_SECRET_POST);
    var secretOrNone =
        Set.of(
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
            ClientAuthenticationMethod.CLIENT_SECRET_POST,
            ClientAuthenticationMethod.NONE);
    assertEquals(secretOrNone, Set.copyOf(metadata.getTokenEndpointAuthMethods()));
    assertEquals(secretOrNone, Set.copyOf(metadata.getRevocationEndpointAuthMethods()));
    assertEquals(secret, Set.copyOf(metadata.getIntrospectionEndpointAuthMethods()));
  }

  @Test
  @Requirement({"MET-06", "PWG-09"})
  void thePasswordGrantIsListedWhereItIsAllowed(@TempDir Path elsewhere) throws Exception {
    try (var other = new Provider(elsewhere, Map.of(Setting.PASSWORD_GRANT, "true"))) {
      assertEquals(
          Set.of(GrantType.REFRESH_TOKEN, GrantType.PASSWORD),
          Set.copyOf(other.metadata().getGrantTypes()));
    }
  }

  @Test
  @Requirement("MET-10")
  void itIsNoOpenIdProvider() {
    assertThrows(IOException.class, () -> OIDCProviderMetadata.resolve(provider.issuer));
  }

  private static URI at(String path) {
    return URI.create(provider.issuer + path);
  }
}
