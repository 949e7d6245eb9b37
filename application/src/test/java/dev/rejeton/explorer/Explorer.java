package dev.rejeton.explorer;

import dev.rejeton.explorer.Story.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Goes through every state that a story can reach, breadth first, and judges each step. The first
/// trace found to break a law is therefore a shortest one.
record Explorer(Story story, Map<State, Origin> seen) {
  /// How a state was first reached.
  record Origin(State before, String told) {}

  /// @param states how many different states there were
  /// @param steps how many steps between them
  /// @param depth how many steps the farthest of them is from the beginning
  /// @param violation the shortest story in which a law is broken, if there is one
  record Report(int states, long steps, int depth, Optional<String> violation) {}

  /// @param deeper how many steps more than its plot says
  static Report explore(Story story, int deeper) {
    return new Explorer(story, new HashMap<>()).toDepth(story.plot().depth() + deeper);
  }

  private Report toDepth(int deepest) {
    List<State> frontier = List.of(story.start());
    seen.put(story.start(), new Origin(story.start(), "Ada logs in: token 0"));
    long steps = 0;
    int depth = 0;
    while (!frontier.isEmpty() && depth < deepest) {
      depth++;
      var next = new ArrayList<State>();
      for (State state : frontier) {
        for (Step step : story.steps(state)) {
          steps++;
          boolean isNew = seen.putIfAbsent(step.next(), new Origin(state, step.told())) == null;
          var laws = new Laws(story, state, step);
          Optional<String> broken =
              laws.brokenByStep().or(() -> isNew ? laws.brokenByState() : Optional.empty());
          if (broken.isPresent()) {
            return new Report(
                seen.size(), steps, depth, Optional.of(tell(state, step, broken.get())));
          }
          if (isNew) {
            next.add(step.next());
          }
        }
      }
      frontier = next;
    }
    return new Report(seen.size(), steps, depth, Optional.empty());
  }

  private String tell(State before, Step last, String law) {
    Deque<String> lines = new ArrayDeque<>();
    lines.push(last.told());
    for (State state = before; !state.equals(story.start()); state = seen.get(state).before()) {
      lines.push(seen.get(state).told());
    }
    lines.push(seen.get(story.start()).told());
    var told = new StringBuilder("Broken: ").append(law).append(".\n");
    int number = 0;
    for (String line : lines) {
      told.append("%3d. %s\n".formatted(number++, line));
    }
    return told.toString();
  }
}
