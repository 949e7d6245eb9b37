package canary.application;

/// What rules 3, 4 and 5 forbid to know.
public interface AService {}
