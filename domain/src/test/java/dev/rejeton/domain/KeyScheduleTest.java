package dev.rejeton.domain;

import static dev.rejeton.domain.Sample.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The life of signing keys, in seconds: announced for 2, used for 5, kept for 3.
class KeyScheduleTest {
  private static final int NOTICE = 2;
  private static final int USE = 5;
  private static final int KEEP = 3;

  private static KeySchedule schedule() {
    return schedule(NOTICE, USE, KEEP);
  }

  private static KeySchedule schedule(int notice, int use, int keep) {
    return new KeySchedule(
        Duration.ofSeconds(notice), Duration.ofSeconds(use), Duration.ofSeconds(keep));
  }

  private static SigningKeyLife key(int number, int publishedAt, int signsFrom) {
    return new SigningKeyLife(number, at(publishedAt), at(signsFrom));
  }

  private static Optional<Integer> signing(int now, SigningKeyLife... keys) {
    return KeySchedule.signing(List.of(keys), at(now)).map(SigningKeyLife::number);
  }

  private static Optional<Instant> successor(int now, SigningKeyLife... keys) {
    return schedule().successorFrom(List.of(keys), at(now));
  }

  private static List<Integer> outlived(int now, SigningKeyLife... keys) {
    return schedule().outlived(List.of(keys), at(now)).stream()
        .map(SigningKeyLife::number)
        .toList();
  }

  @Test
  void theKeyWhoseTimeCameLastSigns() {
    SigningKeyLife one = key(1, 0, 0);
    SigningKeyLife two = key(2, 3, 5);
    assertEquals(Optional.of(1), signing(4, two, one));
    assertEquals(Optional.of(2), signing(5, two, one));
    assertEquals(Optional.of(2), signing(500, one, two));
    assertEquals(Optional.of(3), signing(5, key(3, 5, 5), one, two), "the later made of two");
    assertEquals(Optional.of(2), signing(6, key(3, 3, 4), one, two), "not the later made");
  }

  @Test
  void aServerWhoseKeysAreAllToComeSignsWithTheNext() {
    assertEquals(Optional.empty(), signing(0));
    assertEquals(Optional.of(2), signing(0, key(1, 0, 9), key(2, 0, 8), key(3, 0, 8)));
    assertEquals(Optional.of(1), signing(-9, key(1, 0, 0)), "a clock set back");
  }

  @Test
  @Requirement("JWK-11")
  void aSuccessorIsDueANoticeBeforeTheEndAndOnce() {
    SigningKeyLife one = key(1, 0, 0);
    assertEquals(Optional.empty(), successor(2, one));
    assertEquals(Optional.of(at(5)), successor(3, one));
    assertEquals(Optional.empty(), successor(3, one, key(2, 3, 5)));
    assertEquals(Optional.empty(), successor(7, one, key(2, 3, 5)));
    assertEquals(Optional.of(at(10)), successor(8, one, key(2, 3, 5)));
    assertEquals(Optional.empty(), successor(0));
    assertEquals(Optional.empty(), successor(-9, one), "a clock set back");
  }

  @Test
  @Requirement("JWK-07")
  void aSuccessorThatIsLateIsAnnouncedAllTheSame() {
    assertEquals(Optional.of(at(6)), successor(4, key(1, 0, 0)));
    assertEquals(Optional.of(at(500 + NOTICE)), successor(500, key(1, 0, 0)));
  }

  @Test
  @Requirement("JWK-07")
  void aKeyIsKeptAfterItsSuccessorHasBegunToSign() {
    SigningKeyLife one = key(1, 0, 0);
    SigningKeyLife two = key(2, 3, 5);
    assertEquals(List.of(), outlived(7, one, two));
    assertEquals(List.of(1), outlived(8, one, two));
    assertEquals(List.of(), outlived(8, one));
    assertEquals(List.of(), outlived(8, two));
    assertEquals(List.of(), outlived(0));
    assertEquals(List.of(2), outlived(8, key(1, 5, 5), key(2, 3, 4), key(3, 6, 9)), "in any order");
  }

  @ParameterizedTest
  @CsvSource({"-1, 5, 3", "5, 5, 3", "6, 5, 3", "2, 5, -1"})
  void aScheduleThatCannotBeKeptIsRefused(int notice, int use, int keep) {
    assertThrows(IllegalArgumentException.class, () -> schedule(notice, use, keep));
    assertEquals(Duration.ZERO, schedule(0, 1, 0).notice());
  }

  @Test
  void whateverKeysThereAreOneSignsAndOnlyOlderOnesAreOutlived() {
    int end = 12;
    for (int first = 0; first < end; first++) {
      for (int second = 0; second < end; second++) {
        for (int third = 0; third < end; third++) {
          var keys = List.of(key(1, 0, first), key(2, 0, second), key(3, 0, third));
          for (int now = 0; now < end + KEEP; now++) {
            assertLawful(keys, at(now));
          }
        }
      }
    }
  }

  private static void assertLawful(List<SigningKeyLife> keys, Instant now) {
    SigningKeyLife signing = KeySchedule.signing(keys, now).orElseThrow();
    List<SigningKeyLife> toCome =
        keys.stream().filter(key -> key.signsFrom().isAfter(now)).toList();
    assertTrue(keys.contains(signing));
    assertEquals(toCome.size() == keys.size(), toCome.contains(signing));
    List<SigningKeyLife> outlived = schedule().outlived(keys, now);
    assertFalse(outlived.contains(signing));
    assertTrue(outlived.stream().noneMatch(toCome::contains));
    assertTrue(
        outlived.isEmpty() || !signing.signsFrom().plusSeconds(KEEP).isAfter(now),
        "kept for as long as its tokens live");
    Optional<Instant> successor = schedule().successorFrom(keys, now);
    assertTrue(successor.isEmpty() || toCome.isEmpty(), "one at a time");
    assertTrue(successor.stream().noneMatch(from -> from.isBefore(now.plusSeconds(NOTICE))));
  }

  /// What servers made of the schedule, however seldom and irregularly they looked.
  private static final class Ring {
    private final List<SigningKeyLife> keys = new ArrayList<>(List.of(key(1, 0, 0)));
    private final Set<SigningKeyLife> gone = new HashSet<>();

    private List<SigningKeyLife> kept() {
      return keys.stream().filter(key -> !gone.contains(key)).toList();
    }

    void maintain(Instant now) {
      schedule()
          .successorFrom(kept(), now)
          .ifPresent(from -> keys.add(new SigningKeyLife(keys.size() + 1, now, from)));
      List<SigningKeyLife> outlived = schedule().outlived(kept(), now);
      for (SigningKeyLife key : outlived) {
        SigningKeyLife successor = keys.get(key.number());
        assertFalse(successor.signsFrom().plusSeconds(KEEP).isAfter(now), "kept long enough");
      }
      gone.addAll(outlived);
    }

    SigningKeyLife signing(Instant now) {
      return KeySchedule.signing(kept(), now).orElseThrow();
    }
  }

  /// Every way in which a server may look, or be down, in 14 seconds.
  @Test
  @Requirement({"JWK-07", "JWK-11"})
  void howeverSeldomServersLookNoKeySignsUnannounced() {
    int seconds = 14;
    for (int looks = 0; looks < 1 << seconds; looks++) {
      var ring = new Ring();
      SigningKeyLife before = ring.keys.getFirst();
      for (int second = 0; second < seconds; second++) {
        if ((looks >> second & 1) == 1) {
          ring.maintain(at(second));
        }
        SigningKeyLife signing = ring.signing(at(second));
        assertTrue(signing.number() >= before.number() && signing.number() <= before.number() + 1);
        assertTrue(
            signing.number() == 1
                || !signing.publishedAt().plusSeconds(NOTICE).isAfter(at(second)));
        before = signing;
      }
    }
  }

  @Test
  @Requirement("JWK-11")
  void aServerThatAlwaysLooksChangesTheKeyOnTime() {
    var ring = new Ring();
    for (int second = 0; second < 100; second++) {
      ring.maintain(at(second));
      assertEquals(1 + second / USE, ring.signing(at(second)).number());
      assertTrue(ring.kept().size() <= 2);
    }
  }
}
