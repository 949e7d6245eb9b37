package dev.rejeton.architecture;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What only the source shows.
final class Sources {
  private static final Pattern IMPORT_OF_MOCKS =
      Pattern.compile(
          "^import (static )?org\\.(mockito|easymock|jmock|powermock)\\..*", Pattern.MULTILINE);

  static final List<Rule> RULES =
      List.of(
          new Rule(
              26,
              "Tests use no mocking library",
              code -> code.tests().stream().flatMap(Sources::mocks).toList(),
              List.of(
                  "mockito.StoreTest",
                  "easymock.StoreTest",
                  "jmock.StoreTest",
                  "powermock.StoreTest")),
          new Rule(
              29,
              "A file has 200 lines at most, a method 30 lines and 6 parameters",
              code -> Sizes.excesses(code.main()),
              List.of("LongFile", "LongMethod.talk", "LongConstructor.<init>", "WideMethod.take")));

  private Sources() {}

  private static Stream<String> mocks(Source test) {
    return IMPORT_OF_MOCKS
        .matcher(test.text())
        .results()
        .map(found -> "<%s> has %s".formatted(test.className(), found.group()));
  }
}
