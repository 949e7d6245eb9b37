package dev.rejeton.bootstrap;

import dev.rejeton.adapter.crypto.JwtAccessTokens;
import dev.rejeton.adapter.crypto.JwtSigningKeys;
import dev.rejeton.adapter.crypto.MacRefreshTokens;
import dev.rejeton.adapter.crypto.MasterKeyRing;
import dev.rejeton.adapter.crypto.MasterKeys;
import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.SigningKeyLife;
import dev.rejeton.domain.TokenSalt;
import java.time.Instant;
import java.util.List;

/// Makes the tokens of a server with master keys that a thief has, or made up.
record Forge(Settings settings, MasterKeys masterKeys) {
  String refreshToken(RefreshToken token, TokenSalt salt) {
    return new MacRefreshTokens(new MasterKeyRing(masterKeys), Worlds.RANDOM)
        .seal(token, salt)
        .reveal();
  }

  /// {@return a signing key of the thief's own}
  StoredKey signingKey(Instant now) {
    return keys().generate(new SigningKeyLife(1, now, now));
  }

  /// @param stolen the signing keys, as they rest in the database
  String accessToken(List<StoredKey> stolen, Session of, Instant now, Instant expiresAt) {
    JwtSigningKeys keys = keys();
    keys.use(stolen);
    var tokens =
        new JwtAccessTokens(
            settings.issuer().toString(),
            settings.tokens().audience(),
            settings.tokens().type(),
            keys);
    return tokens.mint(of, of.grant().access(), now, expiresAt).jwt().reveal();
  }

  private JwtSigningKeys keys() {
    return new JwtSigningKeys(
        new MasterKeyRing(masterKeys), settings.tokens().algorithm(), Worlds.RANDOM);
  }
}
