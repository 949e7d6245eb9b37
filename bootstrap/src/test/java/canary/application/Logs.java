package canary.application;

import java.util.logging.Logger;

/// Rule 24: without a field of its type, as ArchUnit's own rule would need.
final class Logs {
  void withoutAField() {
    Logger.getLogger("log").info("line");
  }
}
