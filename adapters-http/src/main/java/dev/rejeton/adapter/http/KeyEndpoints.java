package dev.rejeton.adapter.http;

import dev.rejeton.application.port.in.Keys;
import dev.rejeton.domain.VerificationKey;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;

/// `GET /.well-known/jwks.json`: the keys by which others verify our access tokens (RFC 7517 §5).
final class KeyEndpoints {
  static final String PATH = "/.well-known/jwks.json";

  private final Keys keys;

  KeyEndpoints(Keys keys) {
    this.keys = keys;
  }

  void addTo(Routes routes) {
    routes.add(PATH, Map.of(HandlerType.GET, this::show));
  }

  private record KeySet(List<Map<String, String>> keys) {}

  private void show(Context context) {
    PublicDocument.answer(
        context, new KeySet(keys.verificationKeys().stream().map(VerificationKey::jwk).toList()));
  }
}
