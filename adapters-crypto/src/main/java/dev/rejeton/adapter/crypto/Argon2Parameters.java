package dev.rejeton.adapter.crypto;

/// What a password hash costs, at least as much as the OWASP Password Storage Cheat Sheet asks for.
///
/// @param memoryKib memory in KiB
/// @param iterations passes over the memory
/// @param parallelism lanes; here they are computed one after the other
public record Argon2Parameters(int memoryKib, int iterations, int parallelism) {
  public static final Argon2Parameters DEFAULT = new Argon2Parameters(19_456, 2, 1);

  /// Nobody sets more, and a stored hash that says more was tampered with. Whether this server has
  /// so much memory is for [Argon2PasswordHashes] to know.
  private static final int MAX_MEMORY_KIB = 1024 * 1024;

  private static final int MAX_ITERATIONS = 100;
  private static final int MAX_PARALLELISM = 64;

  public Argon2Parameters {
    boolean isStrong =
        isAtLeast(memoryKib, 12_288, iterations, 3)
            || isAtLeast(memoryKib, 19_456, iterations, 2)
            || isAtLeast(memoryKib, 47_104, iterations, 1);
    if (!isStrong || parallelism < 1) {
      throw new IllegalArgumentException(
          "Argon2id needs at least 19456 KiB and 2 iterations,"
              + " or 47104 KiB and 1, or 12288 KiB and 3, and a parallelism of 1");
    }
    if (memoryKib > MAX_MEMORY_KIB
        || iterations > MAX_ITERATIONS
        || parallelism > MAX_PARALLELISM) {
      throw new IllegalArgumentException(
          "Argon2id takes at most 1048576 KiB, 100 iterations and a parallelism of 64");
    }
  }

  private static boolean isAtLeast(int memoryKib, int leastKib, int iterations, int fewest) {
    return memoryKib >= leastKib && iterations >= fewest;
  }
}
