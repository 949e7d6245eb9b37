package dev.rejeton.architecture;

import java.util.List;
import java.util.stream.Stream;

/// The sources of canaries that could not be kept as files: they are too long, or do not compile.
final class Planted {
  static final List<Source> MAIN =
      List.of(
          planted("LongFile", "\n".repeat(197)),
          planted("LongMethod", "void talk() {" + "\n".repeat(30) + "}"),
          planted("LongConstructor", "LongConstructor() {" + "\n".repeat(30) + "}"),
          planted("WideMethod", "void take(int a, int b, int c, int d, int e, int f, int g) {}"));

  static final List<Source> TESTS =
      Stream.of("mockito", "easymock", "jmock", "powermock").map(Planted::test).toList();

  private Planted() {}

  private static Source test(String library) {
    return new Source(
        "canary/" + library + "/StoreTest.java", "import static org." + library + ".Any.thing;");
  }

  private static Source planted(String name, String body) {
    return new Source(
        "canary/" + name + ".java", "package canary;\nclass " + name + " {\n" + body + "\n}\n");
  }
}
