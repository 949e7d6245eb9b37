package dev.rejeton.adapter.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// One 256-bit master key. It encrypts and authenticates nothing itself: for every purpose another
/// key is derived from it (HKDF-SHA-256, RFC 5869).
final class MasterKey {
  static final int BYTES = 32;
  static final int MAX_ID = 255;

  private static final String HKDF = "HKDF-SHA256";
  private static final int FINGERPRINT_BYTES = 16;

  private final int id;
  private final SecretKey key;

  /// The keys of all purposes without a salt: some are asked for at every request.
  private final Map<Purpose, SecretKey> unsalted = new EnumMap<>(Purpose.class);

  /// What a key is derived for, and the `info` that keeps it apart from the others.
  enum Purpose {
    REFRESH_TOKEN_MAC("rejeton refresh-token mac v1", "HmacSHA256"),
    REFRESH_TOKEN_CHECK("rejeton refresh-token check v1", "HmacSHA256"),
    CSRF_TOKEN("rejeton csrf-token v1", "HmacSHA256"),
    SIGNING_KEY_WRAP("rejeton signing-key wrap v1", "AES"),
    FINGERPRINT("rejeton fingerprint v1", "HmacSHA256");

    private final String info;
    private final String algorithm;

    Purpose(String info, String algorithm) {
      this.info = info;
      this.algorithm = algorithm;
    }
  }

  MasterKey(int id, byte[] bytes) {
    if (id < 0 || id > MAX_ID || bytes.length != BYTES) {
      throw new IllegalArgumentException("a master key has 32 bytes and an id from 0 to 255");
    }
    this.id = id;
    this.key = new SecretKeySpec(bytes, HKDF);
    for (Purpose purpose : Purpose.values()) {
      unsalted.put(purpose, derive(purpose, new byte[0]));
    }
  }

  static MasterKey random(int id, RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new MasterKey(id, bytes);
  }

  int id() {
    return id;
  }

  /// {@return the 256-bit key of a purpose}
  SecretKey derived(Purpose purpose) {
    return Objects.requireNonNull(unsalted.get(purpose));
  }

  /// {@return the 256-bit key of a purpose, another one for every salt}
  SecretKey derive(Purpose purpose, byte[] salt) {
    try {
      var extractAndExpand =
          HKDFParameterSpec.ofExtract()
              .addIKM(key)
              .addSalt(salt)
              .thenExpand(purpose.info.getBytes(US_ASCII), BYTES);
      return KDF.getInstance(HKDF).deriveKey(purpose.algorithm, extractAndExpand);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + HKDF, e);
    }
  }

  /// {@return what tells this key from others and does not help to find it: 128 bits in base64url}
  String fingerprint() {
    byte[] derived = derived(Purpose.FINGERPRINT).getEncoded();
    return Base64Url.encode(Arrays.copyOf(derived, FINGERPRINT_BYTES));
  }

  /// {@return the key and its id as one line of text} The only place where the key itself shows.
  String line() {
    return id + ":" + Base64Url.encode(key.getEncoded());
  }
}
