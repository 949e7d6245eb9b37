package dev.rejeton.history;

import dev.rejeton.application.port.out.Samples;
import dev.rejeton.domain.Profile;
import dev.rejeton.domain.RestoredSessions;
import dev.rejeton.domain.ReuseAction;
import dev.rejeton.domain.RotationPolicy;
import dev.rejeton.domain.Timeouts;
import dev.rejeton.history.Answer.Issued;
import dev.rejeton.history.Request.Call;
import dev.rejeton.history.Request.Call.Plain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/// What every thread is to do in every round, drawn from a seed: tabs that share a jar of tokens, a
/// thief who copies it, answers that are lost and asked for again, ends of the session, and a clock
/// that passes every window and steps back.
///
/// @param policy the rules
/// @param remember whether the session lasts for months or hours
/// @param inStep whether the threads wait for each other between reading and deciding
/// @param thieves how many of the threads, the last ones, have a jar of their own
/// @param rounds the last of them one thread's, who looks at what is left
record Script(
    RotationPolicy policy, boolean remember, boolean inStep, int thieves, List<Round> rounds) {

  /// @param theft whether the thieves first copy the newest token
  record Round(boolean theft, List<List<Step>> threads) {}

  /// @param call what to ask, given tokens
  /// @param back which tokens of those in the jar: the newest is 0
  /// @param lost whether the answer never reaches the jar
  /// @param failure when the store fails, if it does
  record Step(
      Function<Issued, Call> call,
      int back,
      Instant now,
      boolean lost,
      Optional<Failing.When> failure) {}

  private static final int FEWEST_OPERATIONS = 24;

  private static final List<Duration> BETWEEN_ROUNDS =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(2),
          Duration.ofMillis(9_999),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofSeconds(25),
          Duration.ofSeconds(25),
          Duration.ofMinutes(70),
          Duration.ofMinutes(70),
          Duration.ofMinutes(70),
          Duration.ofHours(25),
          Duration.ofDays(8),
          Duration.ofSeconds(-2),
          Duration.ofSeconds(-15));

  private static final List<Duration> WITHIN_A_ROUND =
      List.of(
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofMillis(1),
          Duration.ofMillis(-1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(-2),
          Duration.ofSeconds(11));

  /// Shorter ones than the profiles have as well, or hardly a round would see two rotations.
  private static final List<Duration> GRACE_PERIODS =
      List.of(Duration.ZERO, Duration.ofMillis(1), Duration.ofSeconds(2), Duration.ofSeconds(10));

  private static final List<Profile> PROFILES =
      List.of(Profile.STRICT, Profile.BALANCED, Profile.BALANCED, Profile.MOBILE, Profile.MOBILE);

  private static final Function<Issued, Call> REFRESH = held -> new Call.Refresh(held.token());

  private static final List<Function<Issued, Call>> LIFE =
      List.of(
          REFRESH,
          REFRESH,
          REFRESH,
          REFRESH,
          REFRESH,
          REFRESH,
          held -> new Call.Authenticate(held.token(), held.expiresAt()),
          held -> new Call.Acknowledge(held.token(), held.expiresAt()),
          held -> Plain.STORE_CONFIRMATIONS,
          held -> Plain.LOOK);

  private static final List<Function<Issued, Call>> ENDS =
      List.of(
          held -> Plain.LOG_OUT,
          held -> Plain.REVOKE,
          held -> Plain.REVOKE,
          held -> new Call.LogOutEverywhere(held.session()),
          held -> new Call.LogOutEverywhere(held.session()),
          held -> Plain.DISABLE_USER,
          held -> Plain.PURGE);

  /// @param failing whether the store is to fail at some of the calls
  static Script of(long seed, boolean failing) {
    return new Draw(new Random(seed), failing).script();
  }

  int threads() {
    return rounds.getFirst().threads().size();
  }

  /// One script being drawn, with chances in percent that are its own.
  private record Draw(
      Random random, int older, int lost, int ends, int failures, List<Round> rounds) {
    Draw(Random random, boolean failing) {
      this(
          random,
          oneOf(random, List.of(0, 0, 5, 15)),
          oneOf(random, List.of(0, 10, 30)),
          oneOf(random, List.of(0, 0, 4, 15)),
          failing ? 15 : 0,
          new ArrayList<>());
    }

    Script script() {
      // Few threads more often than many: they play more rounds.
      int threads = 2 + random.nextInt(1 + random.nextInt(7));
      int operations = FEWEST_OPERATIONS + random.nextInt(FEWEST_OPERATIONS);
      Instant now = Samples.NOW;
      while (operations > 0) {
        Round round = round(threads, now);
        rounds.add(round);
        operations -= round.threads().stream().mapToInt(List::size).sum();
        now = now.plus(oneOf(random, BETWEEN_ROUNDS));
      }
      var look = new Step(held -> Plain.LOOK, 0, now, false, Optional.empty());
      rounds.add(new Round(false, List.of(List.of(look))));
      int thieves = chance(20) ? 1 + random.nextInt(threads - 1) : 0;
      return new Script(policy(), chance(90), chance(50), thieves, rounds);
    }

    private RotationPolicy policy() {
      Profile profile = oneOf(random, PROFILES);
      return new RotationPolicy(
          Timeouts.DEFAULT,
          oneOf(random, GRACE_PERIODS),
          profile.recoveryWindow(),
          profile.recoveryLimit(),
          chance(40) ? ReuseAction.OBSERVE : ReuseAction.SESSION,
          RestoredSessions.ACCEPT);
    }

    private Round round(int threads, Instant now) {
      boolean theft = rounds.isEmpty() || chance(20);
      return new Round(theft, IntStream.range(0, threads).mapToObj(thread -> steps(now)).toList());
    }

    private List<Step> steps(Instant now) {
      return IntStream.range(0, chance(25) ? 2 : 1).mapToObj(each -> step(now)).toList();
    }

    private Step step(Instant now) {
      return new Step(
          oneOf(random, chance(ends) ? ENDS : LIFE),
          chance(older) ? 1 + random.nextInt(2) : 0,
          now.plus(oneOf(random, WITHIN_A_ROUND)),
          chance(lost),
          chance(failures)
              ? Optional.of(oneOf(random, List.of(Failing.When.values())))
              : Optional.empty());
    }

    private boolean chance(int percent) {
      return random.nextInt(100) < percent;
    }

    private static <T> T oneOf(Random random, List<T> choices) {
      return choices.get(random.nextInt(choices.size()));
    }
  }
}
