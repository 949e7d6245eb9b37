package dev.rejeton.adapter.crypto;

import dev.rejeton.domain.Secret;
import java.util.Optional;
import java.util.Set;

/// A signed access token (RFC 9068 §2.1) about whose reading there are no two opinions. Its
/// signature is yet to be verified.
///
/// Written because java-jwt takes a lot on trust: `crit`, the type, duplicate members, bytes behind
/// the JSON, other spellings of the signature.
///
/// @param keyId the `kid` of its header
/// @param claims its payload
record StrictJws(CompactJws compact, String keyId, JsonObject claims) {
  private static final int MAX_LENGTH = 8 * 1024;
  private static final Set<String> HEADER = Set.of("alg", "kid", "typ");

  /// @param type the type that we write
  static Optional<StrictJws> parse(Secret presented, TokenType type) {
    if (presented.reveal().length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return CompactJws.parse(presented)
        .flatMap(compact ->
            keyId(compact.header(), type)
                .flatMap(keyId ->
                    JsonObject.parse(compact.payload())
                        .map(claims -> new StrictJws(compact, keyId, claims))));
  }

  /// {@return the key id, if the header is one that we write} Every other member is refused,
  /// whatever it asks for: `crit` and `b64` must be understood or refused (RFC 7515 §4.1.11), and a
  /// key comes from nobody but ourselves (RFC 8725 §3.10).
  private static Optional<String> keyId(JsonObject header, TokenType type) {
    boolean isOurs =
        header.names().equals(HEADER) && header.text("typ").filter(type::accepts).isPresent();
    return isOurs ? header.text("kid") : Optional.empty();
  }
}
