package dev.rejeton.adapter.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/// How access tokens are signed. There are no others, no key sizes to choose from, and nothing that
/// is shared with those who verify.
public enum SigningAlgorithm {
  /// ECDSA on the curve P-256 (RFC 7518 §3.4).
  ES256("ES256", "EC", "SHA256withECDSAinP1363Format"),
  /// RSA with PKCS #1 v1.5 padding (RFC 7518 §3.3), for verifiers that know nothing newer.
  RS256("RS256", "RSA", "SHA256withRSA"),
  /// Ed25519 under its own name (RFC 9864).
  ED25519("Ed25519", "Ed25519", "Ed25519"),
  /// Ed25519 under the older name (RFC 8037), for verifiers that do not know the newer one.
  EDDSA("EdDSA", "Ed25519", "Ed25519");

  private static final int RSA_BITS = 3072;
  private static final int POINT_SIGNATURE_BYTES = 64;

  private final String value;
  private final String keyAlgorithm;
  private final String signatureAlgorithm;

  SigningAlgorithm(String value, String keyAlgorithm, String signatureAlgorithm) {
    this.value = value;
    this.keyAlgorithm = keyAlgorithm;
    this.signatureAlgorithm = signatureAlgorithm;
  }

  /// {@return its name in a header (`alg`)}
  public String value() {
    return value;
  }

  /// {@return what Java calls the keys}
  String keyAlgorithm() {
    return keyAlgorithm;
  }

  KeyPair generate(SecureRandom random) {
    AlgorithmParameterSpec kind =
        switch (this) {
          case ES256 -> new ECGenParameterSpec("secp256r1");
          case RS256 -> new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4);
          case ED25519, EDDSA -> NamedParameterSpec.ED25519;
        };
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(keyAlgorithm);
      generator.initialize(kind, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw cannotBeUsed(e);
    }
  }

  byte[] sign(byte[] content, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance(signatureAlgorithm);
      signature.initSign(key);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw cannotBeUsed(e);
    }
  }

  /// {@return whether these bytes, all of them, are a signature over the content by this key}
  boolean verify(byte[] content, byte[] presented, PublicKey key) {
    if (presented.length != signatureBytes(key)) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance(signatureAlgorithm);
      signature.initVerify(key);
      signature.update(content);
      return signature.verify(presented);
    } catch (SignatureException malformed) {
      return false;
    } catch (GeneralSecurityException e) {
      throw cannotBeUsed(e);
    }
  }

  private static int signatureBytes(PublicKey key) {
    return key instanceof RSAPublicKey rsa
        ? Math.ceilDiv(rsa.getModulus().bitLength(), Byte.SIZE)
        : POINT_SIGNATURE_BYTES;
  }

  private IllegalStateException cannotBeUsed(GeneralSecurityException cause) {
    return new IllegalStateException("this Java cannot use this key for " + value, cause);
  }
}
