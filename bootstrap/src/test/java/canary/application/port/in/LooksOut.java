package canary.application.port.in;

import canary.application.port.out.GreetingStore;

/// Rules 4 and 13.
interface LooksOut {
  GreetingStore store();

  final class Mutable {}
}
