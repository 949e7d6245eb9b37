package dev.rejeton.domain;

import java.util.Optional;

/// What a client asks an access token to be good for; where it asks for nothing, it gets all that
/// was granted.
///
/// @param scope the scope asked for (RFC 6749 §6)
/// @param resource the one resource asked for (RFC 8707 §2)
public record AccessRequest(Optional<Scope> scope, Optional<String> resource) {
  public static final AccessRequest ALL = new AccessRequest(Optional.empty(), Optional.empty());
}
