package dev.rejeton.application;

import static dev.rejeton.application.Fixture.APP;
import static dev.rejeton.application.Fixture.GRACE_PERIOD;
import static dev.rejeton.application.Fixture.LAPTOP;
import static dev.rejeton.application.Fixture.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.domain.AccessRequest;
import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.ReuseAction;
import dev.rejeton.domain.Revocation;
import dev.rejeton.domain.Revocation.Reason;
import dev.rejeton.domain.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Which access tokens are denied, as a server remembers it that others write to the log of.
class DenialsTest {
  private static final Duration LIFE = Duration.ofHours(1);

  private final Fixture fixture = new Fixture();
  private final WatchedDenialLog log = new WatchedDenialLog(fixture.store.denials());

  private Denials denials() {
    return new Denials(log, unasked());
  }

  /// {@return the sessions, as long as nobody looks for one}
  private SessionStore unasked() {
    return InterruptedStore.beforeFind(
        fixture.store,
        () -> {
          throw new AssertionError("the sessions were asked");
        });
  }

  private Session ended() {
    Session session = fixture.open();
    end(session);
    return session;
  }

  /// Another process would do so.
  private void end(Session session) {
    var because = new Revocation(fixture.instant(), Reason.LOGOUT, LAPTOP);
    new Revocations(fixture.store).revoke(session.id(), because);
  }

  private boolean denies(Denials denials, Session session) {
    return denials.deny(session.currentToken(), fixture.instant());
  }

  @Test
  @Requirement({"JWT-18", "INT-06"})
  void whatAnotherProcessEndsIsDeniedAtOnceAndBySessionAlone() {
    Denials one = denials();
    Denials other = denials();
    Session session = fixture.open();
    Session bystander = fixture.open();
    assertFalse(denies(one, session));
    assertFalse(denies(other, session));
    end(session);
    assertTrue(denies(one, session));
    assertTrue(denies(other, session));
    assertFalse(denies(one, bystander));
  }

  @Test
  @Requirement("JWT-18")
  void whatWasDeniedIsDeniedAfterARestart() {
    Session session = ended();
    assertTrue(denies(denials(), session));
  }

  @Test
  void aRecoveryDeniesWhatWasGivenBeforeAndNotWhatIsGivenSince() {
    Denials denials = denials();
    Session first = fixture.open();
    Session displaced = fixture.refreshed(first);
    assertFalse(denies(denials, displaced));
    fixture.pass(GRACE_PERIOD);
    var service = fixture.tokenService(ReuseAction.SESSION, fixture.store);
    Session recovered =
        Fixture.tokens(service.refresh(APP, token(first), AccessRequest.ALL, LAPTOP)).session();
    assertTrue(denies(denials, first));
    assertTrue(denies(denials, displaced));
    assertFalse(denies(denials, recovered));
    fixture.pass(GRACE_PERIOD);
    assertFalse(denies(denials, fixture.refreshed(recovered)));
    assertTrue(denies(denials, displaced));
  }

  @Test
  void theLogIsReadOnlyAfterItChanged() {
    Denials denials = denials();
    Session session = fixture.open();
    for (int i = 0; i < 3; i++) {
      assertFalse(denies(denials, session));
    }
    assertEquals(1, log.reads().get());
    end(session);
    for (int i = 0; i < 3; i++) {
      assertTrue(denies(denials, session));
    }
    assertEquals(2, log.reads().get());
  }

  @Test
  void whatIsAddedWhileTheLogIsReadIsNotMissed() {
    Denials denials = denials();
    Session session = fixture.open();
    log.afterRead().set(() -> end(session));
    assertFalse(denies(denials, session), "it was read before");
    assertTrue(denies(denials, session));
  }

  @Test
  void aLogOfManyDenialsIsReadToItsEnd() {
    List<Session> ended = IntStream.range(0, 2500).mapToObj(i -> ended()).toList();
    Denials denials = denials();
    assertTrue(ended.stream().allMatch(session -> denies(denials, session)));
    assertEquals(3, log.reads().get());
  }

  @Test
  void whatHasExpiredIsForgottenAndNotReadAgain() {
    Session session = ended();
    Denials denials = denials();
    fixture.pass(LIFE.minusMillis(1));
    assertTrue(denies(denials, session));
    denials.forget(fixture.instant());
    assertTrue(denies(denials, session), "an access token of its last moment is still good");
    fixture.pass(Duration.ofMillis(1));
    denials.forget(fixture.instant());
    assertFalse(denies(denials, session), "none of them is");
    assertFalse(denies(denials(), session));
  }

  @Test
  void ifThereAreMoreThanMemoryIsForTheSessionsAreAsked() {
    List<Session> ended = IntStream.range(0, 1500).mapToObj(i -> ended()).toList();
    Session live = fixture.open();
    var denials = new Denials(log, fixture.store, 1000);
    assertTrue(ended.stream().allMatch(session -> denies(denials, session)));
    assertFalse(denies(denials, live));
    assertEquals(1, log.reads().get(), "no more than fits is read, and that once");
    end(live);
    assertTrue(denies(denials, live));
    fixture.store.purge(fixture.instant().plusMillis(1), 2000);
    assertTrue(denies(denials, live), "a session that is forgotten honours nothing");
  }

  @Test
  void whenThereIsRoomAgainNothingWasMissed() {
    var denials = new Denials(log, fixture.store, 3);
    List<Session> first = IntStream.range(0, 3).mapToObj(i -> ended()).toList();
    assertTrue(denies(denials, first.getFirst()));
    fixture.pass(LIFE.dividedBy(2));
    Session whileFull = ended();
    Session spared = fixture.open();
    assertTrue(denies(denials, whileFull), "its session says so");
    int reads = log.reads().get();
    fixture.pass(LIFE.dividedBy(2));
    denials.forget(fixture.instant());
    assertTrue(denies(denials, whileFull));
    assertFalse(denies(denials, spared));
    assertEquals(reads + 1, log.reads().get(), "it knows all of it again");
    end(spared);
    assertTrue(denies(denials, spared));
  }

  @Test
  void onceItKnowsAllOfItAgainTheSessionsAreNotAsked() {
    SessionStore unasked = unasked();
    Session full = ended();
    Session later = fixture.open();
    var denials = new Denials(log, unasked, 1);
    assertTrue(denies(denials, full));
    fixture.pass(LIFE);
    end(later);
    denials.forget(fixture.instant());
    assertTrue(denies(denials, later));
  }

  /// Whoever is told that a session has ended finds its tokens denied, whatever others read, forget
  /// and fill the memory with at that moment.
  @Test
  @Requirement("JWT-18")
  void manyAtOnceMissNothing() throws Exception {
    var denials = new Denials(log, fixture.store, 700);
    Session old = IntStream.range(0, 600).mapToObj(i -> ended()).toList().getLast();
    assertTrue(denies(denials, old));
    fixture.pass(LIFE);
    Instant now = fixture.instant();
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Future<List<RefreshToken>>> parts = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        parts.add(threads.submit(() -> missed(denials, now)));
      }
      for (Future<List<RefreshToken>> part : parts) {
        assertEquals(List.of(), part.get());
      }
    }
  }

  private List<RefreshToken> missed(Denials denials, Instant now) {
    var missed = new ArrayList<RefreshToken>();
    for (int i = 0; i < 200; i++) {
      RefreshToken token = fixture.open().currentToken();
      boolean before = denials.deny(token, now);
      var because = new Revocation(now, Reason.LOGOUT, LAPTOP);
      new Revocations(fixture.store).revoke(token.sessionId(), because);
      if (before || !denials.deny(token, now)) {
        missed.add(token);
      }
      if (i % 40 == 39) {
        denials.forget(now);
      }
    }
    return missed;
  }
}
