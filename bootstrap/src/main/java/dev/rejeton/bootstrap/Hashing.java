package dev.rejeton.bootstrap;

import dev.rejeton.adapter.crypto.Argon2Parameters;
import dev.rejeton.adapter.crypto.Argon2PasswordHashes;

/// How passwords are hashed.
///
/// @param cost the cost of one hash
/// @param queue how many may wait for their turn
record Hashing(Argon2Parameters cost, int queue) {
  private static final long BYTES_OF_A_KIB = 1024;
  private static final int LONGEST_QUEUE = 10_000;

  static Hashing of(SettingsReader reader) {
    int queue = reader.number(Setting.HASH_QUEUE);
    if (queue < 1 || queue > LONGEST_QUEUE) {
      throw new SettingsError(
          "hash_queue is %d; it must be from 1 to %d".formatted(queue, LONGEST_QUEUE));
    }
    try {
      var cost =
          new Argon2Parameters(
              reader.number(Setting.ARGON2_MEMORY),
              reader.number(Setting.ARGON2_ITERATIONS),
              reader.number(Setting.ARGON2_PARALLELISM));
      return new Hashing(cost, queue);
    } catch (IllegalArgumentException e) {
      throw new SettingsError(
          e.getMessage() + "; look at argon2_memory, argon2_iterations and argon2_parallelism");
    }
  }

  /// {@return hashing at this cost, as many at once as there are processors and as fit in half of
  /// the memory, and one at least}
  Argon2PasswordHashes start() {
    Runtime jvm = Runtime.getRuntime();
    long half = jvm.maxMemory() / 2 / BYTES_OF_A_KIB;
    int memoryKib = Math.clamp(half, cost.memoryKib(), Integer.MAX_VALUE);
    return new Argon2PasswordHashes(
        cost, memoryKib, jvm.availableProcessors(), queue, Worlds.RANDOM);
  }
}
