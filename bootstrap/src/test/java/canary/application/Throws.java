package canary.application;

import java.util.Optional;

/// Rule 23.
final class Throws {
  void anything() {
    throw new RuntimeException();
  }

  void anythingChecked() throws Exception {
    throw new Exception();
  }

  void anError() {
    throw new Error();
  }

  String byReference(Optional<String> word) {
    return word.orElseThrow(RuntimeException::new);
  }
}
