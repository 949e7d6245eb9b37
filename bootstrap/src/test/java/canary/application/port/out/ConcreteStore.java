package canary.application.port.out;

/// Rule 12.
final class ConcreteStore {}
