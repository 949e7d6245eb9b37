package dev.rejeton.simulation;

import dev.rejeton.simulation.Outcome.Honest;
import dev.rejeton.simulation.Outcome.Stolen;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The outcomes as a Markdown table, with what was run below it.
record Table(Simulation simulation, List<Outcome> outcomes) {
  private static final Duration MANY_HOURS = Duration.ofHours(10);
  private static final Duration FEW_DAYS = Duration.ofDays(2);

  @Override
  public String toString() {
    Stream<String> titles =
        Stream.of(
                Stream.of("rule", "browsers logged out", "phones logged out"),
                Arrays.stream(Theft.values()).map(theft -> "thief: " + theft.title()))
            .flatMap(cells -> cells);
    String head = row(titles) + "| --- |" + " --- |".repeat(2 + Theft.values().length) + "\n";
    return outcomes.stream()
        .map(Table::row)
        .collect(Collectors.joining("", head, "\n" + numbers()));
  }

  private static String row(Outcome outcome) {
    String title = outcome.rule().title();
    String rule = outcome.rule() instanceof Ours ? "**" + title + "**" : title;
    Stream<String> cells =
        Stream.of(
                Stream.of(rule + " (" + outcome.rule().servers() + ")"),
                Arrays.stream(Habits.values()).map(outcome.honest()::get).map(Table::cell),
                Arrays.stream(Theft.values()).map(outcome.stolen()::get).map(Table::cell))
            .flatMap(part -> part);
    return row(cells);
  }

  private static String row(Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String cell(Honest honest) {
    String share = percent(honest.percent());
    if (honest.loggedOut() > 0 && share.equals(percent(0))) {
      return share + " (" + honest.loggedOut() + ")";
    }
    return honest.logoutsPerDevice() < 1
        ? share
        : share + String.format(Locale.ROOT, ", %.0f times", honest.logoutsPerDevice());
  }

  private static String cell(Stolen stolen) {
    String access = words(stolen.median()) + " (" + words(stolen.quantile(0.95)) + ")";
    return stolen.undetected() == 0
        ? access
        : access + ", " + percent(stolen.percentUndetected()) + " undetected";
  }

  static String percent(double percent) {
    return String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /// {@return about how long, as a person would say it}
  static String words(Duration time) {
    long minutes = Math.round(time.toSeconds() / 60.0);
    if (time.isZero()) {
      return "0";
    }
    if (minutes < 60) {
      return minutes + " min";
    }
    if (time.compareTo(FEW_DAYS) > 0) {
      return Math.round(time.toHours() / 24.0) + " d";
    }
    return minutes % 60 == 0 || time.compareTo(MANY_HOURS) > 0
        ? Math.round(minutes / 60.0) + " h"
        : minutes / 60 + " h " + minutes % 60 + " min";
  }

  private String numbers() {
    long refreshes =
        outcomes.stream()
            .flatMap(outcome -> outcome.honest().values().stream())
            .mapToLong(Honest::refreshes)
            .sum();
    return String.format(
        Locale.ROOT,
        """
        %,d browsers and %,d phones for %d days under each rule, %,d refreshes in all; %,d thieves of \
        each kind, one half on browsers and one half on phones; seed %d. The same people, networks and \
        thieves meet every rule. For honest devices: how many were logged out at least once, and how \
        often on average if that is more than once; where the share rounds to nothing though some \
        were, in brackets how many. Each tab keeps an access token of its own and takes no lock, and \
        the highest shares rest on that: an app is one tab. For \
        thieves: the median of how long they had access, and in brackets the 95th percentile.
        """,
        simulation.devices(),
        simulation.devices(),
        World.DAYS,
        refreshes,
        Habits.values().length * simulation.victims(),
        simulation.seed());
  }
}
