package canary.domain;

/// Rule 15.
final class Forgetful {
  int memory;
}
