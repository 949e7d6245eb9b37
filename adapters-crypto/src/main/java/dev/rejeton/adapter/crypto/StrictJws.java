package dev.rejeton.adapter.crypto;

import dev.rejeton.domain.Secret;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A signed access token in compact form (RFC 7515 §7.1, RFC 9068 §2.1) about whose reading there
/// are no two opinions. Its signature is yet to be verified.
///
/// Written because java-jwt, which does that, takes a lot on trust: `crit`, the type, duplicate
/// members, bytes behind the JSON, other spellings of the signature.
///
/// @param compact the token itself
/// @param keyId the `kid` of its header
/// @param claims its payload
record StrictJws(Secret compact, String keyId, JsonObject claims) {
  private static final int MAX_LENGTH = 8 * 1024;
  private static final int SIGNATURE_BYTES = 64;
  private static final Set<String> HEADER = Set.of("alg", "kid", "typ");
  private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt");

  static Optional<StrictJws> parse(Secret presented) {
    String compact = presented.reveal();
    if (compact.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String[] parts = compact.split("\\.", -1);
    if (parts.length != 3 || !isSignature(parts[2])) {
      return Optional.empty();
    }
    return Base64Url.decode(parts[0])
        .flatMap(JsonObject::parse)
        .flatMap(StrictJws::keyId)
        .flatMap(keyId ->
            Base64Url.decode(parts[1])
                .flatMap(JsonObject::parse)
                .map(claims -> new StrictJws(presented, keyId, claims)));
  }

  /// {@return the key id, if the header is one that we write} Every other member is refused,
  /// whatever it asks for: `crit` and `b64` must be understood or refused (RFC 7515 §4.1.11), and a
  /// key comes from nobody but ourselves (RFC 8725 §3.10).
  private static Optional<String> keyId(JsonObject header) {
    boolean isOurs =
        header.names().equals(HEADER)
            && header.text("alg").filter(SigningKey.ALGORITHM::equals).isPresent()
            && header.text("typ").filter(StrictJws::isAccessToken).isPresent();
    return isOurs ? header.text("kid") : Optional.empty();
  }

  /// Media types know no case (RFC 7515 §4.1.9).
  private static boolean isAccessToken(String type) {
    return TYPES.contains(type.toLowerCase(Locale.ROOT));
  }

  private static boolean isSignature(String part) {
    return Base64Url.decode(part).filter(bytes -> bytes.length == SIGNATURE_BYTES).isPresent();
  }
}
