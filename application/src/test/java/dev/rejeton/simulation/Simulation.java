package dev.rejeton.simulation;

import dev.rejeton.simulation.Outcome.Honest;
import dev.rejeton.simulation.Outcome.Stolen;
import dev.rejeton.simulation.Rule.Login;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Thirty days under a rule. The same people, networks and thieves under every rule: all that a
/// device does by chance comes from a seed of its own.
///
/// @param devices how many honest devices of each kind
/// @param victims how many devices of each kind a thief of each kind robs
record Simulation(long seed, int devices, int victims) {

  Outcome of(Rule rule) {
    return new Outcome(
        rule,
        Arrays.stream(Habits.values())
            .collect(Collectors.toMap(Function.identity(), habits -> honest(rule, habits))),
        Arrays.stream(Theft.values())
            .collect(Collectors.toMap(Function.identity(), theft -> stolen(rule, theft))));
  }

  private Honest honest(Rule rule, Habits habits) {
    return Honest.of(each(habits, devices, dice -> honest(rule, habits, dice)));
  }

  private static Client honest(Rule rule, Habits habits, Dice dice) {
    var world = new World();
    Iterator<Login> logins = Stream.generate(() -> rule.login(world.now())).iterator();
    var client = new Client(world, habits, dice, logins);
    world.run();
    return client;
  }

  private Stolen stolen(Rule rule, Theft theft) {
    return Stolen.of(
        Arrays.stream(Habits.values())
            .map(habits -> each(habits, victims, dice -> stolen(rule, theft, habits, dice)))
            .flatMap(List::stream)
            .toList());
  }

  private static Thief stolen(Rule rule, Theft theft, Habits habits, Dice dice) {
    var world = new World();
    var thief = new Thief(world, rule, theft, habits, dice);
    world.run();
    return thief;
  }

  /// {@return what became of the first so many devices of a kind}
  private <T> List<T> each(Habits habits, int count, Function<Dice, T> life) {
    var seeds = new SplittableRandom(seed + habits.ordinal());
    return seeds.longs(count).boxed().toList().parallelStream()
        .map(own -> life.apply(new Dice(own)))
        .toList();
  }
}
