package canary.domain;

/// Rule 14.
class OpenToHeirs {}
