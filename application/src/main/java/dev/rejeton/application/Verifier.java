package dev.rejeton.application;

import dev.rejeton.application.port.out.AccessTokens;
import dev.rejeton.domain.AccessTokenClaims;
import dev.rejeton.domain.Secret;
import java.time.Instant;
import java.util.Optional;

/// Tells which access tokens count at this moment: those that are ours, have not expired, and are
/// not denied. Takes no write and, as long as the log of denials is as it was, no read. A token
/// seen here confirms that the answer it came with arrived.
public record Verifier(AccessTokens accessTokens, Denials denials, Confirmations confirmations) {
  /// {@return what the token says, if it counts here}
  Optional<AccessTokenClaims> verify(Secret jwt, Instant now) {
    return admit(accessTokens.verify(jwt, now), now);
  }

  /// {@return what the token says, if it counts where it is meant to}
  Optional<AccessTokenClaims> verifyForAnyone(Secret jwt, Instant now) {
    return admit(accessTokens.verifyForAnyone(jwt, now), now);
  }

  private Optional<AccessTokenClaims> admit(Optional<AccessTokenClaims> claims, Instant now) {
    Optional<AccessTokenClaims> admitted =
        claims.filter(verified -> !denials.deny(verified.givenWith(), now));
    admitted.ifPresent(verified -> confirmations.saw(verified.givenWith()));
    return admitted;
  }
}
