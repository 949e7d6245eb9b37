package dev.rejeton.explorer;

import dev.rejeton.domain.RefreshToken;
import dev.rejeton.domain.Refusal;
import dev.rejeton.explorer.Request.Leg.Decided;
import dev.rejeton.explorer.Server.Result;
import dev.rejeton.explorer.Story.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Goes through every state that a story can reach, breadth first, and judges each step. The first
/// trace found to break a law is therefore a shortest one.
record Explorer(Story story, Map<State, Reached> seen) {
  /// How a state was first reached.
  record Reached(State before, String told) {}

  /// @param states how many different states there were
  /// @param steps how many steps between them
  /// @param depth how many steps the farthest of them is from the beginning
  /// @param kinds what came to pass
  /// @param violation the shortest story in which a law is broken, if there is one
  record Report(int states, long steps, int depth, Set<String> kinds, Optional<String> violation) {}

  static Report explore(Story story, int depth) {
    return new Explorer(story, new HashMap<>()).toDepth(depth);
  }

  private Report toDepth(int deepest) {
    State start = State.start(story.policy());
    List<State> frontier = List.of(start);
    seen.put(start, new Reached(start, "Ada logs in: token 0"));
    long steps = 0;
    int depth = 0;
    var kinds = new TreeSet<String>();
    while (!frontier.isEmpty() && depth < deepest) {
      depth++;
      var next = new ArrayList<State>();
      for (State state : frontier) {
        for (Step step : story.steps(state)) {
          steps++;
          kinds.add(kind(state, step));
          boolean isNew = seen.putIfAbsent(step.next(), new Reached(state, step.told())) == null;
          var laws = new Laws(story, state, step);
          Optional<String> broken =
              laws.brokenByStep().or(() -> isNew ? laws.brokenByState() : Optional.empty());
          if (broken.isPresent()) {
            return new Report(
                seen.size(), steps, depth, kinds, Optional.of(tell(state, step, broken.get())));
          }
          if (isNew) {
            next.add(step.next());
          }
        }
      }
      frontier = next;
    }
    return new Report(seen.size(), steps, depth, kinds, Optional.empty());
  }

  private static String kind(State before, Step step) {
    RefreshToken newest = before.past().newest().token();
    boolean isSecondTry =
        step.request().filter(request -> request.leg() instanceof Decided).isPresent();
    return switch (step.result()) {
      case Result.Given(RefreshToken given) when given.equals(newest) -> "repeated";
      case Result.Given(RefreshToken given) when given.generation() == newest.generation() ->
          "recovered";
      case Result.Given _ -> before.mishaps().restored() ? "replaced in a backup" : "replaced";
      case Result.Refused(Optional<Refusal> why, _) -> why.map(Refusal::name).orElse("unknown");
      case Result.Stopped _ -> isSecondTry ? "overtaken" : "decided";
      case Result.Done _ -> "done";
      case Result.None _ -> "else";
    };
  }

  private String tell(State before, Step last, String law) {
    State start = State.start(story.policy());
    Deque<String> lines = new ArrayDeque<>();
    lines.push(last.told());
    for (State state = before; !state.equals(start); state = seen.get(state).before()) {
      lines.push(seen.get(state).told());
    }
    lines.push(seen.get(start).told());
    var told = new StringBuilder("Broken: ").append(law).append(".\n");
    int number = 0;
    for (String line : lines) {
      told.append("%3d. %s\n".formatted(number++, line));
    }
    return told.toString();
  }
}
