package dev.rejeton.adapter.crypto;

import java.util.Base64;
import java.util.Optional;

/// Base64url without padding (RFC 4648 §5, RFC 7515 §2), read in its one canonical spelling only.
final class Base64Url {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private Base64Url() {}

  static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /// {@return the bytes, unless the text is not what [#encode] makes of them}
  static Optional<byte[]> decode(String text) {
    try {
      byte[] bytes = DECODER.decode(text);
      // Java's decoder lets padding and non-zero trailing bits pass.
      return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException notBase64Url) {
      return Optional.empty();
    }
  }
}
