package dev.rejeton.application.port.out;

import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.TokenSalt;
import java.util.Optional;

/// Turns the name of a refresh token into a bearer string and back. Nothing is stored: the same
/// name under the same salt always gives the same string.
public interface RefreshTokens {
  /// {@return a salt for a new session, under the current master key}
  TokenSalt newSalt();

  Secret seal(RefreshToken token, TokenSalt salt);

  /// {@return the token this string claims to be} Garbage, typos and forgeries made without the
  /// master key are refused here, before anything is looked up; but only [#isGenuine] is proof.
  Optional<RefreshToken> unseal(Secret presented);

  /// {@return whether the string is the one sealed for this token under this salt}
  boolean isGenuine(Secret presented, RefreshToken token, TokenSalt salt);
}
