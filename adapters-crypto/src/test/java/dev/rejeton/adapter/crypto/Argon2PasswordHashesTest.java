package dev.rejeton.adapter.crypto;

import static dev.rejeton.adapter.crypto.Fixtures.RANDOM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.PasswordHashes.Match;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Secret;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Argon2PasswordHashesTest {
  /// Two threads, and memory for one hash at a time.
  private final Argon2PasswordHashes hashes =
      new Argon2PasswordHashes(Argon2Parameters.DEFAULT, 30_000, 2, 8, RANDOM);

  @AfterEach
  void close() {
    hashes.close();
  }

  private PasswordHash hash(String password) {
    return hashes.hash(new Secret(password)).orElseThrow();
  }

  private Match match(String password, PasswordHash hash) {
    return hashes.match(new Secret(password), hash);
  }

  @Test
  @Requirement("PSW-10")
  void aHashIsAPhcStringWithItsParameters() {
    assertTrue(
        hash("correct horse")
            .phc()
            .matches(
                "\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}"));
  }

  @Test
  void thePasswordMatchesItsHashAndNothingElseDoes() {
    PasswordHash hash = hash("correct horse");
    assertEquals(Match.MATCHES, match("correct horse", hash));
    for (String other :
        new String[] {
          "",
          "correct hors",
          "correct horse ",
          " correct horse",
          "Correct horse",
          "correct horse\u0000"
        }) {
      assertEquals(Match.DIFFERS, match(other, hash), other);
    }
  }

  @Test
  @Requirement("PSW-11")
  void theSamePasswordHasAnotherHashEveryTime() {
    assertNotEquals(hash("correct horse"), hash("correct horse"));
  }

  @Test
  @Requirement("PSW-05")
  void accentsMayBeComposedOrNotAndLigaturesStayThemselves() {
    assertEquals(Match.MATCHES, match("cafe\u0301", hash("caf\u00e9")));
    assertEquals(Match.DIFFERS, match("fi", hash("\uFB01")));
  }

  @Test
  void nothingIsCut() {
    PasswordHash hash = hash("a".repeat(1000) + "b");
    assertEquals(Match.DIFFERS, match("a".repeat(1000) + "c", hash));
    assertEquals(Match.MATCHES, match("\uD83D\uDE00\u0000 x", hash("\uD83D\uDE00\u0000 x")));
  }

  @Test
  void halfACharacterIsNoPasswordAndDoesNotTurnIntoAQuestionMark() {
    PasswordHash hash = hash("a?");
    assertEquals(Match.DIFFERS, match("a\uD800", hash));
    assertThrows(IllegalArgumentException.class, () -> hash("a\uD800"));
    assertThrows(IllegalArgumentException.class, () -> hash("\uDE00\uD83D"));
  }

  @Test
  void nothingMatchesTheDecoyWhichCostsAsMuch() {
    PasswordHash decoy = hashes.decoy();
    assertEquals(decoy, hashes.decoy());
    assertTrue(decoy.phc().startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
    assertEquals(Match.DIFFERS, match("", decoy));
  }

  @Test
  void aHashOfOtherParametersIsCheckedWithThem() {
    try (var stronger =
        new Argon2PasswordHashes(new Argon2Parameters(12_288, 3, 2), 12_288, 1, 1, RANDOM)) {
      PasswordHash hash = stronger.hash(new Secret("correct horse")).orElseThrow();
      assertTrue(hash.phc().contains("$m=12288,t=3,p=2$"));
      assertEquals(Match.MATCHES, match("correct horse", hash));
    }
  }

  @Test
  void aHashThatAsksForMoreMemoryThanThereIsIsABrokenWorld() {
    String phc = hash("correct horse").phc();
    PasswordHash greedy = new PasswordHash(phc.replace("m=19456", "m=30001"));
    assertThrows(IllegalStateException.class, () -> match("correct horse", greedy));
    assertEquals(Match.DIFFERS, match("x", new PasswordHash(phc.replace("m=19456", "m=30000"))));
    assertEquals(Match.MATCHES, match("correct horse", new PasswordHash(phc)));
  }

  /// Hashes on one thread that is taken, with two places to wait, some of them taken too.
  private static void whileBusy(int waiting, Consumer<Argon2PasswordHashes> check) {
    var workers = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(2));
    var finish = new CountDownLatch(1);
    try (var busy = new Argon2PasswordHashes(Argon2Parameters.DEFAULT, 30_000, RANDOM, workers)) {
      workers.execute(() -> await(finish));
      for (int i = 0; i < waiting; i++) {
        workers.execute(() -> {});
      }
      try {
        check.accept(busy);
      } finally {
        finish.countDown();
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Requirement("RLM-11")
  void whenAllPlacesToWaitAreTakenTheNextIsToldToComeBack() {
    whileBusy(
        2,
        busy -> {
          assertEquals(Match.BUSY, busy.match(new Secret("x"), busy.decoy()));
          assertEquals(Optional.empty(), busy.hash(new Secret("x")));
        });
  }

  @Test
  void aThreadThatIsInterruptedDoesNotWaitAndStaysInterrupted() {
    whileBusy(
        0,
        busy -> {
          Thread.currentThread().interrupt();
          assertEquals(Match.BUSY, busy.match(new Secret("x"), busy.decoy()));
          assertTrue(Thread.interrupted());
          Thread.currentThread().interrupt();
          assertEquals(Optional.empty(), busy.hash(new Secret("x")));
          assertTrue(Thread.interrupted());
        });
  }

  @Test
  void afterItIsClosedItIsBusyForEver() {
    hashes.close();
    assertEquals(Match.BUSY, match("x", hashes.decoy()));
  }

  @Test
  void manyAtOnceAllGetTheirAnswer() throws Exception {
    PasswordHash hash = hash("correct horse");
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var results =
          IntStream.range(0, 8)
              .mapToObj(i -> callers.submit(() -> match(i % 2 == 0 ? "correct horse" : "x", hash)))
              .toList();
      for (int i = 0; i < 8; i++) {
        assertEquals(i % 2 == 0 ? Match.MATCHES : Match.DIFFERS, results.get(i).get());
      }
    }
  }
}
