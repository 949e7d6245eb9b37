package dev.rejeton.application;

import dev.rejeton.application.port.out.KeyStore.StoredKey;
import dev.rejeton.application.port.out.SigningKeys;
import dev.rejeton.domain.KeySchedule;
import dev.rejeton.domain.SigningKeyLife;
import dev.rejeton.domain.VerificationKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One server's signing keys, that say in clear what they are: the public part is `algorithm/made
/// by/number`, the private one `master key/public part`.
final class ClearSigningKeys implements SigningKeys {
  private final String server;
  private final String algorithm;
  private final String masterKey;
  private List<StoredKey> used = List.of();

  ClearSigningKeys(String server, String algorithm, String masterKey) {
    this.server = server;
    this.algorithm = algorithm;
    this.masterKey = masterKey;
  }

  @Override
  public StoredKey generate(SigningKeyLife life) {
    String jwk = String.join("/", algorithm, server, Integer.toString(life.number()));
    return new StoredKey(life, jwk, masterKey + "/" + jwk, Optional.empty());
  }

  @Override
  public boolean isUpToDate(StoredKey key) {
    return key.jwk().startsWith(algorithm + "/");
  }

  @Override
  public StoredKey reseal(StoredKey key) {
    return new StoredKey(key.life(), key.jwk(), masterKey + "/" + key.jwk(), key.retiredAt());
  }

  @Override
  public void use(List<StoredKey> keys) {
    used = List.copyOf(keys);
  }

  @Override
  public List<VerificationKey> verificationKeys() {
    return used.stream().map(this::publicPart).toList();
  }

  @Override
  public VerificationKey publicPart(StoredKey key) {
    return new VerificationKey(key.jwk(), key.jwk().split("/")[0], Map.of());
  }

  /// {@return the ids of the keys that tokens are verified with}
  List<String> published() {
    return verificationKeys().stream().map(VerificationKey::keyId).toList();
  }

  /// {@return the id of the key that signs}
  String signing(Instant now) {
    List<SigningKeyLife> lives = used.stream().map(StoredKey::life).toList();
    SigningKeyLife signing = KeySchedule.signing(lives, now).orElseThrow();
    return used.stream()
        .filter(key -> key.life().equals(signing) && !key.sealed().isEmpty())
        .findFirst()
        .orElseThrow()
        .jwk();
  }
}
