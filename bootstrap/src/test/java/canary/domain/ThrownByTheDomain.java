package canary.domain;

/// Rule 17.
final class ThrownByTheDomain extends RuntimeException {
  private static final long serialVersionUID = 1;
}
