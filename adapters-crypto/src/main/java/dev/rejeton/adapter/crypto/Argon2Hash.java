package dev.rejeton.adapter.crypto;

import static org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_VERSION_13;
import static org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id;

import dev.rejeton.domain.PasswordHash;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;

/// An Argon2id hash (RFC 9106) with its salt and parameters, written as a PHC string:
/// `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<tag>`.
final class Argon2Hash {
  private static final int SALT_BYTES = 16;
  private static final int TAG_BYTES = 32;
  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getDecoder();

  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,2})"
              + "\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

  private final Argon2Parameters parameters;
  private final byte[] salt;
  private final byte[] tag;

  private Argon2Hash(Argon2Parameters parameters, byte[] salt, byte[] tag) {
    this.parameters = parameters;
    this.salt = salt;
    this.tag = tag;
  }

  /// {@return the hash of a password under a new salt}
  static Argon2Hash of(byte[] password, Argon2Parameters parameters, RandomGenerator random) {
    byte[] salt = randomBytes(SALT_BYTES, random);
    return new Argon2Hash(parameters, salt, tag(password, salt, parameters));
  }

  /// {@return a hash of nothing: its tag is random}
  static Argon2Hash random(Argon2Parameters parameters, RandomGenerator random) {
    return new Argon2Hash(
        parameters, randomBytes(SALT_BYTES, random), randomBytes(TAG_BYTES, random));
  }

  private static byte[] randomBytes(int length, RandomGenerator random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /// @throws IllegalStateException if it is not one that [#written] writes; the message does not
  ///   show it
  static Argon2Hash parse(PasswordHash written) {
    Matcher parts = PHC.matcher(written.phc());
    if (!parts.matches()) {
      throw new IllegalStateException("a stored password hash is not an Argon2id hash of ours");
    }
    try {
      var parameters =
          new Argon2Parameters(
              Integer.parseInt(parts.group(1)),
              Integer.parseInt(parts.group(2)),
              Integer.parseInt(parts.group(3)));
      return new Argon2Hash(
          parameters, DECODER.decode(parts.group(4)), DECODER.decode(parts.group(5)));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("a stored password hash has unusable parameters", e);
    }
  }

  PasswordHash written() {
    return new PasswordHash(
        "$argon2id$v=19$m=%s,t=%s,p=%s$%s$%s"
            .formatted(
                Integer.toString(parameters.memoryKib()),
                Integer.toString(parameters.iterations()),
                Integer.toString(parameters.parallelism()),
                ENCODER.encodeToString(salt),
                ENCODER.encodeToString(tag)));
  }

  /// {@return how much memory it takes to compute}
  int memoryKib() {
    return parameters.memoryKib();
  }

  boolean matches(byte[] password) {
    return MessageDigest.isEqual(tag, tag(password, salt, parameters));
  }

  static byte[] tag(byte[] password, byte[] salt, Argon2Parameters parameters) {
    return tag(
        password,
        new org.bouncycastle.crypto.params.Argon2Parameters.Builder(ARGON2_id)
            .withVersion(ARGON2_VERSION_13)
            .withMemoryAsKB(parameters.memoryKib())
            .withIterations(parameters.iterations())
            .withParallelism(parameters.parallelism())
            .withSalt(salt)
            .build());
  }

  static byte[] tag(byte[] password, org.bouncycastle.crypto.params.Argon2Parameters input) {
    var generator = new Argon2BytesGenerator();
    generator.init(input);
    byte[] tag = new byte[TAG_BYTES];
    generator.generateBytes(password, tag);
    return tag;
  }
}
