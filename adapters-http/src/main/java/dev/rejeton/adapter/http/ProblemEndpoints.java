package dev.rejeton.adapter.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `/problems`: where the types of our problems lead to (RFC 9457 §3.1.1).
final class ProblemEndpoints {
  private static final String CATALOGUE = "/problems";

  private ProblemEndpoints() {}

  static void addTo(Routes routes) {
    routes.add(CATALOGUE, Map.of(HandlerType.GET, ProblemEndpoints::list));
    routes.add(CATALOGUE + "/{name}", Map.of(HandlerType.GET, ProblemEndpoints::show));
  }

  /// {@return the path of a type's documentation}
  static String path(ProblemType type) {
    return CATALOGUE + "/" + type.slug();
  }

  private static void list(Context context) {
    answer(
        context,
        Stream.of(ProblemType.values())
            .map(ProblemType::documentation)
            .collect(Collectors.joining("\n\n")));
  }

  private static void show(Context context) {
    String name = context.pathParam("name");
    ProblemType type =
        Stream.of(ProblemType.values())
            .filter(known -> known.slug().equals(name))
            .findFirst()
            .orElseThrow(
                () -> Problem.of(HttpStatus.NOT_FOUND, "There is no such problem.").abort());
    answer(context, type.documentation());
  }

  private static void answer(Context context, String text) {
    SecurityHeaders.openToAll(context);
    context.contentType("text/plain; charset=utf-8").result(text);
  }
}
