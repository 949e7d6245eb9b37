package dev.rejeton.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.SessionId;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfirmationsTest {
  private static final int MOST = 50_000;

  private final Confirmations confirmations = new Confirmations();

  private static RefreshToken token(int session, int generation, int variant) {
    byte[] id = ByteBuffer.allocate(16).putInt(session).array();
    return new RefreshToken(SessionId.of(id), generation, variant);
  }

  private void saw(RefreshToken... tokens) {
    List.of(tokens).forEach(confirmations::saw);
  }

  private void sawSessions(int from, int to) {
    IntStream.range(from, to).forEach(session -> saw(token(session, 0, 0)));
  }

  private Set<RefreshToken> drained() {
    return Set.copyOf(confirmations.drain());
  }

  @Test
  void aTokenInUseAllDayIsNewsOnce() {
    saw(token(1, 0, 0), token(1, 0, 0));
    assertEquals(Set.of(token(1, 0, 0)), drained());
    saw(token(1, 0, 0));
    assertEquals(Set.of(), drained());
  }

  @Test
  void ofOneSessionTheNewestIsNews() {
    saw(token(1, 3, 0), token(1, 3, 1), token(1, 2, 5), token(2, 0, 0));
    assertEquals(Set.of(token(1, 3, 1), token(2, 0, 0)), drained());
  }

  @Test
  void anOlderTokenIsNoNewsAfterwardsEither() {
    saw(token(1, 3, 1));
    assertEquals(Set.of(token(1, 3, 1)), drained());
    saw(token(1, 2, 0), token(1, 3, 0), token(1, 3, 1));
    assertEquals(Set.of(), drained());
    saw(token(1, 4, 0));
    assertEquals(Set.of(token(1, 4, 0)), drained());
  }

  @Test
  void noMoreAreKeptThanMemoryIsForAndTheOthersAreNewsNextTime() {
    sawSessions(0, MOST + 10_000);
    assertEquals(MOST, drained().size());
    saw(token(MOST + 9_999, 0, 0));
    assertEquals(Set.of(token(MOST + 9_999, 0, 0)), drained());
  }

  @Test
  void whatWasForgottenIsStillNotOverriddenByAnOlderToken() {
    sawSessions(2, MOST + 1);
    assertEquals(MOST - 1, drained().size());
    saw(token(1, 3, 1));
    saw(token(1, 2, 0));
    assertEquals(Set.of(token(1, 3, 1)), drained());
  }
}
