package dev.rejeton.application.port.out;

import dev.rejeton.domain.Access;
import dev.rejeton.domain.AccessToken;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import java.time.Instant;
import java.util.Optional;

/// Signs and verifies access tokens (RFC 9068). Verification is cryptography and form only; whether
/// the session still honours the token is for the caller to ask.
public interface AccessTokens {
  /// {@return a token for the session, given with its current refresh token}
  AccessToken mint(Session session, Access access, Instant now, Instant expiresAt);

  /// {@return what the token says, if it is one of ours, its time has come and not passed, and it
  /// is for this server} Good for asking this server something.
  Optional<AccessTokenClaims> verify(Secret jwt, Instant now);

  /// {@return what the token says, if it is one of ours and its time has come and not passed,
  /// whoever it is for} Good for telling others what it is worth.
  Optional<AccessTokenClaims> verifyForAnyone(Secret jwt, Instant now);

  /// {@return what the token says, if it is one of ours, expired or not, whoever it is for} Good
  /// for ending a session, never for using one.
  Optional<AccessTokenClaims> verifyEvenIfExpired(Secret jwt, Instant now);
}
