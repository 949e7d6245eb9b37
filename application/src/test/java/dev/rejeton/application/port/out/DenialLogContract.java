package dev.rejeton.application.port.out;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.added;
import static dev.rejeton.application.port.out.Samples.replace;
import static dev.rejeton.application.port.out.Samples.revocation;
import static dev.rejeton.application.port.out.Samples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.DenialLog.Entry;
import dev.rejeton.domain.Denial;
import dev.rejeton.domain.Session;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every [DenialLog] keeps to, and what the other stores add to it.
public interface DenialLogContract extends SessionDenialContract {
  @Test
  default void readsOnInTheOrderItWasAdded() {
    List<Denial> denied = Stream.generate(this::deny).limit(5).toList();

    List<Entry> entries = denials().after(0, NOW, 10);

    assertEquals(denied, entries.stream().map(Entry::denial).toList());
    for (int i = 0; i < 5; i++) {
      assertTrue(entries.get(i).number() > (i == 0 ? 0 : entries.get(i - 1).number()));
      assertEquals(denied.subList(i + 1, 5), deniedAfter(entries.get(i).number()));
    }
    assertEquals(entries.subList(0, 2), denials().after(0, NOW, 2));
    assertEquals(entries.subList(2, 4), denials().after(entries.get(1).number(), NOW, 2));
    assertEquals(List.of(), denials().after(0, NOW, 0));
  }

  @Test
  default void readsADenialUntilItIsOverAndNotAtThatInstant() {
    Denial denial = deny(NOW.plusSeconds(60));
    Denial earlier = deny(NOW);
    assertTrue(earlier.until().isBefore(denial.until().minusMillis(1)));

    assertEquals(List.of(denial), deniedAfter(0, denial.until().minusMillis(1), 1));
    assertEquals(List.of(), deniedAfter(0, denial.until(), 10));
  }

  @Test
  @Requirement("STO-09")
  default void forgetsDenialsThatWereOverBeforeAnInstantAndNotAtIt() {
    Denial later = deny(NOW.plusMillis(1));
    Denial denial = deny(NOW);

    assertEquals(0, denials().purge(denial.until(), 10));
    assertEquals(1, denials().purge(denial.until().plusMillis(1), 10));
    assertEquals(List.of(later), deniedAfter(0));
  }

  @Test
  @Requirement("STO-09")
  default void forgetsNoMoreDenialsThanItIsAskedTo() {
    Instant until = Stream.generate(this::deny).limit(5).toList().getLast().until();

    assertEquals(2, denials().purge(until.plusMillis(1), 2));
    assertEquals(3, deniedAfter(0).size());
    assertEquals(2, denials().purge(until.plusMillis(1), 2));
    assertEquals(1, denials().purge(until.plusMillis(1), 2));
    assertEquals(0, denials().purge(until.plusMillis(1), 2));
  }

  @Test
  default void theMarkDiffersOnceSomethingWasAdded() {
    long before = denials().mark();
    for (int i = 0; i < 3; i++) {
      deny();

      long mark = denials().mark();
      assertNotEquals(before, mark);
      before = mark;
    }
  }

  @Test
  default void keepsDenialsWhenReopened() {
    Denial denial = deny();
    long number = last();

    reopen();

    assertEquals(List.of(new Entry(number, denial)), denials().after(0, NOW, 10));
  }

  @Test
  default void neverGivesANumberAgain() {
    Denial denial = deny();
    long number = last();
    assertEquals(1, denials().purge(denial.until().plusMillis(1), 10));

    reopen();

    Denial next = deny();
    assertEquals(List.of(next), deniedAfter(number));
  }

  private Denial deny() {
    return deny(NOW);
  }

  private Denial deny(Instant at) {
    Session revoked = added(this, ALICE, NOW).revoke(revocation(at));
    assertTrue(replace(this, revoked));
    return denial(revoked);
  }

  private static Denial denial(Session session) {
    return session.denial().orElseThrow();
  }

  private List<Denial> deniedAfter(long number) {
    return deniedAfter(number, NOW, 10);
  }

  private List<Denial> deniedAfter(long number, Instant now, int limit) {
    return denials().after(number, now, limit).stream().map(Entry::denial).toList();
  }

  private long last() {
    return denials().after(0, NOW, 100).stream().mapToLong(Entry::number).max().orElse(0);
  }
}
