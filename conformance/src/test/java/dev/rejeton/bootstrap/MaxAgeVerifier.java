package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.rejeton.bootstrap.TestClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;

/// A verifier that holds the JWK Set for as long as it may (RFC 9111 §4.2), and does not ask again
/// before, whatever token it meets.
final class MaxAgeVerifier {
  private static final Pattern MAX_AGE = Pattern.compile("max-age=(\\d+)");

  private final TestClient server;
  private final InstantSource clock;
  private JWKSet keys = new JWKSet();
  private Instant staleAt = Instant.MIN;

  MaxAgeVerifier(TestClient server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
  }

  enum Verdict {
    ACCEPTED,
    UNKNOWN_KEY,
    REFUSED
  }

  Verdict verify(String token) throws Exception {
    Instant now = clock.instant();
    if (!now.isBefore(staleAt)) {
      fetch(now);
    }
    SignedJWT jws = SignedJWT.parse(token);
    JWK key = keys.getKeyByKeyId(jws.getHeader().getKeyID());
    if (key == null) {
      return Verdict.UNKNOWN_KEY;
    }
    Instant expiry = jws.getJWTClaimsSet().getExpirationTime().toInstant();
    return jws.verify(new ECDSAVerifier(key.toECKey())) && now.isBefore(expiry)
        ? Verdict.ACCEPTED
        : Verdict.REFUSED;
  }

  private void fetch(Instant now) throws Exception {
    Answer answer =
        server.send("GET", "/.well-known/jwks.json", BodyPublishers.noBody()).expect(200);
    var maxAge = MAX_AGE.matcher(answer.header("Cache-Control"));
    assertTrue(maxAge.find());
    keys = JWKSet.parse(answer.body().toString());
    staleAt = now.plus(Duration.ofSeconds(Long.parseLong(maxAge.group(1))));
  }
}
