package dev.rejeton.adapter.persistence;

/// The database is not one that this release can work with. The message is for the operator: it
/// says what was found and what to do.
public final class IncompatibleDatabase extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IncompatibleDatabase(String message) {
    super(message);
  }
}
