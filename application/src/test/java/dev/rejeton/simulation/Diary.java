package dev.rejeton.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// When a person sits down to a device.
///
/// @param workingDay what Monday to Friday are like
/// @param freeDay what Saturday and Sunday are like
/// @param absence the chance of being away for some days of the thirty, on a journey or ill
record Diary(Day workingDay, Day freeDay, double absence) {
  /// Shorter than any idle timeout in use, which is not what is compared here.
  private static final int SHORTEST_ABSENCE = 2;

  private static final int LONGEST_ABSENCE = 7;

  private static final int WEEK = 7;
  private static final int SATURDAY = 5;

  /// The last sitting before midnight may go on, but not into the morning.
  private static final Duration LONGEST_SITTING = Duration.ofHours(4);

  /// A kind of day. Times of day are the user's own.
  ///
  /// @param inUse the chance that the device is used at all
  /// @param fewest how often it then is, at least
  /// @param most how often it then is, at most
  /// @param length the median of how long each time
  /// @param mostTabs how many pages are open, at most
  record Day(double inUse, int fewest, int most, Duration length, int mostTabs) {
    private static final Duration MORNING = Duration.ofHours(7);
    private static final Duration NIGHT = Duration.ofHours(23);
    private static final double SPREAD_OF_LENGTHS = 1.0;

    private List<Sitting> sittings(Instant midnight, Dice dice) {
      List<Instant> begins =
          Stream.generate(() -> midnight.plus(dice.between(MORNING, NIGHT)))
              .limit(dice.chance(inUse) ? dice.between(fewest, most) : 0)
              .sorted()
              .toList();
      return IntStream.range(0, begins.size())
          .mapToObj(i -> {
            Instant latest = begins.get(i).plus(LONGEST_SITTING);
            boolean last = i + 1 == begins.size();
            return sitting(begins.get(i), last ? latest : earlier(latest, begins.get(i + 1)), dice);
          })
          .toList();
    }

    private Sitting sitting(Instant begin, Instant latest, Dice dice) {
      Instant end = begin.plus(dice.logNormal(length, SPREAD_OF_LENGTHS));
      return new Sitting(begin, earlier(end, latest), dice.between(1, mostTabs));
    }

    private static Instant earlier(Instant one, Instant other) {
      return one.isBefore(other) ? one : other;
    }
  }

  List<Sitting> sittings(Dice dice) {
    int away = dice.chance(absence) ? dice.between(0, World.DAYS) : World.DAYS;
    int back = away + dice.between(SHORTEST_ABSENCE, LONGEST_ABSENCE);
    List<Sitting> sittings = new ArrayList<>();
    for (int day = 0; day < World.DAYS; day++) {
      if (day < away || day >= back) {
        Day kind = day % WEEK < SATURDAY ? workingDay : freeDay;
        sittings.addAll(kind.sittings(World.START.plus(Duration.ofDays(day)), dice));
      }
    }
    return sittings;
  }
}
