package dev.rejeton.application.port.in;

/// For the clock and for whoever watches over the server.
public interface Upkeep {
  /// Stores what was seen at work since the last time.
  void storeConfirmations();

  /// Forgets sessions that are long over and events that are past their retention, in small steps.
  void purge();

  /// Makes sure that a change could be stored now; throws [java.io.UncheckedIOException] if not.
  void checkReadiness();
}
