package canary.adapter.neither;

/// Rule 8.
record GoesNoWay() {}
