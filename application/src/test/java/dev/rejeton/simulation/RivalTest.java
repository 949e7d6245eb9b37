package dev.rejeton.simulation;

import static dev.rejeton.simulation.Rule.Answer.Denied.ENDED;
import static dev.rejeton.simulation.Rule.Answer.Denied.REFUSED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejeton.simulation.Rule.Answer;
import dev.rejeton.simulation.Rule.Answer.Issued;
import dev.rejeton.simulation.Rule.Login;
import dev.rejeton.simulation.Rule.Token;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Each rule by what it answers to tokens 0, 1 and 2 of one login.
class RivalTest {
  private static final Instant T0 = World.START;

  /// {@return the answer to the last of these presentations, each of which is a token and a second}
  private static Answer last(Rule rule, long... presentations) {
    Login login = rule.login(T0);
    Answer answer = REFUSED;
    for (int i = 0; i < presentations.length; i += 2) {
      var token = new Token((int) presentations[i]);
      answer = login.present(token, T0.plusSeconds(presentations[i + 1]));
    }
    return answer;
  }

  private static Answer issued(int token) {
    return new Issued(new Token(token));
  }

  @Test
  void everyRuleReplacesTheCurrentToken() {
    for (Rule rule : Rival.values()) {
      assertEquals(issued(2), last(rule, 0, 100, 1, 200), rule.title());
    }
  }

  @Test
  void strictEndsTheSessionAtOnce() {
    assertEquals(ENDED, last(Rival.STRICT, 0, 100, 0, 100));
    assertEquals(ENDED, last(Rival.STRICT, 0, 100, 0, 100, 1, 100));
  }

  @Test
  void withoutFamilyRevocationTheOthersGoOn() {
    assertEquals(REFUSED, last(Rival.NO_FAMILY_REVOCATION, 0, 100, 0, 100));
    assertEquals(issued(2), last(Rival.NO_FAMILY_REVOCATION, 0, 100, 0, 100, 1, 100));
  }

  @Test
  void aForkLeavesBothBranchesAlive() {
    assertEquals(issued(2), last(Rival.FORK_IN_30_S, 0, 100, 0, 130));
    assertEquals(issued(4), last(Rival.FORK_IN_30_S, 0, 100, 0, 130, 1, 900, 2, 900));
    assertEquals(ENDED, last(Rival.FORK_IN_30_S, 0, 100, 0, 130, 0, 131));
  }

  @Test
  void aDisplacedSuccessorEndsTheSession() {
    assertEquals(issued(2), last(Rival.DISPLACE_IN_30_S, 0, 100, 0, 130));
    assertEquals(ENDED, last(Rival.DISPLACE_IN_30_S, 0, 100, 0, 130, 1, 131));
    assertEquals(ENDED, last(Rival.DISPLACE_IN_30_S, 0, 100, 0, 131));
  }

  @Test
  void aReplayChangesNothing() {
    assertEquals(issued(1), last(Rival.REPLAY_IN_10_S, 0, 100, 0, 110));
    assertEquals(issued(1), last(Rival.REPLAY_IN_10_S, 0, 100, 1, 110));
    assertEquals(REFUSED, last(Rival.REPLAY_IN_10_S, 0, 100, 0, 111));
  }

  @Test
  void thePreviousAlwaysWorksAndOlderOnesForTenSeconds() {
    assertEquals(issued(1), last(Rival.PREVIOUS_ALWAYS_WORKS, 0, 100, 0, 1_000_000));
    assertEquals(issued(2), last(Rival.PREVIOUS_ALWAYS_WORKS, 0, 100, 1, 200, 0, 210));
    assertEquals(ENDED, last(Rival.PREVIOUS_ALWAYS_WORKS, 0, 100, 1, 200, 0, 211));
  }

  @Test
  void ofTheFirstVersionOnlyThePreviousTokenGetsTheAnswerAgain() {
    assertEquals(issued(1), last(Rival.PREVIOUS_IN_10_S, 0, 100, 0, 110));
    assertEquals(issued(2), last(Rival.PREVIOUS_IN_10_S, 0, 100, 1, 100));
    assertEquals(ENDED, last(Rival.PREVIOUS_IN_10_S, 0, 100, 1, 100, 0, 100));
    assertEquals(issued(2), last(Rival.PREVIOUS_IN_10_S, 0, 100, 0, 111, 0, 121));
    assertEquals(ENDED, last(Rival.PREVIOUS_IN_10_S, 0, 100, 0, 111, 1, 111));
    assertEquals(ENDED, last(Rival.PREVIOUS_IN_10_S, 0, 100, 0, 86_501));
  }

  @Test
  void anUnusedSuccessorIsDisplacedAndAUsedOneIsNot() {
    assertEquals(issued(2), last(Rival.DISPLACE_IF_UNUSED, 0, 100, 0, 1_000_000));
    assertEquals(REFUSED, last(Rival.DISPLACE_IF_UNUSED, 0, 100, 0, 1_000_000, 1, 1_000_001));

    Login login = Rival.DISPLACE_IF_UNUSED.login(T0);
    login.present(Token.FIRST, T0);
    login.seen(new Token(1));
    assertEquals(REFUSED, login.present(Token.FIRST, T0));
  }
}
