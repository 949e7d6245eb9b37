package dev.rejeton.adapter.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.crypto.Wycheproof.Vector;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Project Wycheproof's P-256 signatures in the form that JWS has them in (r and s at full length),
/// straight through the verification of ES256.
class WycheproofEcdsaTest {
  private static final HexFormat HEX = HexFormat.of();

  private static boolean accepts(Vector vector) {
    String der = (String) vector.group().get("publicKeyDer");
    try {
      PublicKey key =
          KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(HEX.parseHex(der)));
      return SigningAlgorithm.ES256.verify(
          HEX.parseHex(vector.text("msg")), HEX.parseHex(vector.text("sig")), key);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Requirement("JWT-13")
  void everySignatureIsAcceptedOrRefusedAsItShould() {
    List<Vector> vectors = Wycheproof.read("ecdsa_secp256r1_sha256_p1363_test");
    assertEquals(262, vectors.size());
    assertEquals(173, vectors.stream().filter(Vector::isValid).count());
    assertEquals(
        List.of(),
        vectors.stream()
            .filter(vector -> accepts(vector) != vector.isValid())
            .map(Vector::id)
            .toList());
  }
}
