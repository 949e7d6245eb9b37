package canary.application;

/// Rule 17.
final class ThrownByAService extends Exception {
  private static final long serialVersionUID = 1;
}
