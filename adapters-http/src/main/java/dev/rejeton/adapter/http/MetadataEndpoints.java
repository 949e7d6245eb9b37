package dev.rejeton.adapter.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rejeton.application.port.in.Clients;
import dev.rejeton.domain.GrantType;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `GET /.well-known/oauth-authorization-server`: where the OAuth endpoints are and what they offer
/// (RFC 8414). If the issuer has a path, it is also where §3.1 puts it, before that path.
final class MetadataEndpoints {
  private static final String PATH = "/.well-known/oauth-authorization-server";
  private static final List<String> SECRET_METHODS =
      List.of("client_secret_basic", "client_secret_post");
  private static final List<String> ALL_METHODS =
      Stream.concat(SECRET_METHODS.stream(), Stream.of("none")).toList();

  /// What §2 requires to be named, and cannot be empty: there is no authorization endpoint.
  private static final List<String> NO_RESPONSE_TYPES = List.of("none");

  private final String issuer;
  private final OAuthSettings settings;
  private final Clients clients;

  MetadataEndpoints(String issuer, OAuthSettings settings, Clients clients) {
    this.issuer = issuer;
    this.settings = settings;
    this.clients = clients;
  }

  void addTo(Routes routes) {
    String issuerPath = URI.create(issuer).getRawPath();
    Stream.of(PATH, PATH + issuerPath)
        .distinct()
        .forEach(path -> routes.add(path, Map.of(HandlerType.GET, this::show)));
  }

  /// A list without elements is left out (RFC 8414 §3.2).
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private record Metadata(
      String issuer,
      URI tokenEndpoint,
      URI jwksUri,
      List<String> scopesSupported,
      List<String> responseTypesSupported,
      List<String> grantTypesSupported,
      List<String> tokenEndpointAuthMethodsSupported,
      URI revocationEndpoint,
      List<String> revocationEndpointAuthMethodsSupported,
      URI introspectionEndpoint,
      List<String> introspectionEndpointAuthMethodsSupported) {}

  private void show(Context context) {
    PublicDocument.answer(
        context,
        new Metadata(
            issuer,
            uri(GrantEndpoints.PATH),
            uri(KeyEndpoints.PATH),
            clients.firstParty().access().scope().tokens(),
            NO_RESPONSE_TYPES,
            settings.grantTypes().stream().map(GrantType::value).toList(),
            ALL_METHODS,
            uri(TokenStatusEndpoints.REVOCATION_PATH),
            ALL_METHODS,
            uri(TokenStatusEndpoints.INTROSPECTION_PATH),
            SECRET_METHODS));
  }

  private URI uri(String path) {
    return URI.create(issuer + path);
  }
}
