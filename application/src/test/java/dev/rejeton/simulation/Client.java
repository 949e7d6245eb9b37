package dev.rejeton.simulation;

import dev.rejeton.simulation.Rule.Answer;
import dev.rejeton.simulation.Rule.Answer.Denied;
import dev.rejeton.simulation.Rule.Answer.Issued;
import dev.rejeton.simulation.Rule.Login;
import dev.rejeton.simulation.Rule.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// An honest client: up to three tabs with one jar, which holds the refresh token; each tab has an
/// access token of its own, in memory, and takes no lock. An app is one tab.
final class Client {
  /// Each way.
  private static final Duration LATENCY = Duration.ofMillis(60);

  private static final double SPREAD_OF_LATENCY = 0.8;

  /// The tabs of a browser that wakes do not all wake in the same instant.
  private static final Duration WAKING = Duration.ofMillis(400);

  /// How often a page that is open asks its API for something.
  private static final Duration BETWEEN_NEEDS = Duration.ofMinutes(1);

  /// How long a tab that was refused waits for the answer to another.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final World world;
  private final Habits habits;
  private final Dice dice;
  private final Iterator<? extends Login> logins;
  private final List<Tab> tabs = List.of(new Tab(), new Tab(), new Tab());
  private Optional<Login> login = Optional.empty();
  private Token jar = Token.FIRST;
  private int underWay;
  private int refreshes;
  private int logouts;

  /// @param logins one, and another each time no token is left that the server would answer to; if
  ///   there is none, the user stays out
  Client(World world, Habits habits, Dice dice, Iterator<? extends Login> logins) {
    this.world = world;
    this.habits = habits;
    this.logins = logins;
    List<Sitting> sittings = habits.diary().sittings(dice.split());
    this.dice = dice.split();
    logIn();
    live(sittings.iterator());
  }

  private void live(Iterator<Sitting> sittings) {
    if (sittings.hasNext()) {
      Sitting next = sittings.next();
      world.at(
          next.from(),
          () -> {
            sitDown(next);
            live(sittings);
          });
    }
  }

  private void sitDown(Sitting sitting) {
    for (Tab tab : tabs.subList(0, sitting.tabs())) {
      world.after(dice.between(Duration.ZERO, WAKING), () -> tab.wake(sitting.to()));
    }
  }

  private void logIn() {
    login = logins.hasNext() ? Optional.of(logins.next()) : Optional.empty();
    jar = Token.FIRST;
    underWay = 0;
    tabs.forEach(tab -> tab.waiting = false);
  }

  Optional<Login> login() {
    return login;
  }

  Token jar() {
    return jar;
  }

  int refreshes() {
    return refreshes;
  }

  /// {@return how often the user had to log in again}
  int logouts() {
    return logouts;
  }

  private Duration latency() {
    return dice.logNormal(LATENCY, SPREAD_OF_LATENCY);
  }

  /// Does something, unless the user logged out or in since.
  private void later(Duration delay, Login at, Runnable action) {
    world.after(
        delay, () -> login.filter(current -> current == at).ifPresent(same -> action.run()));
  }

  private final class Tab {
    private Instant accessUntil = World.START;
    private Instant openUntil = World.START;
    private boolean waiting;

    void wake(Instant until) {
      openUntil = until;
      need();
    }

    private void need() {
      if (waiting || world.now().isAfter(openUntil)) {
        return;
      }
      if (world.now().isBefore(accessUntil)) {
        needAgain();
      } else {
        login.ifPresent(this::refresh);
      }
    }

    /// The next need that the access token does not serve.
    private void needAgain() {
      Instant next = accessUntil.plus(dice.exponential(BETWEEN_NEEDS));
      if (next.isBefore(openUntil)) {
        world.at(next, this::need);
      }
    }

    private void refresh(Login at) {
      waiting = true;
      underWay++;
      refreshes++;
      Token sent = jar;
      later(
          latency(),
          at,
          () -> {
            Answer answer = at.present(sent, world.now());
            if (dice.chance(habits.lost())) {
              lose(at);
            } else {
              later(latency(), at, () -> receive(sent, answer, at));
            }
          });
    }

    /// Unless the tab has a retry, nothing happens before its next sitting.
    private void lose(Login at) {
      underWay--;
      waiting = false;
      habits.retry(dice).ifPresent(delay -> later(delay, at, () -> retry(at)));
    }

    private void retry(Login at) {
      if (!waiting && !world.now().isBefore(accessUntil)) {
        refresh(at);
      }
    }

    private void receive(Token sent, Answer answer, Login at) {
      underWay--;
      switch (answer) {
        case Issued(Token successor) -> {
          jar = successor;
          waiting = false;
          later(latency(), at, () -> at.seen(successor));
          access();
        }
        case Denied denied -> denied(sent, at);
      }
    }

    private void access() {
      accessUntil = world.now().plus(World.ACCESS_TOKEN);
      needAgain();
    }

    /// Another tab may have been given a newer token, or be about to.
    private void denied(Token sent, Login at) {
      if (!sent.equals(jar)) {
        refresh(at);
      } else if (underWay > 0) {
        later(PATIENCE, at, () -> refresh(at));
      } else {
        logouts++;
        logIn();
        access();
      }
    }
  }
}
