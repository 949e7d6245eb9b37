package canary.application.port.out;

/// Rule 12: it belongs to the port that speaks of it, or to the domain.
record RecordOfNoPort(int value) {}
