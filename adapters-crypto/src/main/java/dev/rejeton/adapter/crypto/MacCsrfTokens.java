package dev.rejeton.adapter.crypto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rejeton.adapter.crypto.MasterKey.Purpose;
import dev.rejeton.application.port.out.CsrfTokens;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SessionId;
import java.security.MessageDigest;

/// CSRF tokens that are derived and not stored: base64url of HMAC-SHA-256 over the session's id,
/// which is random, with a key derived from the current master key. Those of an earlier master key
/// stay good.
public final class MacCsrfTokens implements CsrfTokens {
  private final MasterKeyRing masterKeys;

  public MacCsrfTokens(MasterKeyRing masterKeys) {
    this.masterKeys = masterKeys;
  }

  @Override
  public Secret of(SessionId session) {
    return new Secret(mac(session, masterKeys.keys().settled()));
  }

  @Override
  public boolean isGenuine(Secret presented, SessionId session) {
    byte[] text = presented.reveal().getBytes(ISO_8859_1);
    return masterKeys.keys().all().stream()
        .map(key -> mac(session, key).getBytes(ISO_8859_1))
        .anyMatch(expected -> MessageDigest.isEqual(expected, text));
  }

  private static String mac(SessionId session, MasterKey key) {
    return Base64Url.encode(HmacSha256.mac(key.derived(Purpose.CSRF_TOKEN), session.bytes()));
  }
}
