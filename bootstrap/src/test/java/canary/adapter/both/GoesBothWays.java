package canary.adapter.both;

import canary.application.port.in.Greetings;
import canary.application.port.out.GreetingStore;

/// Rule 8.
record GoesBothWays(Greetings in, GreetingStore out) {}
