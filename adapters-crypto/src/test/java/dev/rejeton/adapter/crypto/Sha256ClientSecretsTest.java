package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.RANDOM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.SecretHash;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256ClientSecretsTest {
  private final Sha256ClientSecrets secrets = new Sha256ClientSecrets(RANDOM);
  private final Secret secret = secrets.generate();
  private final SecretHash hash = secrets.hash(secret);

  @Test
  @Requirement("CLI-13")
  void aSecretHas256RandomBitsBehindAPrefix() {
    Set<String> generated =
        Stream.generate(() -> secrets.generate().reveal()).limit(1000).collect(Collectors.toSet());
    assertEquals(1000, generated.size());
    assertTrue(generated.stream().allMatch(text -> text.matches("rjc_[A-Za-z0-9_-]{43}")));
  }

  /// SHA-256 of `abc`, from FIPS 180-2, appendix B.1, in base64url.
  @Test
  @Requirement("CLI-13")
  void whatIsStoredIsAHashWithTheNameOfItsScheme() {
    assertEquals(
        "sha256:ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0",
        secrets.hash(new Secret("abc")).value());
    assertFalse(hash.value().contains(secret.reveal().substring(4)));
    assertEquals("[redacted]", hash.toString());
  }

  @Test
  @Requirement("CLI-13")
  void onlyTheSecretMatchesItsHash() {
    assertTrue(secrets.matches(new Secret(secret.reveal()), hash));
    assertFalse(secrets.matches(secrets.generate(), hash));
    assertFalse(secrets.matches(new Secret(hash.value()), hash));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "rjc_", "\uD800", "\u0000"})
  void anythingMayBePresented(String presented) {
    assertFalse(secrets.matches(new Secret(presented), hash));
    assertFalse(
        secrets.matches(new Secret(secret.reveal() + presented.repeat(1_000_000) + "x"), hash));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256:", "argon2:AAAA"})
  void aHashOfNoSecretMatchesNone(String stored) {
    assertFalse(secrets.matches(secret, new SecretHash(stored)));
  }
}
