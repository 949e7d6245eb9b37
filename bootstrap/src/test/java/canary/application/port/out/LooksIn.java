package canary.application.port.out;

import canary.application.port.in.Greetings;

/// Rules 5 and 12.
interface LooksIn {
  Greetings greetings();

  final class Mutable {}
}
