package dev.rejeton.adapter.http;

import dev.rejeton.domain.Client;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Where the server listens, and as whom it speaks.
///
/// @param issuer the public `http` or `https` URI of this server, as clients see it: no slash at
///   its end, no query, no fragment; problem types and challenges are made from it, never from a
///   `Host` header
/// @param api where clients connect; port 0 takes a free one
/// @param ops where whoever runs the server connects; port 0 takes a free one
/// @param client the client that logs in here
/// @param bodyPatience how long the body of a request may take to come
/// @param shutdownGrace how long requests that are under way have to finish
public record HttpSettings(
    String issuer,
    InetSocketAddress api,
    InetSocketAddress ops,
    Client client,
    Duration bodyPatience,
    Duration shutdownGrace) {
  private static final Duration BODY_PATIENCE = Duration.ofSeconds(10);

  public HttpSettings {
    if (issuer.endsWith("/") || issuer.contains("?") || issuer.contains("#")) {
      throw new IllegalArgumentException(
          "the issuer has no slash at its end, no query and no fragment");
    }
  }

  /// With ten seconds' patience for a body.
  public HttpSettings(
      String issuer,
      InetSocketAddress api,
      InetSocketAddress ops,
      Client client,
      Duration shutdownGrace) {
    this(issuer, api, ops, client, BODY_PATIENCE, shutdownGrace);
  }
}
