package dev.rejeton.history;

import static dev.rejeton.application.port.out.Samples.NOW;
import static dev.rejeton.application.port.out.Samples.added;
import static dev.rejeton.application.port.out.Samples.hash;
import static dev.rejeton.application.port.out.Samples.session;
import static dev.rejeton.application.port.out.Samples.user;

import dev.rejeton.application.ClearAccessTokens;
import dev.rejeton.application.Confirmations;
import dev.rejeton.application.Denials;
import dev.rejeton.application.Verifier;
import dev.rejeton.application.port.out.Samples;
import dev.rejeton.application.port.out.SessionStore;
import dev.rejeton.application.port.out.Stores;
import dev.rejeton.domain.Origin;
import dev.rejeton.domain.Session;
import dev.rejeton.domain.User;
import dev.rejeton.domain.UserId;
import dev.rejeton.history.Answer.Issued;
import dev.rejeton.history.Script.Round;
import dev.rejeton.history.Script.Step;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// Plays a script on a store, by as many threads as it has parts, and writes down what happens.
final class Player {
  private final Script script;
  private final Server server;
  private final SessionStore store;
  private final Gate gate;
  private final List<Issued> jar;
  private final List<Issued> thiefsJar = new CopyOnWriteArrayList<>();
  private final AtomicLong counter = new AtomicLong();
  private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();

  /// Makes the store of a history from the real one.
  interface Setting {
    /// As it is.
    Setting REAL = (store, gate) -> store;

    SessionStore around(SessionStore store, Gate gate);
  }

  private Player(Script script, Server server, Setting setting) {
    this.script = script;
    this.server = server;
    this.gate = new Gate();
    this.store = setting.around(server.stores().sessions(), gate);
    this.jar = new CopyOnWriteArrayList<>(List.of(server.first()));
  }

  /// Opens a session and plays the script on it.
  static History play(Script script, Stores stores, Setting setting)
      throws InterruptedException, ExecutionException {
    var name = new UserId("usr_" + Samples.randomId());
    User user = added(stores, user(name, name.value()), hash("MA"));
    Session opened = added(stores, session(name, NOW, script.remember()));
    var denials = new Denials(stores.denials(), stores.sessions());
    var verifier = new Verifier(new ClearAccessTokens(), denials, new Confirmations());
    var server = new Server(script.policy(), opened, user, stores, verifier);
    return new Player(script, server, setting).play();
  }

  private History play() throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(script.threads())) {
      for (Round round : script.rounds()) {
        if (round.theft()) {
          thiefsJar.add(jar.getLast());
        }
        gate.expect(round.threads().size());
        List<Future<?>> parts = new ArrayList<>();
        for (int thread = 0; thread < round.threads().size(); thread++) {
          int each = thread;
          parts.add(threads.submit(() -> play(each, round.threads().get(each))));
        }
        for (Future<?> part : parts) {
          part.get();
        }
      }
    }
    return new History(script.policy(), server.opened(), List.copyOf(operations));
  }

  private void play(int thread, List<Step> steps) {
    boolean isThief = thread >= script.threads() - script.thieves();
    var origin = new Origin("192.0.2." + thread, (isThief ? "thief " : "tab ") + thread);
    gate.pass();
    try {
      steps.forEach(step -> play(step, isThief ? thiefsJar : jar, origin));
    } finally {
      gate.leave();
    }
  }

  private void play(Step step, List<Issued> tokens, Origin origin) {
    Issued held = tokens.get(Math.max(0, tokens.size() - 1 - step.back()));
    var request = new Request(step.call().apply(held), origin, step.now());
    Operation operation = ask(request, step);
    operations.add(operation);
    if (!step.lost()
        && operation.answer().orElse(held) instanceof Issued issued
        && !tokens.contains(issued)) {
      tokens.add(issued);
    }
  }

  private Operation ask(Request request, Step step) {
    SessionStore found =
        step.failure().<SessionStore>map(when -> new Failing(store, when)).orElse(store);
    long invoked = counter.getAndIncrement();
    try {
      Answer answer = server.answer(request, found);
      return Operation.answered(request, invoked, counter.getAndIncrement(), answer);
    } catch (UncheckedIOException cannotSay) {
      return Operation.unanswered(request, invoked);
    }
  }
}
