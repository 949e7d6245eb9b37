package dev.rejeton.adapter.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rejeton.domain.Secret;
import java.util.Optional;

/// A JWS in compact serialization (RFC 7515 §7.1): three parts in base64url, each in its one
/// spelling, and the first of them a JSON object. Its signature is yet to be verified.
final class CompactJws {
  private final JsonObject header;
  private final byte[] payload;
  private final byte[] content;
  private final byte[] signature;

  private CompactJws(JsonObject header, byte[] payload, byte[] content, byte[] signature) {
    this.header = header;
    this.payload = payload;
    this.content = content;
    this.signature = signature;
  }

  static Optional<CompactJws> parse(Secret presented) {
    String compact = presented.reveal();
    String[] parts = compact.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    Optional<JsonObject> header = Base64Url.decode(parts[0]).flatMap(JsonObject::parse);
    Optional<byte[]> payload = Base64Url.decode(parts[1]);
    Optional<byte[]> signature = Base64Url.decode(parts[2]);
    if (header.isEmpty() || payload.isEmpty() || signature.isEmpty()) {
      return Optional.empty();
    }
    byte[] content = compact.substring(0, compact.lastIndexOf('.')).getBytes(US_ASCII);
    return Optional.of(new CompactJws(header.get(), payload.get(), content, signature.get()));
  }

  JsonObject header() {
    return header;
  }

  byte[] payload() {
    return payload;
  }

  /// {@return what is signed: the first two parts as they stand, with the dot between them}
  byte[] content() {
    return content;
  }

  byte[] signature() {
    return signature;
  }
}
