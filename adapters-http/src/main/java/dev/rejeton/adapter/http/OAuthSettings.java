package dev.rejeton.adapter.http;

import dev.rejeton.domain.GrantType;
import java.util.List;
import java.util.stream.Stream;

/// What the OAuth endpoints offer.
///
/// @param audience what access tokens that are for the server's own audience name as their `aud`
/// @param passwordGrant whether the token endpoint takes a user's name and password (RFC 6749
///   §4.3), for clients that know no better way (RFC 9700 §2.4 forbids it); whoever then names no
///   client is the first-party client
public record OAuthSettings(String audience, boolean passwordGrant) {

  /// {@return the grant types that the token endpoint takes}
  List<GrantType> grantTypes() {
    return Stream.of(GrantType.values())
        .filter(type -> passwordGrant || type != GrantType.PASSWORD)
        .toList();
  }
}
