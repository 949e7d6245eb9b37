package dev.rejeton.bootstrap;

import dev.rejeton.adapter.crypto.WrongMasterKey;
import dev.rejeton.adapter.persistence.IncompatibleDatabase;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// Says in one line why the program cannot go on.
final class Failures {
  /// What is thrown with a message for the user; of anything else the class is told too.
  private static final List<Class<? extends Exception>> EXPLAINED =
      List.of(
          SettingsError.class,
          CommandFailed.class,
          WrongMasterKey.class,
          IncompatibleDatabase.class,
          UncheckedIOException.class);

  private Failures() {}

  static String describe(Exception failure) {
    String message = Optional.ofNullable(failure.getMessage()).orElse("no reason was given");
    return EXPLAINED.contains(failure.getClass())
        ? message
        : "%s: %s".formatted(failure.getClass().getSimpleName(), message);
  }
}
