package dev.rejeton.simulation;

import dev.rejeton.simulation.Outcome.Honest;
import dev.rejeton.simulation.Outcome.Stolen;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// The outcomes as a picture: a line for each rule, with honest logouts as bars, and thieves'
/// access as dots on a logarithmic axis.
final class Chart {
  private static final int WIDTH = 1080;
  private static final int TOP = 112;
  private static final int ROW = 48;
  private static final int FOOT = 48;
  private static final int NAMES = 26;

  private static final int BARS = 336;
  private static final int FULL_BAR = 150;
  private static final int BAR = 10;

  private static final int DOTS = 588;
  private static final int FIRST_DOT = 640;
  private static final int LAST_DOT = 1038;
  private static final int DOT = 5;
  private static final int LANE = 13;

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(World.DAYS);
  private static final List<Duration> MARKS =
      List.of(
          SHORTEST,
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofHours(24),
          Duration.ofDays(7),
          LONGEST);

  private static final String INK = "fill=\"#2b3440\"";
  private static final String PALE = "fill=\"#66727f\"";
  private static final String OURS = "fill=\"#e6f2ee\"";
  private static final String GRID = "stroke=\"#e3e8ed\"";
  private static final List<String> DEVICES = List.of("#3572c6", "#8ab4e8");
  private static final List<String> THIEVES = List.of("#b3372f", "#d98a1f", "#7b4fa3");

  private final Drawing drawing;
  private final int bottom;

  Chart(List<Outcome> outcomes) {
    bottom = TOP + outcomes.size() * ROW;
    drawing =
        new Drawing(
            WIDTH,
            bottom + FOOT,
            "Thirty days under each rule",
            "How many honest devices were logged out, and how long thieves had access. The table "
                + "above the picture has the numbers.");
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i).rule() instanceof Ours) {
        drawing.rect(12, TOP + i * ROW + 2, WIDTH - 24, ROW - 4, 8, OURS);
      }
    }
    head();
    axes();
    for (int i = 0; i < outcomes.size(); i++) {
      row(outcomes.get(i), TOP + i * ROW + ROW / 2.0);
    }
  }

  private void head() {
    title(BARS, "Honest users logged out", "share of devices, in 30 days");
    title(
        DOTS,
        "How long a thief keeps access",
        "median, with a line to the 95th percentile; hollow: most are never found");
    legend(BARS, 90, DEVICES, List.of("browsers", "phones"));
    legend(DOTS, 140, THIEVES, Arrays.stream(Theft.values()).map(Theft::title).toList());
  }

  private void title(int x, String title, String subtitle) {
    drawing.text(x, 34, INK + " font-size=\"16\" font-weight=\"700\"", title);
    drawing.text(x, 53, PALE + " font-size=\"12.5\"", subtitle);
  }

  private void legend(int x, int step, List<String> colours, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      drawing.circle(x + i * step + DOT, 76, DOT, fill(colours.get(i)));
      drawing.text(x + i * step + 16, 80.5, INK + " font-size=\"12.5\"", names.get(i));
    }
  }

  private void axes() {
    drawing.line(BARS, TOP - 6, BARS, bottom + 6, GRID);
    mark(DOTS + DOT, "none");
    MARKS.forEach(mark -> mark(x(mark), Table.words(mark)));
  }

  private void mark(double x, String label) {
    drawing.line(x, TOP - 6, x, bottom + 6, GRID);
    drawing.text(x, bottom + 24, PALE + " font-size=\"12\" text-anchor=\"middle\"", label);
  }

  private void row(Outcome outcome, double y) {
    drawing.text(
        NAMES, y - 2, INK + " font-size=\"14.5\" font-weight=\"600\"", outcome.rule().title());
    drawing.text(NAMES, y + 15, PALE + " font-size=\"11.5\"", outcome.rule().servers());
    for (Habits habits : Habits.values()) {
      bar(
          outcome.honest().get(habits),
          DEVICES.get(habits.ordinal()),
          y - 12 + LANE * habits.ordinal());
    }
    for (Theft theft : Theft.values()) {
      dot(
          outcome.stolen().get(theft),
          THIEVES.get(theft.ordinal()),
          y + LANE * (theft.ordinal() - 1));
    }
  }

  private void bar(Honest honest, String colour, double y) {
    double length = FULL_BAR * honest.percent() / 100;
    drawing.rect(BARS, y, length, BAR, 2, fill(colour));
    drawing.text(
        BARS + length + 5, y + 9, INK + " font-size=\"11.5\"", Table.percent(honest.percent()));
  }

  /// Hollow if most thieves of the kind were never found.
  private void dot(Stolen stolen, String colour, double y) {
    double x = x(stolen.median());
    drawing.line(x, y, x(stolen.quantile(0.95)), y, stroke(colour) + " stroke-opacity=\"0.45\"");
    boolean found = stolen.percentUndetected() < 50;
    drawing.circle(x, y, DOT, found ? fill(colour) : "fill=\"#ffffff\" " + stroke(colour));
    if (!found) {
      String label = Table.percent(stolen.percentUndetected()) + " never found";
      drawing.text(x - 10, y + 4, fill(colour) + " font-size=\"11\" text-anchor=\"end\"", label);
    }
  }

  private static double x(Duration access) {
    if (access.compareTo(SHORTEST) < 0) {
      return DOTS + DOT;
    }
    double share = StrictMath.log(ratio(access)) / StrictMath.log(ratio(LONGEST));
    return FIRST_DOT + share * (LAST_DOT - FIRST_DOT);
  }

  private static double ratio(Duration access) {
    return (double) access.toMillis() / SHORTEST.toMillis();
  }

  private static String fill(String colour) {
    return "fill=\"" + colour + "\"";
  }

  private static String stroke(String colour) {
    return "stroke=\"" + colour + "\" stroke-width=\"2\"";
  }

  @Override
  public String toString() {
    return drawing.toString();
  }
}
