package dev.rejeton.history;

import static dev.rejeton.application.port.out.Samples.ALICE;
import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.POLICY;
import static dev.rejeton.application.port.out.Samples.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.domain.Origin;
import dev.rejeton.domain.RotationOutcome.Issued;
import dev.rejeton.domain.Session;
import dev.rejeton.history.Answer.Done;
import dev.rejeton.history.Answer.Found;
import dev.rejeton.history.Checker.Verdict;
import dev.rejeton.history.Request.Call;
import dev.rejeton.history.Request.Call.Authenticate;
import dev.rejeton.history.Request.Call.Plain;
import dev.rejeton.history.Request.Call.Refresh;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The checker on histories written by hand, of a tab and another tab.
class CheckerTest {
  private static final Origin TAB = new Origin("192.0.2.1", "tab");
  private static final Origin OTHER = new Origin("192.0.2.2", "other");

  private final Session opened = session(ALICE, NOW);
  private final Session byTab = rotated(opened, TAB);
  private final Session byOther = rotated(opened, OTHER);

  private static Session rotated(Session session, Origin origin) {
    var client = session.grant().clientId();
    var outcome =
        POLICY.rotate(session, session.currentToken(), client, origin, replacedAt(session));
    return ((Issued) outcome).next();
  }

  /// {@return when a session's current token is replaced} Each is a grace period after the one
  /// before.
  private static Instant replacedAt(Session session) {
    return NOW.plus(POLICY.gracePeriod().multipliedBy(session.family().generation()));
  }

  private static Operation call(int invoked, int returned, Origin who, Call call, Answer answer) {
    return Operation.answered(new Request(call, who, NOW), invoked, returned, answer);
  }

  private static Operation refresh(
      int invoked, int returned, Origin who, Session from, Session to) {
    Instant now = replacedAt(from);
    var request = new Request(new Refresh(from.currentToken()), who, now);
    var issued = new Answer.Issued(to.currentToken(), POLICY.accessTokenExpiry(to, now), to);
    return Operation.answered(request, invoked, returned, issued);
  }

  private static Operation look(int invoked, int returned, Session found) {
    return call(invoked, returned, TAB, Plain.LOOK, new Found(Optional.of(found)));
  }

  private static Operation unansweredRefresh(int invoked, Origin who, Session from) {
    var request = new Request(new Refresh(from.currentToken()), who, NOW);
    return Operation.unanswered(request, invoked);
  }

  private static Operation authenticate(int invoked, int returned, Session found) {
    var accessToken = new Authenticate(found.currentToken(), POLICY.accessTokenExpiry(found, NOW));
    return call(invoked, returned, TAB, accessToken, new Found(Optional.of(found)));
  }

  private static Operation storeConfirmations(int invoked, int returned) {
    return call(invoked, returned, TAB, Plain.STORE_CONFIRMATIONS, new Done(true));
  }

  private Verdict check(Operation... operations) {
    return Checker.check(new History(POLICY, opened, List.of(operations)));
  }

  private void assertExplained(Operation... operations) {
    assertTrue(check(operations).isExplained());
  }

  private void assertUnexplained(Operation... operations) {
    assertFalse(check(operations).isExplained());
  }

  private static List<Operation> order(Verdict verdict) {
    return verdict.order().stream().map(Checker.Placed::operation).toList();
  }

  @Test
  void oneCallAfterTheOther() {
    assertExplained(look(0, 1, opened), refresh(2, 3, TAB, opened, byTab), look(4, 5, byTab));
  }

  @Test
  void twoTabsThatAskedTogetherAreGivenTheSame() {
    Operation loser = refresh(0, 3, OTHER, opened, byTab);
    Operation winner = refresh(1, 2, TAB, opened, byTab);

    Verdict verdict = check(loser, winner);

    assertTrue(verdict.isExplained());
    assertEquals(List.of(winner, loser), order(verdict));
  }

  @Test
  void oneThatHadItsAnswerBeforeTheOtherAskedWasFirst() {
    assertUnexplained(refresh(0, 1, OTHER, opened, byTab), refresh(2, 3, TAB, opened, byTab));
  }

  @Test
  void oneTokenIsNotSpentTwice() {
    assertUnexplained(refresh(0, 2, TAB, opened, byTab), refresh(1, 3, OTHER, opened, byOther));
  }

  @Test
  void whatWasAnsweredIsNotForgotten() {
    assertUnexplained(refresh(0, 1, TAB, opened, byTab), look(2, 3, opened));
    assertExplained(refresh(0, 2, TAB, opened, byTab), look(1, 3, opened));
  }

  @Test
  void whatIsNotAnsweredYetMayHaveBeenDone() {
    assertExplained(refresh(0, 5, TAB, opened, byTab), look(1, 2, byTab), look(3, 4, byTab));
    assertUnexplained(refresh(0, 5, TAB, opened, byTab), look(1, 2, byTab), look(3, 4, opened));
  }

  @Test
  void whatNobodyIsToldOfMayHaveBeenDoneOrNotOrBeDoneLater() {
    Operation unanswered = unansweredRefresh(2, TAB, opened);
    assertExplained(unanswered, look(3, 4, byTab));
    assertExplained(unanswered, look(3, 4, opened));
    assertExplained(unanswered, look(3, 4, opened), look(5, 6, byTab));
    assertUnexplained(unanswered, look(3, 4, byTab), look(5, 6, opened));
    assertUnexplained(unanswered, look(3, 4, byOther));
    assertUnexplained(unanswered, look(0, 1, byTab));
  }

  @Test
  void aRefreshDoesNotOutliveARevocation() {
    Operation refresh = refresh(0, 3, TAB, opened, byTab);
    Operation revoke = call(1, 2, OTHER, Plain.REVOKE, new Done(true));
    assertExplained(refresh, revoke);
    assertUnexplained(refresh, revoke, look(4, 5, byTab));
  }

  @Test
  void onlyOneRevocationIsTheOneThatRevoked() {
    Operation first = call(0, 2, TAB, Plain.REVOKE, new Done(true));
    assertExplained(first, call(1, 3, OTHER, Plain.REVOKE, new Done(false)));
    assertUnexplained(first, call(1, 3, OTHER, Plain.REVOKE, new Done(true)));
    assertUnexplained(call(0, 2, TAB, Plain.REVOKE, new Done(false)));
  }

  @Test
  void aConfirmationMayBeLostButNotInvented() {
    assertExplained(authenticate(0, 1, opened), storeConfirmations(2, 3), look(4, 5, opened));
    assertExplained(
        authenticate(0, 1, opened), storeConfirmations(2, 3), look(4, 5, opened.confirm()));
    assertUnexplained(storeConfirmations(2, 3), look(4, 5, opened.confirm()));
    assertUnexplained(authenticate(0, 1, opened), look(4, 5, opened.confirm()));
  }

  @Test
  void ofAllOrdersTheOneThatExplainsIsFound() {
    List<Session> line = Stream.iterate(opened, session -> rotated(session, TAB)).limit(8).toList();
    List<Operation> order =
        IntStream.range(1, 8)
            .mapToObj(i ->
                List.of(
                    refresh(20 - 2 * i, 100, TAB, line.get(i - 1), line.get(i)),
                    look(21 - 2 * i, 100, line.get(i))))
            .flatMap(List::stream)
            .toList();

    Verdict verdict = Checker.check(new History(POLICY, opened, order));

    assertTrue(verdict.isExplained());
    assertEquals(order, order(verdict));
  }

  @Test
  void aNoIsFoundInAsManyStepsAsThereAreSetsOfCallsAndNotOrders() {
    Stream<Operation> alike = IntStream.range(0, 12).mapToObj(i -> look(i, 100 + i, opened));
    Operation odd = look(50, 200, byTab);

    Verdict verdict =
        Checker.check(new History(POLICY, opened, Stream.concat(alike, Stream.of(odd)).toList()));

    assertFalse(verdict.isExplained());
    assertEquals(1 << 12, verdict.places());
  }
}
