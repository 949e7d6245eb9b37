package dev.rejeton.adapter.http;

import dev.rejeton.application.port.in.Keys;
import dev.rejeton.domain.VerificationKey;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// `GET /.well-known/jwks.json`: the keys by which others verify our access tokens (RFC 7517 §5).
final class KeyEndpoints {
  private final Keys keys;

  KeyEndpoints(Keys keys) {
    this.keys = keys;
  }

  void addTo(Routes routes) {
    routes.add("/.well-known/jwks.json", Map.of(HandlerType.GET, this::show));
  }

  private record KeySet(List<Map<String, String>> keys) {}

  private void show(Context context) {
    var set = new KeySet(keys.verificationKeys().stream().map(VerificationKey::jwk).toList());
    byte[] content = Json.write(set);
    // Made from the content by MD5, which will do: both sides of the comparison are ours.
    String tag = "\"" + UUID.nameUUIDFromBytes(content) + "\"";
    SecurityHeaders.openToAll(context);
    context.header("Access-Control-Allow-Origin", "*");
    context.header("ETag", tag);
    if (isKnown(tag, Optional.ofNullable(context.header("If-None-Match")).orElse(""))) {
      Routes.bare(context, HttpStatus.NOT_MODIFIED);
    } else {
      context.contentType("application/json").result(content);
    }
  }

  /// RFC 9110 §13.1.2: a list, compared weakly.
  private static boolean isKnown(String tag, String ifNoneMatch) {
    return Stream.of(ifNoneMatch.split(","))
        .map(String::strip)
        .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
  }
}
