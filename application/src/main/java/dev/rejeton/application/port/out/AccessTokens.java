package dev.rejeton.application.port.out;

import dev.rejeton.domain.AccessToken;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.VerificationKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Signs and verifies access tokens (RFC 9068). Verification is cryptography and form only; whether
/// the session still honours the token is for the caller to ask.
public interface AccessTokens {
  /// {@return a token for the session, given with its current refresh token}
  AccessToken mint(Session session, Instant now, Instant expiresAt);

  /// {@return what the token says, if it is one of ours and its time has come and not passed}
  Optional<AccessTokenClaims> verify(Secret jwt, Instant now);

  /// {@return what the token says, if it is one of ours, expired or not} Good for ending a session,
  /// never for using one.
  Optional<AccessTokenClaims> verifyEvenIfExpired(Secret jwt, Instant now);

  /// {@return the keys that verify every token that may be in use}
  List<VerificationKey> verificationKeys();
}
