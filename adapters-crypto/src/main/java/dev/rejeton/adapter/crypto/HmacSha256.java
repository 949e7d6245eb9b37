package dev.rejeton.adapter.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// HMAC-SHA-256 (RFC 2104).
final class HmacSha256 {
  private static final String ALGORITHM = "HmacSHA256";

  private HmacSha256() {}

  static byte[] mac(SecretKey key, byte[] bytes) {
    return mac(key, bytes, bytes.length);
  }

  /// {@return the MAC of the first so many bytes}
  static byte[] mac(SecretKey key, byte[] bytes, int length) {
    try {
      // A new one at every call: it is cheap, and nothing is shared between threads.
      Mac hmac = Mac.getInstance(ALGORITHM);
      hmac.init(key);
      hmac.update(bytes, 0, length);
      return hmac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }
}
