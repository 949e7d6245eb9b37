package dev.rejeton.application;

import dev.rejeton.application.port.out.AccessTokens;
import dev.rejeton.domain.Access;
import dev.rejeton.domain.AccessToken;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import java.time.Instant;
import java.util.Optional;

/// Signing that fails, as it would if the key had become unreadable.
public record FailingAccessTokens() implements AccessTokens {
  @Override
  public AccessToken mint(Session session, Access access, Instant now, Instant expiresAt) {
    throw new IllegalStateException("the key cannot be read");
  }

  @Override
  public Optional<AccessTokenClaims> verify(Secret jwt, Instant now) {
    return Optional.empty();
  }

  @Override
  public Optional<AccessTokenClaims> verifyForAnyone(Secret jwt, Instant now) {
    return verify(jwt, now);
  }

  @Override
  public Optional<AccessTokenClaims> verifyEvenIfExpired(Secret jwt, Instant now) {
    return Optional.empty();
  }
}
