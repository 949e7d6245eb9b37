package dev.rejeton.simulation;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejeton.domain.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Thirty days under the rules of others and under ours, and what `docs/rotation.md` says of them.
class SimulationTest {
  private static final Simulation SIMULATION = new Simulation(2026, 3_000, 500);
  private static final Rule BALANCED = new Ours(Profile.BALANCED, false);
  private static final Rule CONFIRMED = new Ours(Profile.BALANCED, true);
  private static final Rule MOBILE = new Ours(Profile.MOBILE, false);

  private static final Path DOCUMENT = Path.of("../docs/rotation.md");
  private static final Path PICTURE = Path.of("../docs/images/simulation.svg");
  private static final String BEGIN = "<!-- simulation: written by ./benchmarks/simulation -->\n";
  private static final String END = "<!-- end of simulation -->\n";

  private static List<Outcome> outcomes = List.of();

  @BeforeAll
  static void run() throws IOException {
    outcomes =
        Stream.concat(Stream.of(Rival.values()), Stream.of(BALANCED, CONFIRMED, MOBILE))
            .map(SIMULATION::of)
            .toList();
    if (System.getProperty("rejeton.simulation", "").equals("write")) {
      Files.createDirectories(PICTURE.getParent());
      Files.writeString(PICTURE, picture());
      Files.writeString(DOCUMENT, document());
    }
  }

  private static String picture() {
    return new Chart(outcomes).toString();
  }

  /// {@return the document, with what this run makes between its two marks}
  private static String document() throws IOException {
    String text = Files.readString(DOCUMENT);
    return text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
        + "\n"
        + new Table(SIMULATION, outcomes)
        + """

        ![The numbers of the table as a picture.](images/simulation.svg)

        """
        + text.substring(text.indexOf(END));
  }

  private static Outcome outcome(Rule rule) {
    return outcomes.stream().filter(outcome -> outcome.rule().equals(rule)).findAny().orElseThrow();
  }

  private static double loggedOut(Rule rule, Habits habits) {
    return outcome(rule).honest().get(habits).percent();
  }

  /// Not quite none: somebody may lose an answer, go away, and come back after the recovery window.
  @Test
  void balancedLogsOutHardlyAnyHonestBrowser() {
    assertEquals("0.0 %", Table.percent(loggedOut(BALANCED, Habits.BROWSER)));
  }

  @Test
  void balancedLogsOutNoHonestPhone() {
    assertEquals(0, loggedOut(BALANCED, Habits.PHONE));
  }

  @Test
  void withTheLongerRecoveryWindowOfMobileNoHonestDeviceIsLoggedOut() {
    assertEquals(0, loggedOut(MOBILE, Habits.BROWSER));
    assertEquals(0, loggedOut(MOBILE, Habits.PHONE));
  }

  @Test
  void aThiefOfALiveTokenKeepsAccessNoLongerThanUnderTheStrictRule() {
    Duration strict = outcome(Rival.STRICT).stolen().get(Theft.LIVE_TOKEN).median();
    Duration ours = outcome(BALANCED).stolen().get(Theft.LIVE_TOKEN).median();

    assertTrue(ours.compareTo(strict.plusMinutes(2)) <= 0, ours + ", and strict " + strict);
  }

  @Test
  void noThiefStaysUndetected() {
    assertAll(
        Stream.of(BALANCED, CONFIRMED, MOBILE)
            .flatMap(rule -> outcome(rule).stolen().values().stream())
            .map(stolen -> () -> assertEquals(0, stolen.undetected())));
  }

  @Test
  void theFaultsOfTheOthersAreSeen() {
    assertTrue(loggedOut(Rival.STRICT, Habits.BROWSER) > 50);
    assertTrue(loggedOut(Rival.STRICT, Habits.PHONE) > 10);
    assertTrue(undetected(Rival.NO_FAMILY_REVOCATION, Theft.LIVE_TOKEN) > 90);
    assertTrue(undetected(Rival.FORK_IN_30_S, Theft.REPLACED_2_S_AGO) > 90);
    assertTrue(loggedOut(Rival.DISPLACE_IN_30_S, Habits.BROWSER) > 50);
    assertTrue(undetected(Rival.REPLAY_IN_10_S, Theft.LIVE_TOKEN) > 90);
    assertTrue(undetected(Rival.DISPLACE_IF_UNUSED, Theft.LIVE_TOKEN) > 90);
    assertTrue(loggedOut(Rival.PREVIOUS_IN_10_S, Habits.BROWSER) > 50);
  }

  private static double undetected(Rule rule, Theft theft) {
    return outcome(rule).stolen().get(theft).percentUndetected();
  }

  @Test
  void ourStrictProfileDoesWhatTheStrictRuleDoes() {
    var few = new Simulation(1, 200, 20);
    Outcome theirs = few.of(Rival.STRICT);
    Outcome ours = few.of(new Ours(Profile.STRICT, false));

    assertEquals(theirs.honest(), ours.honest());
    assertEquals(theirs.stolen(), ours.stolen());
  }

  @Test
  void theDocumentSaysWhatThisRunFound() throws IOException {
    assertEquals(document(), Files.readString(DOCUMENT));
    assertEquals(picture(), Files.readString(PICTURE));
  }
}
