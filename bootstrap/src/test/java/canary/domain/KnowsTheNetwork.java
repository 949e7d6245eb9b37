package canary.domain;

import java.net.URI;

/// Rule 1.
record KnowsTheNetwork(URI address) {}
