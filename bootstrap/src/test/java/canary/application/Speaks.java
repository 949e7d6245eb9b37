package canary.application;

import java.io.Console;
import java.io.InputStream;

/// Rule 22.
final class Speaks {
  void out() {
    System.out.println();
  }

  void err() {
    System.err.println();
  }

  InputStream in() {
    return System.in;
  }

  Console console() {
    return System.console();
  }

  void stackTrace(IllegalStateException problem) {
    problem.printStackTrace();
  }
}
