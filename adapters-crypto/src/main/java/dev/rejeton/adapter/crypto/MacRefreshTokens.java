package dev.rejeton.adapter.crypto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rejeton.adapter.crypto.MasterKey.Purpose;
import dev.rejeton.application.port.out.RefreshTokens;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SessionId;
import dev.rejeton.domain.TokenSalt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;

/// Refresh tokens that are derived and not stored: `rjt_` and base64url of 63 bytes, which fill
/// their 84 characters to the last bit, so that no token has a second spelling.
///
/// | format | key id | session id | generation    | variant | MAC | check |
/// |--------|--------|------------|---------------|---------|-----|-------|
/// | 1      | 1      | 16         | 4, big endian | 1       | 32  | 8     |
///
/// The MAC is the proof: HMAC-SHA-256 over all bytes before it, with a key derived from the master
/// key *and* the session's salt, which only the database has. The check is a filter in front of the
/// database: the first 64 bits of HMAC-SHA-256 over all bytes before it, with a key derived from
/// the master key alone.
public final class MacRefreshTokens implements RefreshTokens {
  private static final String PREFIX = "rjt_";
  private static final byte FORMAT = 1;
  private static final int MAX_VARIANT = 255;
  private static final int SALT_BYTES = 16;
  private static final int SESSION_ID_BYTES = 16;
  private static final int CHECK_BYTES = 8;
  private static final int NAME_BYTES = 23;
  private static final int CHECKED_BYTES = 55;
  private static final int BYTES = 63;
  private static final int LENGTH = 88;

  private final MasterKeyRing masterKeys;
  private final RandomGenerator random;

  public MacRefreshTokens(MasterKeyRing masterKeys, RandomGenerator random) {
    this.masterKeys = masterKeys;
    this.random = random;
  }

  @Override
  public TokenSalt newSalt() {
    byte[] bits = new byte[SALT_BYTES];
    random.nextBytes(bits);
    return new TokenSalt(masterKeys.keys().settled().id(), Base64Url.encode(bits));
  }

  /// Uses the master key of the salt, current or not, so that the session's tokens stay the same.
  ///
  /// @throws IllegalArgumentException if the variant is above 255; recoveries are limited long
  ///   before
  /// @throws WrongMasterKey if the master key is not at hand
  @Override
  public Secret seal(RefreshToken token, TokenSalt salt) {
    return seal(token, salt, masterKeys.keys().require(salt.keyId()));
  }

  private static Secret seal(RefreshToken token, TokenSalt salt, MasterKey master) {
    if (token.variant() > MAX_VARIANT) {
      throw new IllegalArgumentException("a refresh token has no room for a variant above 255");
    }
    byte[] saltBits = Base64.getUrlDecoder().decode(salt.bits());
    SecretKey macKey = master.derive(Purpose.REFRESH_TOKEN_MAC, saltBits);
    ByteBuffer bytes =
        ByteBuffer.allocate(BYTES)
            .put(FORMAT)
            .put((byte) master.id())
            .put(token.sessionId().bytes())
            .putInt(token.generation())
            .put((byte) token.variant());
    bytes.put(HmacSha256.mac(macKey, bytes.array(), NAME_BYTES));
    bytes.put(check(bytes.array(), master));
    return new Secret(PREFIX + Base64Url.encode(bytes.array()));
  }

  /// @throws UncheckedIOException if it may be a token of a master key that other servers have and
  ///   this one does not: its holder is to ask again, and not to log in
  @Override
  public Optional<RefreshToken> unseal(Secret presented) {
    String text = presented.reveal();
    if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    return Base64Url.decode(text.substring(PREFIX.length()))
        .filter(this::isChecked)
        .flatMap(MacRefreshTokens::name);
  }

  private boolean isChecked(byte[] bytes) {
    byte[] check = Arrays.copyOfRange(bytes, CHECKED_BYTES, BYTES);
    Optional<MasterKey> named = masterKeys.keys().find(Byte.toUnsignedInt(bytes[1]));
    if (named.isEmpty() && masterKeys.isBehind()) {
      throw new UncheckedIOException(new IOException("a master key of this database is missing"));
    }
    return bytes[0] == FORMAT
        && named.filter(master -> MessageDigest.isEqual(check(bytes, master), check)).isPresent();
  }

  private static byte[] check(byte[] bytes, MasterKey master) {
    byte[] mac = HmacSha256.mac(master.derived(Purpose.REFRESH_TOKEN_CHECK), bytes, CHECKED_BYTES);
    return Arrays.copyOf(mac, CHECK_BYTES);
  }

  /// Whoever has the master key can make any name pass the check; some are no token's.
  private static Optional<RefreshToken> name(byte[] checked) {
    byte[] sessionId = new byte[SESSION_ID_BYTES];
    ByteBuffer rest = ByteBuffer.wrap(checked).position(2).get(sessionId);
    int generation = rest.getInt();
    int variant = Byte.toUnsignedInt(rest.get());
    return generation < 0 || generation == Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.of(new RefreshToken(SessionId.of(sessionId), generation, variant));
  }

  @Override
  public boolean isGenuine(Secret presented, RefreshToken token, TokenSalt salt) {
    byte[] text = presented.reveal().getBytes(ISO_8859_1);
    // A salt of another master key seals to another key id, so that no second look at it is needed.
    return masterKeys
        .keys()
        .find(salt.keyId())
        .map(found -> seal(token, salt, found).reveal().getBytes(ISO_8859_1))
        .filter(expected -> MessageDigest.isEqual(expected, text))
        .isPresent();
  }
}
