package dev.rejeton.bootstrap;

/// A command that could not do what it was asked. The message is all that the user is shown.
final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFailed(String message) {
    super(message);
  }
}
