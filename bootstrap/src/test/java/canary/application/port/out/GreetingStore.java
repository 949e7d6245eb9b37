package canary.application.port.out;

/// An outbound port.
public interface GreetingStore {}
