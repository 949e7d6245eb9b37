package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.Requirement;
import dev.rejeton.adapter.persistence.SqliteDatabase;
import dev.rejeton.application.port.in.Tokens.RefreshResult;
import dev.rejeton.application.port.in.Tokens.RefreshResult.Refreshed;
import dev.rejeton.bootstrap.TestClient.Answer;
import dev.rejeton.domain.Refusal;
import dev.rejeton.domain.Secret;
import dev.rejeton.domain.Username;
import dev.rejeton.simulation.Rival;
import dev.rejeton.simulation.Rule;
import dev.rejeton.simulation.Rule.Answer.Denied;
import dev.rejeton.simulation.Rule.Answer.Issued;
import dev.rejeton.simulation.Rule.Login;
import dev.rejeton.simulation.Rule.Token;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A museum of bugs. Each exhibit is a fault that somebody met in another product, one of them in
/// this one, and what happens here in the same story. The numbers are those of the project's public
/// tracker, where its own account of it is; many have been mended since. Where a rival's rule is
/// asked as well, it is the simulation's model of it.
class MuseumTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /// When a rival's login is.
  private static final Instant T = Instant.parse("2026-03-01T08:00:00Z");

  @TempDir Path directory;
  private final List<Museum> opened = new ArrayList<>();

  @AfterEach
  void closeAll() {
    opened.forEach(Museum::close);
  }

  private Museum open(Map<Setting, String> overrides) {
    var museum = new Museum(directory, overrides);
    opened.add(museum);
    return museum;
  }

  private Museum open() {
    return open(Map.of());
  }

  private void close(Museum museum) {
    museum.close();
    opened.remove(museum);
  }

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }

  private static RefreshResult refused(Refusal reason) {
    return new RefreshResult.Refused(Optional.of(reason));
  }

  /// {@return the token a rival's rule gives for this one}
  private static Token issued(Login login, Token presented, Instant now) {
    return assertInstanceOf(Issued.class, login.present(presented, now)).successor();
  }

  /// {@return what a rival's rule answers to the first token, so long after it was replaced}
  private static Rule.Answer toAReplacedToken(Rival rule, Duration late) {
    Login login = rule.login(T);
    issued(login, Token.FIRST, T);
    return login.present(Token.FIRST, T.plus(late));
  }

  @Nested
  @DisplayName("Races")
  class Races {

    /// Keycloak #45647 (CVE-2026-1035): whether a single-use token was used was looked up first and
    /// noted later, so requests in between all got tokens. Here: the second of two that both found
    /// the token unused finds out when it stores its answer, decides again, and that is reuse.
    @Test
    @Requirement("REF-15")
    void aTokenThatTwoSpendAtOneMomentIsSpentOnce() {
      Museum at = open(Map.of(Setting.PROFILE, "strict"));
      Answer login = at.login();
      AtomicReference<Answer> winner = new AtomicReference<>();
      RefreshResult loser = at.backstage(() -> winner.set(at.refresh(login))).refresh(login);
      assertEquals(refused(Refusal.REUSE_DETECTED), loser);
      assertEquals(1, at.row(login).family().generation());
      at.refuses(winner.get(), "reuse_detected");
    }

    /// OpenWork #4441, of Better Auth's provider: the window for racing requests was there, but
    /// three of four that raced inside it were told their token was invalid, because the winner had
    /// revoked it and not yet stored what to give the others. Here: there is nothing in between;
    /// the loser decides again and gets what the winner got.
    @Test
    @Requirement("REF-24")
    void theLoserOfARaceGetsWhatTheWinnerGot() {
      Museum at = open();
      Answer login = at.login();
      AtomicReference<Answer> winner = new AtomicReference<>();
      RefreshResult result = at.backstage(() -> winner.set(at.refresh(login))).refresh(login);
      Refreshed loser = assertInstanceOf(Refreshed.class, result);
      assertEquals(winner.get().refreshToken(), loser.tokens().refreshToken().reveal());
      assertEquals(1, at.row(login).version());

      assertEquals(Denied.ENDED, toAReplacedToken(Rival.STRICT, Duration.ZERO));
      assertEquals(Denied.REFUSED, toAReplacedToken(Rival.NO_FAMILY_REVOCATION, Duration.ZERO));
    }

    /// Keycloak #50999: generations were told apart by the second they were issued in, so of two
    /// rotations in one second the older token was still good. Here: the clock stands still for
    /// both, and generations are counted. Where there is a grace period, the second of them is not
    /// even a rotation.
    @Test
    @Requirement("REF-10")
    void twoRotationsInOneMillisecondAreTwoGenerations() {
      Museum strict = open(Map.of(Setting.PROFILE, "strict"));
      Answer first = strict.login();
      Answer second = strict.refresh(first);
      Answer third = strict.refresh(second);
      assertEquals(2, strict.row(first).family().generation());
      strict.refuses(first, "reuse_detected");
      strict.refuses(third, "reuse_detected");
      close(strict);

      Museum balanced = open();
      Answer only = balanced.refresh(balanced.login());
      assertEquals(only.refreshToken(), balanced.refresh(only).refreshToken());
      assertEquals(1, balanced.row(only).family().generation());
    }

    /// Audiobookshelf #5253: a token said no more than who and in which second, so two devices that
    /// refreshed in the same second got the same one, and the logout of one ended both. Here: a
    /// token names its session.
    @Test
    void twoDevicesThatRefreshInOneMillisecondGetTwoTokens() throws Exception {
      Museum at = open();
      List<Answer> devices = at.refreshAtOnce(List.of(at.login(), at.login()));
      assertNotEquals(devices.get(0).refreshToken(), devices.get(1).refreshToken());
      at.logout(devices.get(0));
      at.refresh(devices.get(1));
    }

    /// Keycloak #51312: a refresh took a lock, a revocation did not, and one that came in between
    /// did not keep the refresh from giving out new tokens. Here: both go through the session's
    /// version; whoever comes second decides again, and the session has ended either way.
    @Test
    @Requirement("REV-15")
    void aRevocationIsNotOutrunByARefresh() {
      Museum at = open();
      Answer ended = at.login();
      assertEquals(refused(Refusal.REVOKED), at.backstage(() -> at.logout(ended)).refresh(ended));
      Answer ending = at.login();
      AtomicReference<Answer> given = new AtomicReference<>();
      at.backstage(() -> given.set(at.refresh(ending))).logout(ending);
      at.refuses(given.get(), "revoked");
      at.locksOut(given.get());
    }

    /// SuperTokens #1413: a refresh held one database connection while it waited for a second, so
    /// as many refreshes as there were connections stood still until all of them failed. Here: none
    /// ever holds two, and twelve pass through a handful.
    @Test
    void aDozenRefreshesAtOnceAllPass() throws Exception {
      Museum at = open();
      List<Answer> logins = Stream.generate(at::login).limit(12).toList();
      List<Answer> answers = at.refreshAtOnce(logins);
      assertEquals(12, answers.stream().map(Answer::refreshToken).distinct().count());
    }

    /// ZITADEL #9331: a refresh in the background ended the access token before it, and with it the
    /// requests that were on their way. Here: it is good until it expires.
    @Test
    void aRefreshSparesTheAccessTokenThatIsOnItsWay() {
      Museum at = open();
      Answer before = at.login();
      at.refresh(before);
      at.use(before);
    }
  }

  @Nested
  @DisplayName("Tabs")
  class Tabs {

    /// Directus #22360: two tabs that woke up together sent the same token, and the second was
    /// logged out. Here: both get the same successor, so it does not matter which answer the
    /// browser stores last.
    @Test
    void twoTabsGetOneAnswerInWhateverOrderItArrives() throws Exception {
      Museum at = open();
      Answer login = at.login();
      List<Answer> tabs = at.refreshAtOnce(List.of(login, login));
      assertEquals(tabs.get(0).refreshToken(), tabs.get(1).refreshToken());
      at.pass(HOUR);
      at.refresh(tabs.get(0));

      assertEquals(Denied.ENDED, toAReplacedToken(Rival.STRICT, Duration.ZERO));
    }

    /// Backstage #31266: of many tabs opened at once, some showed the login page. Here: five tabs
    /// refresh for a day, each time another one's answer is stored last, and a sixth, which the
    /// browser had put to sleep, is nine seconds late every time.
    @Test
    void fiveTabsAndOneThatOverslept() throws Exception {
      Museum at = open();
      Answer held = at.login();
      for (int round = 0; round < 24; round++) {
        at.pass(HOUR);
        List<Answer> tabs = at.refreshAtOnce(Collections.nCopies(5, held));
        at.use(tabs.get(round % 5));
        at.pass(seconds(9));
        assertEquals(tabs.get(0).refreshToken(), at.refresh(held).refreshToken());
        held = tabs.get((round + 2) % 5);
      }
      assertEquals(24, at.row(held).family().generation());
    }

    /// Our own, found by our simulation: three tabs wake one after the other. The first refreshes;
    /// the second already finds the first one's answer and refreshes with that; and then comes the
    /// slow request of the third, which had left before either answer was there. As our rule was
    /// first written, it was two generations late by then, and the user was logged out for a theft
    /// that never was. Here now: for a grace period after an answer everybody concerned gets that
    /// answer again, so the second tab replaces nothing. Dex had it so before us.
    @Test
    @Requirement("REF-20")
    void theSlowestOfThreeTabsIsNotTwoGenerationsLate() {
      Museum at = open();
      Answer held = at.refresh(at.login());
      at.pass(HOUR);
      Answer first = at.refresh(held);
      at.use(first);
      at.pass(Duration.ofMillis(400));
      Answer second = at.refresh(first);
      at.pass(Duration.ofMillis(900));
      Answer third = at.refresh(held);
      assertEquals(first.refreshToken(), second.refreshToken());
      assertEquals(first.refreshToken(), third.refreshToken());
      assertEquals(2, at.row(held).family().generation());
      at.pass(HOUR);
      at.use(at.refresh(third));

      assertEquals(Denied.ENDED, toTheSlowestOfThreeTabs(Rival.STRICT));
      assertEquals(Denied.REFUSED, toTheSlowestOfThreeTabs(Rival.NO_FAMILY_REVOCATION));
      assertEquals(Denied.ENDED, toTheSlowestOfThreeTabs(Rival.DISPLACE_IN_30_S));
      assertEquals(Denied.REFUSED, toTheSlowestOfThreeTabs(Rival.DISPLACE_IF_UNUSED));
      assertInstanceOf(Issued.class, toTheSlowestOfThreeTabs(Rival.REPLAY_IN_10_S));
    }

    /// {@return what a rival's rule answers to the third tab}
    private static Rule.Answer toTheSlowestOfThreeTabs(Rival rule) {
      Login login = rule.login(T);
      Token held = issued(login, Token.FIRST, T);
      Token first = issued(login, held, T.plus(HOUR));
      issued(login, first, T.plus(HOUR).plusMillis(400));
      return login.present(held, T.plus(HOUR).plusMillis(1300));
    }

    /// Revel #950: the answer that lost a race was stored after the winner's, and the browser had
    /// only the worse one left. Here: all answers of one grace period are one answer, so there is
    /// no order to arrive in. One that was on its way for longer, and arrives after its own
    /// successor, puts a replaced token into the browser, and the next refresh puts that right:
    /// within the grace period always, later as long as the newer answer was not seen at work. If
    /// it was, this is what a theft looks like, and the user has to log in.
    @Test
    void anAnswerThatArrivesAfterItsSuccessorIsPutRight() {
      Museum at = open();
      Answer slow = at.refresh(at.login());
      at.pass(seconds(9));
      assertEquals(slow.refreshToken(), at.refresh(slow).refreshToken());
      at.pass(seconds(1));
      Answer overtaking = at.refresh(slow);
      assertNotEquals(slow.refreshToken(), overtaking.refreshToken());
      at.pass(seconds(9));
      assertEquals(overtaking.refreshToken(), at.refresh(slow).refreshToken());
      at.pass(HOUR);
      Answer putRight = at.refresh(slow);
      assertNotEquals(overtaking.refreshToken(), putRight.refreshToken());
      at.use(putRight);
      at.pass(HOUR);
      at.refuses(slow, "reuse_detected");
    }

    /// Django OAuth Toolkit #702: a retry within the grace period was answered with the new access
    /// token and the old, revoked refresh token, so the client was logged out an hour later. Here:
    /// the refresh token of the retry is the one that counts.
    @Test
    @Requirement("REF-20")
    void theAnswerToARetryIsGoodForTheNextRefresh() {
      Museum at = open();
      Answer login = at.login();
      at.refresh(login);
      Answer retry = at.refresh(login);
      at.use(retry);
      at.pass(HOUR);
      assertNotEquals(retry.refreshToken(), at.refresh(retry).refreshToken());
    }

    /// Django OAuth Toolkit #746: the grace period of a rotation also covered tokens revoked by a
    /// logout, which went on for that long. Here: a session that has ended has no grace period.
    @Test
    void theGracePeriodDoesNotUndoALogout() {
      Museum at = open();
      Answer login = at.login();
      Answer second = at.refresh(login);
      at.logout(second);
      at.refuses(login, "revoked");
      at.refuses(second, "revoked");
    }
  }

  @Nested
  @DisplayName("Lost answers")
  class LostAnswers {

    /// AT Protocol #5411: an app's refresh broke off, and some five seconds later the same token
    /// was refused for good, as it would be if the first request had been carried out. Here: the
    /// retry gets what was lost.
    @Test
    @Requirement("REF-20")
    void anAnswerAskedForAgainAfterFiveSecondsIsTheSameAnswer() {
      Museum at = open();
      Answer login = at.login();
      Answer lost = at.refresh(login);
      at.pass(seconds(5));
      Answer retry = at.refresh(login);
      assertEquals(lost.refreshToken(), retry.refreshToken());
      assertEquals(lost.claims().path("exp"), retry.claims().path("exp"));

      assertEquals(Denied.ENDED, toAReplacedToken(Rival.STRICT, seconds(5)));
    }

    /// Supabase Auth #1318: users were logged out of an app that had lost an answer in bad
    /// reception and came back later than the ten seconds a token could be used again. Here: the
    /// lost answer was never seen at work, so another one takes its place. No window of seconds
    /// helps, whatever its rule.
    @Test
    void anAnswerAskedForAgainAfterSeventyMinutesIsReplaced() {
      Museum at = open();
      Answer login = at.login();
      Answer lost = at.refresh(login);
      at.pass(Duration.ofMinutes(70));
      Answer recovered = at.refresh(login);
      assertNotEquals(lost.refreshToken(), recovered.refreshToken());
      at.use(recovered);

      Duration late = Duration.ofMinutes(70);
      assertEquals(Denied.ENDED, toAReplacedToken(Rival.STRICT, late));
      assertEquals(Denied.ENDED, toAReplacedToken(Rival.FORK_IN_30_S, late));
      assertEquals(Denied.ENDED, toAReplacedToken(Rival.DISPLACE_IN_30_S, late));
      assertEquals(Denied.REFUSED, toAReplacedToken(Rival.REPLAY_IN_10_S, late));
    }

    /// Neon's MCP server #232: to get by with an upstream that ends a session at the first reuse,
    /// answers were remembered for five minutes; laptops slept longer, and it became thirty. Here:
    /// nothing is remembered, and the profile `mobile` waits for a week. The profile `balanced`
    /// waits for a day and not for an hour more.
    @Test
    void anAnswerAskedForAgainAfterTwentyFiveHoursIsReplaced() throws Exception {
      Museum mobile = open(Map.of(Setting.PROFILE, "mobile"));
      Answer login = mobile.login();
      mobile.refresh(login);
      mobile.pass(Duration.ofHours(25));
      mobile.use(mobile.refresh(login));
      close(mobile);

      Museum balanced = open();
      Answer other = balanced.login();
      balanced.refresh(other);
      balanced.pass(Duration.ofHours(25));
      balanced.refuses(other, "reuse_detected");

      assertEquals(Denied.ENDED, toAReplacedToken(Rival.STRICT, Duration.ofHours(25)));
    }

    /// Matrix Authentication Service #2795: who lost an answer was logged out. It was mended as we
    /// do it: if the lost answer was never used, another one takes its place. Here: that has an
    /// end. After the first answer three more may be lost, each on its own, and whoever then sends
    /// the same token again is a thief or as good as one.
    @Test
    void answersMayBeLostAgainAndNotForEver() {
      Museum at = open();
      Answer login = at.login();
      at.refresh(login);
      for (int lost = 0; lost < 3; lost++) {
        at.pass(HOUR);
        at.refresh(login);
      }
      at.pass(HOUR);
      at.refuses(login, "reuse_detected");

      Login unused = Rival.DISPLACE_IF_UNUSED.login(T);
      issued(unused, Token.FIRST, T);
      for (int day = 1; day <= 100; day++) {
        issued(unused, Token.FIRST, T.plus(DAY.multipliedBy(day)));
      }
    }

    /// Hasura Backend Plus #220: somebody reloaded the page quickly, the browser cancelled the
    /// refresh that was under way, and the next page sent the token that was gone. Here: the
    /// connection is cut with the answer in it, and the next request gets that answer.
    @Test
    @Requirement("REF-25")
    @Timeout(60)
    void aRefreshCancelledByTheBrowserIsAnsweredToTheNextPage() throws Exception {
      Museum at = open();
      Answer login = at.login();
      at.refreshAndHangUp(login);
      Answer next = at.refresh(login);
      assertEquals(1, at.row(login).version());
      at.refreshLater(next);
      assertEquals(2, at.row(login).version());
    }

    /// FOSOAuthServerBundle #317: somebody asked what becomes of a refresh token if the server
    /// crashes before the new one has arrived. It is lost, and the login with it. Here: the server
    /// is killed (`kill -9`) between its commit and the client's reading of the answer; the next
    /// server gives that answer.
    @Test
    @Requirement("REF-26")
    @Timeout(300)
    void aServerKilledBetweenCommitAndAnswerOwesTheAnswer() throws Exception {
      Map<Setting, String> patient = Map.of(Setting.GRACE_PERIOD, "60s");
      Answer login;
      try (var server = new ServerProcess(directory, patient);
          SqliteDatabase database = server.openDatabase()) {
        server.addUser("ada");
        login = server.client.login("ada").expect(200);
        Museum.sendRefresh(
            server.port,
            login,
            () -> {
              Museum.awaitRotation(database, login);
              server.kill();
            });
      }
      try (var server = new ServerProcess(directory, patient);
          SqliteDatabase database = server.openDatabase()) {
        Answer owed = server.client.refresh(login.refreshToken()).expect(200);
        assertEquals(1, Museum.row(database, login).version());
        // Less than a minute after that answer, the token that counts is answered with itself.
        Answer again = server.client.refresh(owed.refreshToken()).expect(200);
        assertEquals(owed.refreshToken(), again.refreshToken());
      }
    }

    /// Regional-Event-Platform-Backend #742: the new token was noted as current, then making the
    /// access token failed; the client's retry was a reuse, and the session ended. Here: signing
    /// comes after the commit too, and if it fails the retry gets what it was owed.
    @Test
    void aSigningFailureAfterTheCommitCostsOneRetry() {
      Museum at = open();
      Answer login = at.login();
      assertThrows(
          IllegalStateException.class,
          () -> at.backstage(() -> {}).refreshWithoutASigningKey(login));
      assertEquals(1, at.row(login).family().generation());
      Answer retry = at.refresh(login);
      assertEquals(1, at.row(login).version());
      at.use(retry);

      assertEquals(Denied.ENDED, toAReplacedToken(Rival.STRICT, Duration.ZERO));
    }
  }

  @Nested
  @DisplayName("Thieves")
  class Thieves {

    /// Eventra #17845: every use of a replaced token within its grace period began that period
    /// anew, so a stolen one was good for ever. Here: the period is the rotation's. If the owner's
    /// answer was seen at work, it is over after ten seconds; if not, there are three recoveries
    /// with a grace period each. That is eight answers, and the ninth request ends the session.
    @Test
    @Requirement("REF-23")
    void oneSecretCannotBeReplayedForEver() {
      Museum at = open();
      Answer stolen = at.login();
      at.use(at.refresh(stolen));
      at.pass(seconds(9));
      at.refresh(stolen);
      at.pass(seconds(9));
      at.refuses(stolen, "reuse_detected");

      Answer unseen = at.login();
      for (int replay = 0; replay < 8; replay++) {
        at.refresh(unseen);
        at.pass(seconds(9));
      }
      at.refuses(unseen, "reuse_detected");

      Login rearmed = Rival.PREVIOUS_ALWAYS_WORKS.login(T);
      Token second = issued(rearmed, Token.FIRST, T);
      issued(rearmed, second, T);
      for (int replay = 1; replay <= 1000; replay++) {
        issued(rearmed, Token.FIRST, T.plus(seconds(9).multipliedBy(replay)));
      }
    }

    /// Django OAuth Toolkit #1617: the grace period was every replaced token's own, so one several
    /// generations old was good too. Here: it is that of the one before the current, and anything
    /// older is reuse, at once.
    @Test
    @Requirement({"REF-10", "REF-21"})
    void aTokenTwoGenerationsOldHasNoGracePeriod() {
      Museum at = open();
      Answer stolen = at.login();
      Answer last = at.refreshLater(at.refresh(stolen));
      at.refuses(stolen, "reuse_detected");
      at.locksOut(last);

      Login fork = Rival.FORK_IN_30_S.login(T);
      issued(fork, issued(fork, Token.FIRST, T), T);
      issued(fork, Token.FIRST, T);
    }

    /// VilnaCRM #474: a replaced token used within the grace period began a line of its own, beside
    /// the owner's, and as neither ever sent a replaced token again, nobody noticed. Here: thief
    /// and owner get the same token, one of them uses it first, and the other is found out.
    @Test
    void aThiefInTheGracePeriodHasNoLineOfTheirOwn() {
      Museum at = open();
      Answer stolen = at.login();
      Answer owners = at.refresh(stolen);
      Answer thiefs = at.refresh(stolen);
      assertEquals(owners.refreshToken(), thiefs.refreshToken());
      at.pass(HOUR);
      at.use(at.refresh(owners));
      at.pass(HOUR);
      at.refuses(thiefs, "reuse_detected");

      Login fork = Rival.FORK_IN_30_S.login(T);
      Token owner = issued(fork, Token.FIRST, T);
      Token thief = issued(fork, Token.FIRST, T.plusSeconds(2));
      for (int hour = 1; hour <= 1000; hour++) {
        Instant now = T.plus(HOUR.multipliedBy(hour));
        owner = issued(fork, owner, now);
        thief = issued(fork, thief, now);
      }
    }

    /// Cloudflare's Workers OAuth Provider #43: the token before the current one is good however
    /// late it comes, so that a lost answer does no harm, and neither owner nor server learns that
    /// somebody else has it. Here: once the owner's answer was seen at work, the token before it is
    /// good for ten seconds, and then the mark of theft.
    @Test
    @Requirement("REF-10")
    void aReplacedTokenIsWorthNothingAnHourLater() {
      Museum at = open();
      Answer stolen = at.login();
      Answer owners = at.refresh(stolen);
      at.use(owners);
      at.pass(HOUR);
      at.refuses(stolen, "reuse_detected");
      at.refuses(owners, "reuse_detected");

      Login rival = Rival.PREVIOUS_ALWAYS_WORKS.login(T);
      Token successor = issued(rival, Token.FIRST, T);
      assertEquals(successor, issued(rival, Token.FIRST, T.plus(HOUR)));
    }

    /// Goiabada #128: a replaced token was refused and nothing else happened, so a thief who
    /// refreshed first stayed, and the owner was the one locked out. Here: the owner's token ends
    /// the thief's access too, even its access token, at that moment.
    @Test
    @Requirement("REF-11")
    void aThiefWhoRefreshedFirstIsLockedOutByTheOwner() {
      Museum at = open();
      Answer owners = at.login();
      Answer thiefs = at.refresh(owners);
      at.use(thiefs);
      at.pass(Duration.ofMinutes(5));
      at.refuses(owners, "reuse_detected");
      at.locksOut(thiefs);
      at.refuses(thiefs, "reuse_detected");

      Login rival = Rival.NO_FAMILY_REVOCATION.login(T);
      Token stolen = issued(rival, Token.FIRST, T);
      assertEquals(Denied.REFUSED, rival.present(Token.FIRST, T.plusSeconds(300)));
      issued(rival, stolen, T.plusSeconds(301));
    }

    /// Better Auth #8512: one reused token revoked every token the user had with the client, on
    /// every device. Here: the session of the token ends and no other.
    @Test
    @Requirement("REF-13")
    void aReuseOnOneDeviceLeavesTheOthersAlone() {
      Museum at = open();
      Answer laptop = at.login();
      Answer phone = at.login();
      at.refreshLater(at.refresh(laptop));
      at.refuses(laptop, "reuse_detected");
      at.refresh(phone);
    }

    /// OpenMetadata #8354: a user had one refresh token, and each login took it from the device
    /// before. Here: a login is a session of its own.
    @Test
    void aSecondDeviceDoesNotLogOutTheFirst() {
      Museum at = open();
      Answer laptop = at.login();
      Answer phone = at.login();
      at.use(at.refresh(laptop));
      at.use(at.refresh(phone));
    }

    /// Vaultwarden #7031: after what is meant to end all logins, such as a new password, the old
    /// refresh tokens could still be used. Here: the change and the end of the sessions are one
    /// transaction.
    @Test
    @Requirement("REF-27")
    void aChangedPasswordEndsWhatTheOldOneOpened() {
      Museum at = open();
      Answer login = at.login();
      try (OperatorDesk desk = OperatorDesk.open(at.settings)) {
        desk.operators()
            .changePassword(new Username("ada"), new Secret("another password"), desk.origin());
      }
      at.refuses(login, "revoked");
      at.locksOut(login);
    }
  }

  @Nested
  @DisplayName("Clocks")
  class Clocks {

    /// Dex #1846: refresh tokens had no end at all, so one stolen from a user who never came back
    /// was good for ever. Here: a session ends two weeks after its last rotation, and neither a
    /// retry, nor a recovery, nor using the access token is a rotation.
    @Test
    @Requirement("REF-17")
    void idleEndsWhateverIsRepeated() {
      Museum at = open();
      Answer login = at.login();
      at.refresh(login);
      at.pass(seconds(9));
      at.refresh(login);
      at.pass(Duration.ofHours(23));
      Answer recovered = at.refresh(login);
      at.use(recovered);
      at.pass(DAY.multipliedBy(14).minusHours(23).minusSeconds(10));
      assertTrue(at.row(login).isLive(at.now()));
      at.pass(seconds(1));
      at.refuses(recovered, "idle");
    }

    /// Spring Authorization Server #2320, and WSO2 Identity Server #8312: each rotated token had
    /// the full lifetime before it again, so a session could be carried on without end. Here: the
    /// absolute end is set at the login and never moves.
    @Test
    @Requirement("REF-16")
    void rotationDoesNotMoveTheAbsoluteEnd() {
      Museum at = open();
      Answer held = at.login();
      Instant end = at.row(held).lifetime().endsAt();
      for (int day = 1; day < 90; day++) {
        at.pass(DAY);
        held = at.refresh(held);
      }
      assertEquals(end, at.row(held).lifetime().endsAt());
      at.pass(DAY);
      assertEquals(end, at.now());
      at.refuses(held, "expired");
    }

    /// SurrealDB #7491: the clock was set back by one second, and the tokens given out just before
    /// were refused as being of the future. Here: it is set back by two, after each of two
    /// refreshes; the access token counts, the retry gets its answer, the next refresh is the next
    /// generation, and the token before those is still the mark of theft.
    @Test
    void aClockSetBackTwoSecondsNeitherResurrectsNorKills() {
      Museum at = open();
      Answer login = at.login();
      Answer second = at.refresh(login);
      at.pass(seconds(-2));
      at.use(second);
      assertEquals(second.refreshToken(), at.refresh(login).refreshToken());
      at.pass(seconds(2));
      Answer third = at.refreshLater(second);
      assertEquals(2, at.row(login).family().generation());
      at.pass(seconds(-2));
      at.use(third);
      at.refuses(login, "reuse_detected");
    }
  }

  @Nested
  @DisplayName("Storage")
  class Storage {

    /// Ombi #4376: a database that was locked for a moment was told to users as a wrong user name
    /// or password. Here: it is told as what it is, 503 and when to come back; a wrong password is
    /// still a wrong password; and who only shows an access token notices nothing.
    @Test
    @Requirement("STO-05")
    void aLockedDatabaseIsNotAWrongPassword() throws Exception {
      Museum at = open();
      Answer login = at.login();
      try (Connection other = at.anotherProgram()) {
        other.createStatement().execute("BEGIN IMMEDIATE");
        assertEquals("1", at.client.login("ada").expect(503).header("Retry-After"));
        Map<String, String> wrong = Map.of("username", "ada", "password", "wrong");
        at.client.post("/v1/login", wrong).expect(401);
        at.client.with("GET", "/v1/session", login.accessToken()).expect(200);
        other.createStatement().execute("ROLLBACK");
      }
      at.login();
      at.refresh(login);
    }

    /// OneSSH #18: the old token was marked as used, a busy SQLite kept the new one from being
    /// stored, and what the client had left was a token whose next use was reuse. Here: a rotation
    /// is one change, its event is stored with it, and if either cannot be, neither is.
    @Test
    @Requirement("STO-05")
    void halfARotationIsNone() throws Exception {
      Museum at = open();
      Answer login = at.login();
      try (Connection other = at.anotherProgram();
          var file = other.createStatement()) {
        file.execute(
            """
            CREATE TRIGGER half BEFORE INSERT ON audit_event
            BEGIN SELECT RAISE(ABORT, 'not this half'); END
            """);
        assertEquals(
            "1", at.client.refresh(login.refreshToken()).expect(503).header("Retry-After"));
        assertEquals(0, at.row(login).version());
        file.execute("DROP TRIGGER half");
      }
      at.refreshLater(at.refresh(login));
      assertEquals(2, at.row(login).version());
    }

    /// PixlStash #684: an older SQLite file was put back, and a cache went on vouching for tokens
    /// that were not in it. The other half of the story, clients that hold newer tokens than the
    /// file knows and are all logged out, is seen in the field; no public issue found. Here: a
    /// token proves by itself that it was given out, and the row goes on from it; a session that
    /// the file does not know does not exist.
    @Test
    void anOldDatabaseFileKnowsItsSessionsNewerTokens() throws Exception {
      Path backup = directory.resolve("backup.db");
      Museum before = open();
      Answer held = before.refresh(before.login());
      close(before);
      Files.copy(before.settings.database(), backup);
      Museum meanwhile = open();
      Answer stale = meanwhile.refreshLater(held);
      Answer newest = meanwhile.refreshLater(stale);
      Answer unknown = meanwhile.login();
      close(meanwhile);

      restore(backup);
      Museum after = open();
      after.pass(seconds(20));
      assertEquals(1, after.row(held).family().generation());
      after.use(newest);
      after.refreshLater(after.refresh(newest));
      assertEquals(5, after.row(held).family().generation());
      assertFalse(after.client.refresh(unknown.refreshToken()).expect(400).body().has("reason"));
      after.locksOut(unknown);
      after.refuses(stale, "reuse_detected");
      close(after);

      restore(backup);
      Museum cautious = open(Map.of(Setting.RESTORED_SESSIONS, "refuse"));
      cautious.client.refresh(newest.refreshToken()).expect(400);
      assertEquals(1, cautious.row(held).version());
    }

    private void restore(Path backup) throws Exception {
      Files.copy(backup, directory.resolve("rejeton.db"), StandardCopyOption.REPLACE_EXISTING);
    }

    /// Logto #9545: every used token stayed as a row, one grant had 165,000, and to revoke it took
    /// so long that the database gave up. Synapse #11877 and Django OAuth Toolkit #1809 tell of the
    /// same. Here: after 200 refreshes as after none, a session is one row, and its end is one
    /// change and one event.
    @Test
    void theEndOfASessionCostsTheSameAfterAnyNumberOfRefreshes() throws Exception {
      Museum at = open();
      Answer fresh = at.login();
      Answer used = at.login();
      for (int i = 0; i < 200; i++) {
        used = at.refreshLater(used);
      }
      assertEquals(200, at.row(used).family().generation());
      assertEquals(2, at.rows("session"));
      for (Answer each : List.of(fresh, used)) {
        int version = at.row(each).version();
        int events = at.rows("audit_event");
        at.logout(each);
        assertEquals(version + 1, at.row(each).version());
        assertEquals(events + 1, at.rows("audit_event"));
      }
      assertEquals(2, at.rows("session"));
    }

    /// Authup #3435: a session's row was deleted between a refresh's looking at it and storing the
    /// new token, and the client was told that the server was broken. A sweeper can do that as well
    /// as a logout. Here: a refresh that is overtaken by the sweeper finds no session and is
    /// refused, and a sweeper that is overtaken by a refresh, decided when the session was not yet
    /// over, leaves it alone.
    @Test
    void cleanUpAndARefreshDoNotSurpriseEachOther() throws Exception {
      Museum at = open(Map.of(Setting.SESSION_RETENTION, "0s"));
      Duration idle = DAY.multipliedBy(14);
      Answer late = at.login();
      at.pass(idle.minusMillis(1));
      Runnable sweeper =
          () -> {
            at.pass(Duration.ofMillis(2));
            at.backstage(() -> {}).purge();
          };
      RefreshResult nobody = new RefreshResult.Refused(Optional.empty());
      assertEquals(nobody, at.backstage(sweeper).refresh(late));
      assertEquals(0, at.rows("session"));

      Answer spared = at.login();
      at.pass(idle.plusMillis(1));
      Runnable refreshDecidedBefore =
          () -> {
            at.pass(Duration.ofMillis(-2));
            at.refresh(spared);
          };
      at.backstage(refreshDecidedBefore).purge();
      assertEquals(1, at.rows("session"));
    }

    /// Ory Hydra #3511: with refresh tokens that never expire, the janitor took all of them for
    /// expired and deleted them. simplesamlphp-module-oidc #64: expired access tokens were cleaned
    /// up, and the refresh tokens that belonged to them with them. Here: what is cleaned up is
    /// sessions, a week after they were over, and until then they can still say why.
    @Test
    void cleanUpForgetsOnlyWhatIsLongOver() throws Exception {
      Museum at = open();
      Answer loggedOut = at.login();
      at.logout(loggedOut);
      Answer held = at.login();
      for (int day = 0; day < 7; day++) {
        at.pass(DAY);
        held = at.refresh(held);
        at.backstage(() -> {}).purge();
        at.refuses(loggedOut, "revoked");
      }
      at.pass(seconds(1));
      at.backstage(() -> {}).purge();
      assertEquals(1, at.rows("session"));
      at.refresh(held);
    }
  }
}
