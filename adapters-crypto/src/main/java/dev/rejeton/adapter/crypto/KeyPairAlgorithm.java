package dev.rejeton.adapter.crypto;

import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.rejeton.domain.Secret;
import java.security.PrivateKey;

/// A key pair of ours as java-jwt asks for one: one class for all algorithms, because the library
/// has none for Ed25519 and Java has one interface for all of them.
final class KeyPairAlgorithm extends Algorithm {
  private final PublicJwk publicKey;
  private final PrivateKey privateKey;

  KeyPairAlgorithm(PublicJwk publicKey, PrivateKey privateKey) {
    super(publicKey.algorithm().value(), publicKey.algorithm().value());
    this.publicKey = publicKey;
    this.privateKey = privateKey;
  }

  @Override
  public String getSigningKeyId() {
    return publicKey.keyId();
  }

  @Override
  public byte[] sign(byte[] content) {
    return publicKey.algorithm().sign(content, privateKey);
  }

  @Override
  public void verify(DecodedJWT jwt) {
    if (CompactJws.parse(new Secret(jwt.getToken())).filter(publicKey::hasSigned).isEmpty()) {
      throw new SignatureVerificationException(this);
    }
  }
}
