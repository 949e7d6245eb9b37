package canary.domain;

/// Rule 16.
interface LooseOutcome {}
