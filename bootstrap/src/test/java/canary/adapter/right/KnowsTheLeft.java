package canary.adapter.right;

import canary.adapter.left.KnowsTheRight;

/// Rules 6 and 7.
public record KnowsTheLeft(KnowsTheRight left) {}
