package dev.rejeton.bootstrap;

/// Settings the server must not start with. The message names the setting and the way to mend it,
/// and is all that the user is shown.
final class SettingsError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingsError(String message) {
    super(message);
  }
}
