package dev.rejeton.domain;

import static dev.rejeton.domain.Sample.APP;
import static dev.rejeton.domain.Sample.LAPTOP;
import static dev.rejeton.domain.Sample.T0;
import static dev.rejeton.domain.Sample.at;
import static dev.rejeton.domain.Sample.opened;
import static dev.rejeton.domain.Sample.token;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.domain.RotationOutcome.Issued;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AccessTokenExpiryTest {
  private static final RotationPolicy POLICY = Profile.BALANCED.policy();

  private static Session rotate(Session session, RefreshToken token, Instant now) {
    return rotate(POLICY, session, token, now);
  }

  private static Session rotate(
      RotationPolicy policy, Session session, RefreshToken token, Instant now) {
    return assertInstanceOf(Issued.class, policy.rotate(session, token, APP, LAPTOP, now)).next();
  }

  @Test
  void isTenMinutesLessUpToFivePercent() {
    Session session = opened(POLICY);
    Set<Long> lives = new HashSet<>();
    for (int rotation = 1; rotation <= 500; rotation++) {
      Instant now = at(rotation * 10);
      session = rotate(session, session.currentToken(), now);
      lives.add(Duration.between(now, POLICY.accessTokenExpiry(session, now)).toSeconds());
    }
    assertEquals(LongStream.rangeClosed(570, 600).boxed().collect(toSet()), lives);
  }

  @Test
  void isNotOneMomentForSessionsOfOneMoment() {
    Set<Instant> expiries = new HashSet<>();
    for (byte session = 0; session < 100; session++) {
      byte[] id = new byte[16];
      id[0] = session;
      expiries.add(POLICY.accessTokenExpiry(opened(POLICY, SessionId.of(id)), T0));
    }
    assertTrue(expiries.size() > 20, expiries::toString);
  }

  @Test
  void aRetryKeepsTheFirstExpiryAndARecoveryBeginsAnew() {
    Session session = rotate(opened(POLICY), token(0, 0), at(100));
    Instant first = POLICY.accessTokenExpiry(session, at(100));
    Session retried = rotate(session, token(0, 0), at(105));
    assertEquals(first, POLICY.accessTokenExpiry(retried, at(105)));
    Session recovered = rotate(session, token(0, 0), at(4000));
    assertTrue(POLICY.accessTokenExpiry(recovered, at(4000)).isAfter(at(4000).plusSeconds(569)));
  }

  @Test
  @Requirement("REF-18")
  void isNeverAfterTheEndOfTheSession() {
    Session session = opened(POLICY);
    Instant end = session.lifetime().endsAt();
    for (int day = 10; day < 90; day += 10) {
      session = rotate(session, session.currentToken(), at(day * 86_400L));
    }
    session = rotate(session, session.currentToken(), end.minusSeconds(300));
    assertEquals(end, POLICY.accessTokenExpiry(session, end.minusSeconds(300)));
  }

  @Test
  @Requirement("REF-18")
  void isNeverAfterTheSessionWouldBeIdle() {
    Timeouts usual = Timeouts.DEFAULT;
    var brief =
        new RotationPolicy(
            new Timeouts(
                usual.accessToken(), usual.accessToken(), usual.absolute(), usual.unremembered()),
            POLICY.gracePeriod(),
            POLICY.recoveryWindow(),
            POLICY.recoveryLimit(),
            POLICY.reuseAction(),
            POLICY.restoredSessions());
    Session rotated = rotate(brief, opened(brief), token(0, 0), at(60));
    assertTrue(brief.accessTokenExpiry(rotated, at(60)).isAfter(at(60 + 569)), "it is not cut");
    Session recovered = rotate(brief, rotated, token(0, 0), at(560));
    assertEquals(1, recovered.family().variant());
    assertEquals(at(660), recovered.lifetime().idleAt());
    assertEquals(at(660), brief.accessTokenExpiry(recovered, at(560)));
  }

  @Test
  @Requirement("REF-33")
  void isNotLongerForAClockThatWasAhead() {
    Session session = rotate(opened(POLICY), token(0, 0), at(8 * 3600));
    Session next = rotate(session, token(1, 0), at(60));
    assertFalse(POLICY.accessTokenExpiry(next, at(60)).isAfter(at(660)));
  }

  @Test
  @Requirement("JWT-18")
  void aDisplacedSiblingsAccessTokenIsNeverHonouredAgain() {
    Session session = rotate(rotate(opened(POLICY), token(0, 0), at(1)), token(0, 0), at(60));
    assertFalse(session.honours(token(0, 0), at(61)));
    for (int rotation = 1; rotation <= 3; rotation++) {
      assertFalse(session.honours(token(1, 0), at(61)), "after rotation " + rotation);
      assertTrue(session.honours(token(1, 1), at(61)), "after rotation " + rotation);
      assertTrue(session.honours(session.currentToken(), at(61)));
      session = rotate(session, session.currentToken(), at(61 + rotation));
    }
  }

  @Test
  void anotherTabsAccessTokenIsHonouredThroughRotations() {
    Session session = opened(POLICY);
    for (int rotation = 1; rotation <= 5; rotation++) {
      session = rotate(session, session.currentToken(), at(rotation));
      assertTrue(session.honours(token(0, 0), at(rotation)));
    }
  }

  @Test
  void nothingIsHonouredOnceTheSessionHasEnded() {
    Session session = opened(POLICY);
    assertTrue(session.honours(token(0, 0), session.lifetime().idleAt().minusMillis(1)));
    assertFalse(session.honours(token(0, 0), session.lifetime().idleAt()));
    assertFalse(session.revoke(Sample.logout(at(1))).honours(token(0, 0), at(2)));
  }
}
