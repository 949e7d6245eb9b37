package canary.adapter.left;

import canary.adapter.right.KnowsTheLeft;

/// Rules 6 and 7.
public record KnowsTheRight(KnowsTheLeft right) {}
