package dev.rejeton.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The command line of the tests, at the database of a directory.
record TestShell(Path directory, Map<String, String> environment) {
  TestShell(Path directory) {
    this(directory, Map.of());
  }

  record Outcome(int exitCode, String out, String err) {
    Outcome expect(int code) {
      assertEquals(code, exitCode, this::toString);
      return this;
    }

    /// A failure is told in one line.
    void says(String part) {
      assertEquals(1, err.lines().filter(line -> !line.startsWith("`")).count(), err);
      assertTrue(err.contains(part), err);
    }
  }

  Outcome run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("REJETON_DATABASE", directory.resolve("rejeton.db").toString());
    var terminal =
        new Terminal(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new StringReader(""),
            variables);
    return new Outcome(new Shell(terminal).run(arguments), out.toString(), err.toString());
  }
}
