package dev.rejeton.application;

import dev.rejeton.application.port.out.RefreshTokens;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.TokenSalt;
import java.util.Optional;

/// Refresh tokens that say in clear what they name: `session generation variant salt`.
public record ClearRefreshTokens() implements RefreshTokens {
  @Override
  public TokenSalt newSalt() {
    return new TokenSalt(1, "salt");
  }

  @Override
  public Secret seal(RefreshToken token, TokenSalt salt) {
    return new Secret(
        String.join(
            " ",
            token.sessionId().value(),
            Integer.toString(token.generation()),
            Integer.toString(token.variant()),
            salt.bits()));
  }

  @Override
  public Optional<RefreshToken> unseal(Secret presented) {
    String[] parts = presented.reveal().split(" ");
    return parts.length == 4
        ? Optional.of(
            new RefreshToken(
                new SessionId(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])))
        : Optional.empty();
  }

  @Override
  public boolean isGenuine(Secret presented, RefreshToken token, TokenSalt salt) {
    return presented.reveal().equals(seal(token, salt).reveal());
  }
}
