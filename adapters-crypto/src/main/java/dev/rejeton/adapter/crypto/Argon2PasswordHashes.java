package dev.rejeton.adapter.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rejeton.application.port.out.PasswordHashes;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Secret;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Password hashes by Argon2id, computed on a few threads of their own: each hash takes a core and
/// tens of MiB for tens of milliseconds, and a virtual thread doing it would hold up the refreshes
/// behind it.
public final class Argon2PasswordHashes implements PasswordHashes, AutoCloseable {
  private final Argon2Parameters parameters;
  private final int memoryKib;

  /// A permit for each KiB that is free, in turn, so that who needs many is not overtaken for ever.
  private final Semaphore memory;

  private final RandomGenerator random;
  private final ExecutorService workers;
  private final PasswordHash decoy;

  /// @param memoryKib how much memory the hashes that are computed at once may take together
  /// @param parallel how many they are at most: the number of cores, or fewer
  /// @param waiting how many more may wait for their turn
  public Argon2PasswordHashes(
      Argon2Parameters parameters,
      int memoryKib,
      int parallel,
      int waiting,
      RandomGenerator random) {
    this(parameters, memoryKib, random, workers(parallel, waiting));
  }

  Argon2PasswordHashes(
      Argon2Parameters parameters, int memoryKib, RandomGenerator random, ExecutorService workers) {
    this.parameters = parameters;
    this.memoryKib = memoryKib;
    this.memory = new Semaphore(memoryKib, true);
    this.random = random;
    this.workers = workers;
    this.decoy = Argon2Hash.random(parameters, random).written();
  }

  private static ExecutorService workers(int parallel, int waiting) {
    if (parallel < 1 || waiting < 1) {
      throw new IllegalArgumentException(
          "password hashes need at least one thread and one place to wait");
    }
    return new ThreadPoolExecutor(
        parallel,
        parallel,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(waiting),
        Thread.ofPlatform().name("argon2-", 0).daemon().factory());
  }

  /// @throws IllegalArgumentException if the password is not Unicode text
  @Override
  public Optional<PasswordHash> hash(Secret password) {
    if (!isText(password)) {
      throw new IllegalArgumentException("a password is Unicode text, without lone surrogates");
    }
    return compute(
        password,
        parameters.memoryKib(),
        bytes -> Argon2Hash.of(bytes, parameters, random).written());
  }

  /// @throws IllegalStateException if the hash is not one of ours, or asks for more memory than
  ///   there is
  @Override
  public Match match(Secret password, PasswordHash hash) {
    Argon2Hash stored = Argon2Hash.parse(hash);
    if (!isText(password)) {
      return Match.DIFFERS;
    }
    return compute(password, stored.memoryKib(), stored::matches)
        .map(matches -> matches ? Match.MATCHES : Match.DIFFERS)
        .orElse(Match.BUSY);
  }

  @Override
  public PasswordHash decoy() {
    return decoy;
  }

  /// Ends the threads, after what waits has been done.
  @Override
  public void close() {
    workers.close();
  }

  /// {@return the result, unless too many are waiting or this thread is interrupted}
  private <T> Optional<T> compute(Secret password, int kib, Function<byte[], T> work) {
    if (kib > memoryKib) {
      throw new IllegalStateException(
          "a password hash asks for %d KiB, and there are %d".formatted(kib, memoryKib));
    }
    try {
      Future<T> result = workers.submit(() -> withBytes(password, kib, work));
      try {
        return Optional.of(result.get());
      } catch (InterruptedException e) {
        result.cancel(false);
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    } catch (RejectedExecutionException busy) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a password could not be hashed", e.getCause());
    }
  }

  /// The bytes of a password: NFC (NIST SP 800-63B-4 §3.1.1.2) in UTF-8, nothing trimmed, nothing
  /// cut. The work begins once this much memory is free.
  private <T> T withBytes(Secret password, int kib, Function<byte[], T> work) {
    byte[] bytes = Normalizer.normalize(password.reveal(), Normalizer.Form.NFC).getBytes(UTF_8);
    memory.acquireUninterruptibly(kib);
    try {
      return work.apply(bytes);
    } finally {
      memory.release(kib);
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /// Half a surrogate pair has no UTF-8: Java writes `?` for it, and many passwords would be one.
  private static boolean isText(Secret password) {
    return password
        .reveal()
        .codePoints()
        .noneMatch(point -> Character.getType(point) == Character.SURROGATE);
  }
}
