package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import dev.rejeton.Requirement;
import dev.rejeton.bootstrap.TestClient.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A resource server of Spring's that asks about each access token: it is told the endpoint, and
/// who it is.
class SpringIntrospectionTest {
  @TempDir Path directory;

  @Test
  @Requirement({"INT-01", "INT-02", "INT-04", "INT-06", "CLI-01"})
  void aLogoutIsSeenByTheNextRequest() throws Exception {
    try (var provider = new Provider(directory, Map.of())) {
      ClientSecretBasic client = provider.addClient("reports api");
      Map<String, String> properties =
          Map.of(
              "opaquetoken.introspection-uri",
              provider.metadata().getIntrospectionEndpointURI().toString(),
              "opaquetoken.client-id",
              client.getClientID().getValue(),
              "opaquetoken.client-secret",
              client.getClientSecret().getValue());
      try (var api = new SpringApi(properties)) {
        Answer login = provider.rejeton.client.login("ada").expect(200);
        Answer caller = api.caller(login.accessToken()).expect(200);
        assertEquals(login.claims().path("sub"), caller.body().path("name"));
        api.reports(login.accessToken()).expect(200);
        provider
            .rejeton
            .client
            .post("/v1/logout", Map.of("refresh_token", login.refreshToken()))
            .expect(204);
        api.caller(login.accessToken()).expect(401);
        api.reports(login.accessToken()).expect(401);
      }
    }
  }
}
