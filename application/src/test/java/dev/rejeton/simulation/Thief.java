package dev.rejeton.simulation;

import dev.rejeton.simulation.Rule.Answer;
import dev.rejeton.simulation.Rule.Answer.Denied;
import dev.rejeton.simulation.Rule.Answer.Issued;
import dev.rejeton.simulation.Rule.Login;
import dev.rejeton.simulation.Rule.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/// Somebody who got hold of one token of a client and uses it as a client would, again each time
/// his access token has expired, for as long as he is answered. He knows nothing of what the victim
/// does meanwhile, and loses no answers.
final class Thief {
  /// Thefts happen in the first days, so that weeks are left to notice them.
  private static final Duration LATEST_THEFT = Duration.ofDays(10);

  /// How late his program notices that an access token has expired.
  private static final Duration LATEST_NOTICE = Duration.ofMinutes(1);

  private final World world;
  private final Theft theft;
  private final Dice dice;
  private final Client victim;
  private Optional<Login> stolenFrom = Optional.empty();
  private boolean lurking;
  private Optional<Instant> entered = Optional.empty();
  private Instant accessUntil = World.START;
  private boolean denied;
  private boolean detected;

  Thief(World world, Rule rule, Theft theft, Habits habits, Dice dice) {
    this.world = world;
    this.theft = theft;
    victim = new Client(world, habits, dice, logins(rule));
    this.dice = dice.split();
    world.at(World.START.plus(this.dice.between(Duration.ZERO, LATEST_THEFT)), this::come);
  }

  /// The victim logs in again whenever logged out, until one of the logins is the thief's as well.
  private Iterator<Login> logins(Rule rule) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return stolenFrom.isEmpty();
      }

      @Override
      public Login next() {
        return new Tapped(rule.login(world.now()));
      }
    };
  }

  private void come() {
    switch (theft) {
      case LIVE_TOKEN -> victim.login().ifPresent(login -> steal(victim.jar(), login));
      case REPLACED_2_S_AGO, REPLACED_1_H_AGO -> lurking = true;
    }
  }

  private void steal(Token token, Login login) {
    lurking = false;
    stolenFrom = Optional.of(login);
    world.after(theft.wait(dice), () -> use(token, login));
  }

  private void use(Token held, Login login) {
    switch (login.present(held, world.now())) {
      case Issued(Token successor) -> {
        entered = Optional.of(entered.orElse(world.now()));
        accessUntil = world.now().plus(World.ACCESS_TOKEN);
        login.seen(successor);
        Duration notice = dice.between(Duration.ZERO, LATEST_NOTICE);
        world.at(accessUntil.plus(notice), () -> use(successor, login));
      }
      case Denied no -> leave();
    }
  }

  private void leave() {
    denied = true;
    world.stop();
  }

  /// A login whose requests the thief sees.
  private final class Tapped implements Login {
    private final Login login;

    Tapped(Login login) {
      this.login = login;
    }

    @Override
    public Answer present(Token token, Instant now) {
      Answer answer = login.present(token, now);
      if (lurking && answer instanceof Issued) {
        steal(token, this);
      }
      if (answer == Denied.ENDED && stolenFrom.isPresent()) {
        detected = true;
        leave();
      }
      return answer;
    }

    @Override
    public void seen(Token givenWith) {
      login.seen(givenWith);
    }
  }

  /// {@return from his first answered refresh until the last access token he was given expired; all
  /// the days there are if he was never denied}
  Duration access() {
    return entered
        .map(since -> denied ? Duration.between(since, accessUntil) : Duration.ofDays(World.DAYS))
        .orElse(Duration.ZERO);
  }

  /// {@return whether he was answered and no replaced token ever ended the session}
  boolean isUndetected() {
    return entered.isPresent() && !detected;
  }
}
