package dev.rejeton.application.port.out;

import static dev.rejeton.application.port.out.Race.together;
import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.added;
import static dev.rejeton.application.port.out.Samples.event;
import static dev.rejeton.application.port.out.Samples.hash;
import static dev.rejeton.application.port.out.Samples.opens;
import static dev.rejeton.application.port.out.Samples.replace;
import static dev.rejeton.application.port.out.Samples.revocation;
import static dev.rejeton.application.port.out.Samples.rotated;
import static dev.rejeton.application.port.out.Samples.session;
import static dev.rejeton.application.port.out.Samples.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.domain.AuditEvent.Type;
import dev.rejeton.domain.PasswordHash;
import dev.rejeton.domain.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What comes of many callers of a [SessionStore] at the same time.
interface SessionRaceContract extends Stores {
  int RUNNERS = 32;
  int ROUNDS = 10;

  @Test
  @Requirement({"REF-15", "STO-01"})
  default void ofManyThatReplaceOneVersionOneWins() throws Exception {
    Session session = added(this, ALICE, NOW);
    for (int round = 1; round <= ROUNDS; round++) {
      Session before = session;
      Instant now = NOW.plusSeconds(600 * round);
      List<Session> bids =
          IntStream.range(0, RUNNERS)
              .mapToObj(runner -> rotated(before, now.plusSeconds(runner)))
              .toList();

      List<Boolean> won = together(bids.stream().map(bid -> replacing(bid)));

      assertEquals(1, won.stream().filter(Boolean::booleanValue).count());
      session = bids.get(won.indexOf(true));
      assertEquals(Optional.of(session), sessions().find(session.id()));
      assertEquals(1 + round, audit().of(session.id()).size());
    }
  }

  @Test
  @Requirement("REF-27")
  default void aRefreshThatRacesARevocationOfAllDoesNotSurviveIt() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<Session> read = Stream.generate(() -> added(this, ALICE, NOW)).limit(RUNNERS).toList();
      Callable<Boolean> revokeAll =
          () ->
              sessions().revokeAll(ALICE, Optional.empty(), revocation(NOW.plusSeconds(600)))
                  == RUNNERS;

      List<Boolean> won =
          together(
              Stream.concat(
                  read.stream().map(session -> replacing(rotated(session, NOW.plusSeconds(600)))),
                  Stream.of(revokeAll)));

      assertTrue(won.getLast(), "every session was revoked");
      assertEquals(List.of(), sessions().findLive(ALICE, NOW));
    }
  }

  @Test
  @Requirement("SES-08")
  default void aLoginThatRacesTheDisablingOfItsUserLeavesNoLiveSession() throws Exception {
    added(this, user(ALICE, "alice"), hash("YWxpY2U"));
    for (int round = 0; round < ROUNDS; round++) {
      users().enable(ALICE, event(ALICE, Type.USER_ENABLED));

      amongLogins(
          hash("YWxpY2U"),
          () -> users().disable(ALICE, revocation(NOW), event(ALICE, Type.USER_DISABLED)));

      assertEquals(List.of(), sessions().findLive(ALICE, NOW));
    }
  }

  @Test
  @Requirement("PSW-09")
  default void aLoginThatRacesANewPasswordLeavesNoLiveSession() throws Exception {
    PasswordHash old = hash("MA");
    added(this, user(ALICE, "alice"), old);
    for (int round = 1; round <= ROUNDS; round++) {
      PasswordHash changed = hash("bmV3" + round);

      amongLogins(
          old,
          () ->
              users()
                  .setPassword(
                      ALICE, changed, revocation(NOW), event(ALICE, Type.PASSWORD_CHANGED)));

      assertEquals(List.of(), sessions().findLive(ALICE, NOW));
      old = changed;
    }
  }

  private void amongLogins(PasswordHash checked, Runnable change) throws Exception {
    Callable<Boolean> logIn = () -> opens(this, session(ALICE, NOW), Optional.of(checked));
    together(
        Stream.concat(
            Stream.generate(() -> logIn).limit(RUNNERS),
            Stream.of(Executors.callable(change, true))));
  }

  @Test
  @Requirement({"REF-32", "STO-09"})
  default void aSessionThatIsRefreshedWhileOthersArePurgedIsKept() throws Exception {
    Instant idleAt = session(ALICE, NOW).lifetime().idleAt();
    for (int round = 0; round < ROUNDS; round++) {
      List<Session> read = Stream.generate(() -> added(this, ALICE, NOW)).limit(RUNNERS).toList();
      Callable<Boolean> purge = () -> sessions().purge(idleAt.plusMillis(1), RUNNERS) > 0;

      List<Boolean> done =
          together(
              Stream.concat(
                  Stream.generate(() -> purge).limit(4),
                  read.stream()
                      .map(session -> replacing(rotated(session, idleAt.minusMillis(1))))));

      List<Boolean> refreshed = done.subList(4, done.size());
      for (int i = 0; i < RUNNERS; i++) {
        assertEquals(refreshed.get(i), sessions().find(read.get(i).id()).isPresent());
      }
      sessions().purge(idleAt.plus(Duration.ofDays(365)), RUNNERS);
    }
  }

  private Callable<Boolean> replacing(Session next) {
    return () -> replace(this, next);
  }
}
