package dev.rejeton.bootstrap;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.rejeton.bootstrap.TestClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// An API that verifies access tokens by the key set as it was when it last fetched it, and never
/// fetches it for an unknown key.
final class CachingVerifier {
  private final TestClient client;
  private JWKSet cached = new JWKSet();

  CachingVerifier(TestClient client) {
    this.client = client;
  }

  void fetch() throws Exception {
    Answer published =
        client.send("GET", "/.well-known/jwks.json", BodyPublishers.noBody()).expect(200);
    cached = JWKSet.parse(published.body().toString());
  }

  Set<String> keyIds() {
    return cached.getKeys().stream().map(key -> key.getKeyID()).collect(Collectors.toSet());
  }

  /// {@return whether it knows the token's key, and that key has signed it}
  boolean accepts(String token) throws Exception {
    var jws = SignedJWT.parse(token);
    var key = Optional.ofNullable(cached.getKeyByKeyId(jws.getHeader().getKeyID()));
    return key.isPresent() && jws.verify(new ECDSAVerifier(key.get().toECKey()));
  }

  static String keyId(Answer issued) throws Exception {
    return SignedJWT.parse(issued.accessToken()).getHeader().getKeyID();
  }
}
