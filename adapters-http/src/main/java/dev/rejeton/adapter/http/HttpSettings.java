package dev.rejeton.adapter.http;

import dev.rejeton.domain.Client;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/// Where the server listens, and as whom it speaks.
///
/// @param issuer the public URI of this server, as clients see it: `http` or `https`, no query, no
///   fragment; problem types and challenges are made from it, never from a `Host` header
/// @param api where clients connect; port 0 takes a free one
/// @param ops where whoever runs the server connects; port 0 takes a free one
/// @param client the client that logs in here
/// @param shutdownGrace how long requests that are under way have to finish
public record HttpSettings(
    String issuer,
    InetSocketAddress api,
    InetSocketAddress ops,
    Client client,
    Duration shutdownGrace) {

  public HttpSettings {
    URI uri = URI.create(issuer);
    boolean isHttp = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!isHttp || uri.getHost() == null || issuer.contains("?") || issuer.contains("#")) {
      throw new IllegalArgumentException(
          "the issuer is an http or https URI without query and fragment");
    }
  }
}
