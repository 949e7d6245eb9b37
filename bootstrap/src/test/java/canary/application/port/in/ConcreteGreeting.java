package canary.application.port.in;

/// Rule 13.
final class ConcreteGreeting {}
