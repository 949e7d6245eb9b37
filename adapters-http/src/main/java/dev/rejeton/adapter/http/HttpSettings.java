package dev.rejeton.adapter.http;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where the server listens, and as whom it speaks.
///
/// @param issuer the public `http` or `https` URI of this server, as clients see it: no slash at
///   its end, no query, no fragment; problem types and challenges are made from it, never from a
///   `Host` header
/// @param cookies how browsers keep refresh tokens
/// @param oauth what the OAuth endpoints offer
public record HttpSettings(
    String issuer,
    Network network,
    Browsers browsers,
    CookieSettings cookies,
    OAuthSettings oauth,
    Patience patience) {

  public HttpSettings {
    if (issuer.endsWith("/") || issuer.contains("?") || issuer.contains("#")) {
      throw new IllegalArgumentException(
          "the issuer has no slash at its end, no query and no fragment");
    }
  }

  /// How requests get here.
  ///
  /// @param api where clients connect; port 0 takes a free one
  /// @param ops where whoever runs the server connects, in plain HTTP; port 0 takes a free one
  /// @param tls the certificate to serve TLS with at `api`; empty for plain HTTP
  /// @param trustedProxies who is believed when it says for whom it asks
  public record Network(
      InetSocketAddress api,
      InetSocketAddress ops,
      Optional<Tls> tls,
      List<AddressBlock> trustedProxies) {
    public Network {
      trustedProxies = List.copyOf(trustedProxies);
    }
  }

  /// A certificate to serve TLS with. The files are read again when they change.
  ///
  /// @param certificate a PEM file: the server's certificate, and after it those that lead to a
  ///   root
  /// @param privateKey a PEM file: the certificate's key, EC, RSA or Ed25519, as PKCS#8 and not
  ///   encrypted
  public record Tls(Path certificate, Path privateKey) {}

  /// What pages in browsers may do.
  ///
  /// @param allowedOrigins whose pages may call the API, and, if they are of the same site, use the
  ///   cookie
  public record Browsers(Set<WebOrigin> allowedOrigins) {
    public Browsers {
      allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /// {@return whether pages of this origin may call the API}
    ///
    /// @param origin as in an `Origin` header
    boolean allows(String origin) {
      return allowedOrigins.stream().anyMatch(allowed -> allowed.value().equals(origin));
    }
  }

  /// How long the server waits.
  ///
  /// @param header for the rest of a request's header, once it began to come; up to a third more
  /// @param body for the body of a request
  /// @param shutdown for requests that are under way when it stops
  public record Patience(Duration header, Duration body, Duration shutdown) {
    private static final Duration HEADER = Duration.ofSeconds(10);
    private static final Duration BODY = Duration.ofSeconds(10);

    /// {@return ten seconds for a header, ten for a body, and so long for the rest}
    public static Patience untilShutdown(Duration shutdown) {
      return new Patience(HEADER, BODY, shutdown);
    }
  }
}
