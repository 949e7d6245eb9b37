package dev.rejeton.domain;

import static dev.rejeton.domain.Rotations.BALANCED;
import static dev.rejeton.domain.Rotations.rotated;
import static dev.rejeton.domain.Sample.at;
import static dev.rejeton.domain.Sample.logout;
import static dev.rejeton.domain.Sample.opened;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionTest {
  private final Session opened = opened(BALANCED);

  @Test
  void everyChangeIsTheNextVersionAndKeepsTheRest() {
    Session rotated = rotated(opened, at(1));
    Lifetime lifetime = opened.lifetime().idleAt(rotated.lifetime().idleAt());
    assertEquals(next(lifetime, rotated.family(), Optional.empty()), rotated);

    TokenFamily recovered = opened.family().recover(at(2), Sample.ELSEWHERE);
    assertEquals(next(opened.lifetime(), recovered, Optional.empty()), opened.recovered(recovered));

    TokenFamily confirmed = opened.family().confirm();
    assertEquals(next(opened.lifetime(), confirmed, Optional.empty()), opened.confirm());

    Revocation logout = logout(at(3));
    assertEquals(
        next(opened.lifetime(), opened.family(), Optional.of(logout)), opened.revoke(logout));
  }

  private Session next(Lifetime lifetime, TokenFamily family, Optional<Revocation> revocation) {
    return new Session(
        Sample.SID,
        Sample.grant(),
        opened.device(),
        lifetime,
        opened.salt(),
        family,
        revocation,
        opened.version() + 1);
  }

  @Test
  void endingOrConfirmingTwiceChangesNothing() {
    Session ended = opened.revoke(logout(at(1)));
    assertSame(ended, ended.revoke(logout(at(2))));
    Session confirmed = opened.confirm();
    assertSame(confirmed, confirmed.confirm());
  }

  @Test
  void confirmingKeepsTheReasonOfAnEndedSession() {
    Session ended = opened.revoke(logout(at(1)));
    assertEquals(ended.revocation(), ended.confirm().revocation());
  }

  @Test
  void isLiveUntilItIsIdleOrEnded() {
    Instant idle = opened.lifetime().idleAt();
    assertTrue(opened.isLive(idle.minusMillis(1)));
    assertFalse(opened.isLive(idle));
    assertFalse(opened.revoke(logout(at(1))).isLive(at(0)));
  }

  @Test
  void isRememberedForAsLongAsItLastsIfItsUserAskedForIt() {
    assertTrue(opened.lifetime().remembered());
    assertTrue(rotated(opened, at(1)).lifetime().remembered());
    Session other =
        BALANCED.open(Sample.SID, Sample.grant(), opened.device(), opened.salt(), false, at(0));
    assertFalse(other.lifetime().remembered());
    assertFalse(rotated(other, at(1)).lifetime().remembered());
  }
}
