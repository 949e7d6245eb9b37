package canary.application.port.in;

/// An inbound port; rule 16.
public interface Greetings {
  interface LooseResult {}
}
